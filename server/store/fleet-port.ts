import type { z } from 'zod';
import type * as contract from '../../contract/fleet.ts';

/** Belonging to a fleet, and changing that from the next start on. Every verb throws a RotaError with a sentence. */
export interface FleetPort {
  get(): Promise<contract.FleetAnswer>;
  /** Looks at a database and changes nothing. */
  check(body: z.infer<typeof contract.fleetCheckBody>): Promise<contract.FleetCheckAnswer>;
  /** Makes the tables and the fleet in an empty database. */
  create(body: z.infer<typeof contract.fleetCreateBody>): Promise<contract.FleetCreatedAnswer>;
  join(body: z.infer<typeof contract.fleetJoinBody>): Promise<contract.FleetJoinedAnswer>;
  /** The join code of the fleet that is used now. */
  code(body: z.infer<typeof contract.fleetCodeBody>): Promise<string>;
  /** Brings along what lies in the own folder, or says what would come. */
  bring(body: contract.BringBody): Promise<contract.BringAnswer>;
  leave(): Promise<contract.FleetLeftAnswer>;
  /** Whether the next start uses another database than this one. */
  isOtherNext(): boolean;
}
