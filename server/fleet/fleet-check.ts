import { RotaError, wholeSentence } from '../../contract/errors.ts';
import type * as contract from '../../contract/fleet.ts';
import { inEnglish, said, whatItSays, type Translatable } from '../../contract/translatable.ts';
import { isHere, readAddress, shownAddress, type DatabaseAddress } from '../store/postgres/address.ts';
import { lookAtFleet, type FleetLook } from '../store/postgres/fleet-look.ts';

/** What is at an address, also where it cannot be used. */
export async function check(given: string): Promise<contract.FleetCheckAnswer> {
  let address: DatabaseAddress | null = null;
  try {
    address = addressIn(given);
    const { server, fleet } = await looked(address);
    return {
      ...factsAt(address),
      server,
      fleet: fleet && { name: fleet.name, workers: fleet.workers },
      problem: null,
      needsPassword: false,
    };
  } catch (error) {
    if (!(error instanceof RotaError)) throw error;
    const told = error.details[0]?.said ?? said`${error.message}`;
    return {
      ...factsAt(address),
      ...{ server: null, fleet: null },
      problem: { message: inEnglish(told), said: told },
      needsPassword: isPasswordMissing(error, address),
    };
  }
}

const factsAt = (address: DatabaseAddress | null) => ({
  database: address && shownAddress(address),
  isEncrypted: address !== null && (address.tls !== 'off' || isHere(address.host)),
});

/** The driver's words, and PostgreSQL's code where the driver sent none. */
const isPasswordMissing = (error: RotaError, address: DatabaseAddress | null): boolean =>
  address?.password === null && /refuses the password/.test(error.message);

/** Throws BODY_INVALID at `field`. */
export function addressIn(text: string, field = 'address'): DatabaseAddress {
  try {
    return readAddress(text, said`The address of the database`);
  } catch (error) {
    throw asRefusal(error, field);
  }
}

/** Throws BODY_INVALID at `field`. */
export async function looked(address: DatabaseAddress, field = 'address'): Promise<FleetLook> {
  try {
    return await lookAtFleet(address);
  } catch (error) {
    throw asRefusal(error, field);
  }
}

export const refused = (sentence: Translatable, field: string): RotaError =>
  wholeSentence('BODY_INVALID', sentence, field);

/** What a person has written leads to it, so it is no fault of the storage of this Rota. */
export function asRefusal(error: unknown, field: string): unknown {
  const told = error instanceof RotaError ? (error.details[0]?.said ?? error.message) : whatItSays(error);
  return error instanceof Error
    ? wholeSentence('BODY_INVALID', typeof told === 'string' ? said`${told}` : told, field, error)
    : error;
}
