import { isIP } from 'node:net';
import { said, TranslatableError, type Fact, type Translatable } from '../../../contract/translatable.ts';

/** Where the fleet's database is. */
export interface DatabaseAddress {
  /** A name, an address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** null: from `~/.pgpass`, or none. Never shown. */
  readonly password: string | null;
  /**
   * `off`: not encrypted. `ca`: encrypted, and the certificate comes from a trusted authority. `full`: that, and it is the one of this host.
   */
  readonly tls: 'off' | 'ca' | 'full';
  /** A file with the authorities to trust instead of those of the system. */
  readonly rootCertificate: string | null;
}

const modes: Readonly<Record<string, DatabaseAddress['tls']>> = {
  disable: 'off',
  'verify-ca': 'ca',
  // libpq encrypts and looks at no certificate; a stranger in between would read everything.
  require: 'full',
  'verify-full': 'full',
};

/**
 * Reads `postgres://user:password@host:port/database?sslmode=…&sslrootcert=…`. Throws a sentence that never quotes the text, which holds a
 * password; `called` says in it what could not be read.
 */
export function readAddress(text: string, called: Fact = 'ROTA_DATABASE'): DatabaseAddress {
  const refused = (why: Translatable) => refusedAddress(called, why);
  const plain = (encoded: string) => plainText(encoded, refused);
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol)) throw refused(said`it is not an address`);
  const given = (name: string) => url.searchParams.get(name);
  const stranger = [...url.searchParams.keys()].find((name) => !['sslmode', 'sslrootcert', 'host'].includes(name));
  if (stranger !== undefined) throw refused(said`it has "${stranger}", which is not known here`);
  const host = given('host') ?? plain(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const database = plain(url.pathname.slice(1));
  const user = plain(url.username);
  if (host === '') throw refused(said`it names no host`);
  if (database === '') throw refused(said`it names no database`);
  if (user === '') throw refused(said`it names no user`);
  const mode = given('sslmode') ?? (isHere(host) ? 'disable' : 'verify-full');
  const tls = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (tls === undefined) throw refused(said`its sslmode is "${mode}"; it can be disable, verify-ca or verify-full`);
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    database,
    user,
    password: url.password === '' ? null : plain(url.password),
    tls,
    rootCertificate: given('sslrootcert'),
  };
}

/** How people name the database: without the password. */
export const shownAddress = ({ host, port, database, user }: DatabaseAddress): string =>
  `${user}@${isIP(host) === 6 ? `[${host}]` : host}:${port}/${database}`;

/** Whether what goes there leaves this computer. */
export const isHere = (host: string): boolean =>
  host.startsWith('/') || host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/** The text of an address; without the password if there is to be none in it. */
export function printAddress(address: DatabaseAddress, { withPassword = true } = {}): string {
  const { host, port, database, user, password, tls, rootCertificate } = address;
  const isSocket = host.startsWith('/');
  const secret = withPassword && password !== null ? `:${encodeURIComponent(password)}` : '';
  const place = isSocket ? 'localhost' : isIP(host) === 6 ? `[${host}]` : host;
  const mode = tls === 'off' ? 'disable' : tls === 'ca' ? 'verify-ca' : 'verify-full';
  const query = new URLSearchParams({
    ...(isSocket ? { host } : {}),
    ...(mode === (isHere(host) ? 'disable' : 'verify-full') ? {} : { sslmode: mode }),
    ...(rootCertificate === null ? {} : { sslrootcert: rootCertificate }),
  }).toString();
  const who = `${encodeURIComponent(user)}${secret}`;
  return `postgres://${who}@${place}:${port}/${encodeURIComponent(database)}${query === '' ? '' : `?${query}`}`;
}

function plainText(encoded: string, refused: (why: Translatable) => Error): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw refused(said`it has a "%" that stands for nothing: write %25`);
  }
}

const refusedAddress = (called: Fact, why: Translatable): Error =>
  new TranslatableError(
    said`${called} cannot be read: ${why}. It is postgres://USER:PASSWORD@HOST:5432/DATABASE, with %40 for an @ in the password and so on.`,
  );
