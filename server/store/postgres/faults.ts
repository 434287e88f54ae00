import { RotaError, rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { shownAddress, type DatabaseAddress } from './address.ts';

/** The code of PostgreSQL (five letters), of the system, or of TLS; empty if there is none. */
const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
};
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** PostgreSQL, or the network, is away: the connection is of no use any more. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  return (
    // Class 08, and the server that stops, was killed, or starts (postgresql.org/docs/current/errcodes-appendix.html).
    /^(08...|57P0[1-5])$/.test(code) ||
    /^E(CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|HOSTDOWN|NETDOWN|PIPE|NOENT)$/.test(
      code,
    ) ||
    (code === '' &&
      /Connection terminated|timeout expired|timeout exceeded|Query read timeout|not queryable/i.test(wordsOf(error)))
  );
}

/** Two changes stood in each other's way: neither was made, and each may be tried again. */
export const isCrossed = (error: unknown): boolean => ['40001', '40P01', '55P03'].includes(codeOf(error));

/** The tables were changed by a newer Rota while this connection knew them as they were. */
export const isStalePlan = (error: unknown): boolean => codeOf(error) === '0A000' && /cached plan/.test(wordsOf(error));

/** Turns a fault of the database into an answer that says what to do; passes any other error unchanged. Never says the password. */
export function databaseError(error: unknown, address: DatabaseAddress): unknown {
  if (error instanceof RotaError) return error;
  const sentence = sentenceOf(error, address);
  return sentence === null ? error : rotaError('STORAGE_UNAVAILABLE', sentence, null, error);
}

function sentenceOf(error: unknown, address: DatabaseAddress): Translatable | null {
  const where = shownAddress(address);
  const code = codeOf(error);
  const words = wordsOf(error);
  const known = ofEntrance(code, words, address) ?? ofServer(code, words, where) ?? ofCertificate(code, words, where);
  if (known !== null) return known;
  if (isAway(error))
    return said`The database ${where} does not answer (${words}). Rota goes on by itself once it is back.`;
  // Any other word of the server itself; what is not of the database is a fault of ours.
  return /^[0-9A-Z]{5}$/.test(code) && isFaultOfServer(code)
    ? said`The database ${where} cannot be used now: ${words}`
    : null;
}

// Insufficient resources, operator intervention, system error, configuration file, internal error.
const isFaultOfServer = (code: string) => /^(53|54|57|58|F0|XX)/.test(code);

/** Why one is not let in. */
function ofEntrance(code: string, words: string, address: DatabaseAddress): Translatable | null {
  const where = shownAddress(address);
  const { user, database } = address;
  if (code === '28P01' || /password must be a (non-empty )?string|no password supplied/i.test(words))
    return said`The database ${where} refuses the password of ${user}: put the right one into its address.`;
  if (code === '28000')
    return said`The database does not let ${user} in (${words}): let it in, in pg_hba.conf, or name another user in its address.`;
  if (code === '3D000')
    return said`There is no database ${database} at ${where}: create it, or name another one in the address.`;
  if (code === '42501')
    return said`The user ${user} has not the right to do that in the database ${where} (${words}): give it the rights that docs/fleet.md names.`;
  if (code === '3F000' || code === '42P01')
    return said`The tables of Rota are not in the database ${where} (${words}): name the right database in the address, or restore its backup.`;
  return null;
}

/** What the server lacks. */
function ofServer(code: string, words: string, where: string): Translatable | null {
  if (code === '53100')
    return said`The disk of the database ${where} is full: free some space there. Nothing was changed; try again then.`;
  if (code === '53300')
    return said`The database ${where} has no connection left (${words}): raise its max_connections; each computer of the fleet needs about five.`;
  if (code === '25006')
    return said`The database ${where} is read-only, as a copy is: name the server that is written to in its address.`;
  if (code === '57014') return said`The database ${where} was too slow (${words}). Nothing was changed; try again.`;
  return null;
}

const unknownAuthority = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function ofCertificate(code: string, words: string, where: string): Translatable | null {
  if (unknownAuthority.has(code))
    return said`The certificate of the database ${where} is not trusted (${words}): name the file of the authority that made it, with sslrootcert=FILE in its address.`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return said`The certificate of the database ${where} is for another host (${words}): name the host as the certificate does, or use sslmode=verify-ca in its address.`;
  if (/^CERT_|^ERR_(TLS|SSL|OSSL)/.test(code))
    return said`The certificate of the database ${where} cannot be trusted: ${words}. Nothing was sent there.`;
  if (/does not support SSL/i.test(words))
    return said`The database ${where} is not encrypted: turn ssl on there, or, in a network you trust, add sslmode=disable to its address.`;
  return null;
}

/** The connection broke while a change was made final, and the server could not be asked since what became of it. */
export const unknownEnd = (address: DatabaseAddress, cause: unknown): RotaError =>
  rotaError(
    'STORAGE_UNAVAILABLE',
    said`The database ${shownAddress(address)} went away just then: whether this was kept is not known. Look before you do it again.`,
    null,
    cause,
  );

/** A newer Rota has changed the tables: this one takes nothing new. */
export const newerSchema = (found: number, known: number): RotaError =>
  rotaError(
    'STORAGE_UNAVAILABLE',
    said`The fleet's database was changed by a newer Rota (version ${found}, this one knows ${known}): install that Rota here. Until then this computer starts no new runs; active ones are finished.`,
  );
