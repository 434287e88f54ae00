import { readFile } from 'node:fs/promises';
import type { ClientConfig, CustomTypesConfig, PoolConfig } from 'pg';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { DatabaseAddress } from './address.ts';
import { schemaName } from './schema.ts';

/** The driver is loaded only where there is a fleet: without one it costs nothing. */
export const loadDriver = async () => (await import('pg')).default;
export type Driver = Awaited<ReturnType<typeof loadDriver>>;

/** A connection is given up after this. */
const connectMs = 10_000;
/** The server ends a statement after this, so that a lock is never waited for without end. */
const statementMs = 30_000;
/** Where no answer comes at all, because the network is gone, the wait ends after this. */
const answerMs = statementMs + 5_000;
/** The server frees the locks of a computer that stopped in the middle of a transaction. */
const idleMs = 20_000;

/** Throws a sentence if the file of the trusted authorities cannot be read. */
export async function connectionConfig(address: DatabaseAddress, origin: string): Promise<PoolConfig & ClientConfig> {
  const { host, port, database, user, password } = address;
  return {
    ...{ host, port, database, user, ...(password === null ? {} : { password }) },
    ssl: await tlsOf(address),
    types: numbers,
    application_name: 'rota',
    connectionTimeoutMillis: connectMs,
    query_timeout: answerMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    options: [
      `-c search_path=${schemaName}`,
      `-c rota.origin=${origin}`,
      `-c statement_timeout=${statementMs}`,
      `-c idle_in_transaction_session_timeout=${idleMs}`,
      '-c default_transaction_isolation=read\\ committed',
      '-c client_encoding=UTF8',
    ].join(' '),
  };
}

async function tlsOf({ tls, rootCertificate, host }: DatabaseAddress): Promise<ClientConfig['ssl']> {
  if (tls === 'off') return false;
  const ca = rootCertificate === null ? null : await authorities(rootCertificate);
  return {
    rejectUnauthorized: true,
    ...(ca === null ? {} : { ca }),
    // For an address there is no server name to send, but its certificate is compared all the same.
    ...(tls === 'ca' ? { checkServerIdentity: () => undefined } : { host }),
  };
}

async function authorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TranslatableError(
      said`The certificate of the database (sslrootcert) cannot be read: ${why}. Name the file with the certificate of the authority that made the database's.`,
      { cause: error },
    );
  }
}

const int8 = 20;
const numeric = 1700;

/** Whole numbers of 64 bits come as numbers: none of ours is beyond 2^53, and one that were must not be rounded unseen. */
const numbers: CustomTypesConfig = {
  getTypeParser: (type: number, format?: string) => {
    if (format === 'binary') throw new Error('nothing is asked for in binary');
    return type === int8 || type === numeric ? exactNumber : parserOf(type);
  },
};

const int2 = 21;
const int4 = 23;
const bool = 16;

/** Everything else is text: no date or JSON of the driver's making. */
const parserOf = (type: number) => (text: string) =>
  type === int2 || type === int4 ? Number(text) : type === bool ? (text === 't' ? 1 : 0) : text;

function exactNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new Error(`the database gave ${text}, which is no exact number here`);
  return number;
}
