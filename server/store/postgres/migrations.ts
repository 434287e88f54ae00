import type { ClientBase } from 'pg';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { Log } from '../../log.ts';
import { newerSchema } from './faults.ts';
import { newestVersion, schemaName, steps } from './schema.ts';

/** Any number that nothing else in this database uses: "rota" as letters. */
const lock = 0x726f7461;

/** PostgreSQL 13 is the first that tells what became of a transaction. */
const oldestServer = 130_000;

/**
 * Brings the tables to the newest version: all missing steps in one transaction, under a lock, so that of several computers one does it and
 * the others find it done. Connects the client and ends it. Refuses a database that a newer Rota has changed.
 */
export async function migrate(client: ClientBase & { end(): Promise<void> }, log: Log): Promise<void> {
  // A connection that breaks between two questions says so here.
  client.on('error', (error) => log.warn('the connection that looks at the tables broke', { why: error.message }));
  try {
    await client.connect();
    await checkServer(client);
    if ((await presentVersion(client)) !== newestVersion) await takeSteps(client, log);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Resolves to its version, `15.6`. */
export async function checkServer(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ number: string; encoding: string; shown: string }>(
    `SELECT current_setting('server_version_num') AS number, current_setting('server_encoding') AS encoding,
       current_setting('server_version') AS shown`,
  );
  const { number = '0', encoding = '', shown = '' } = rows[0] ?? {};
  if (Number(number) < oldestServer)
    throw new TranslatableError(
      said`The fleet's database is PostgreSQL ${Math.floor(Number(number) / 10_000)}: Rota needs 13 or later.`,
    );
  if (encoding !== 'UTF8')
    throw new TranslatableError(
      said`The fleet's database keeps its text as ${encoding}: create it with ENCODING 'UTF8', or names and outputs could not be kept.`,
    );
  return shown.split(' ')[0] ?? shown;
}

/** 0 if there are no tables yet. Throws if they are newer than this Rota. */
export async function presentVersion(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ there: string | null }>(`SELECT to_regclass($1) AS there`, [
    `${schemaName}.schema_version`,
  ]);
  if ((rows[0]?.there ?? null) === null) return 0;
  const { rows: found } = await client.query<{ version: number | null }>(
    `SELECT max(version) AS version FROM ${schemaName}.schema_version`,
  );
  const version = found[0]?.version ?? 0;
  if (version > newestVersion) throw newerSchema(version, newestVersion);
  return version;
}

async function takeSteps(client: ClientBase, log: Log): Promise<void> {
  await client.query('SET statement_timeout = 0');
  // Before the transaction, which would not see what another computer does meanwhile; it is given back with the connection.
  await client.query('SELECT pg_advisory_lock($1)', [lock]);
  await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0');
  const version = await presentVersion(client);
  if (version === 0) await makeRoom(client);
  for (const [index, step] of steps.entries()) {
    if (index < version) continue;
    await client.query(step);
    await client.query('INSERT INTO schema_version (version) VALUES ($1)', [index + 1]);
  }
  await client.query('COMMIT');
  if (version < newestVersion)
    log.info('the tables of the fleet were made newer', { from: version, to: newestVersion });
}

/** The schema, where whoever looks after the database has not made it already: that needs more rights. */
async function makeRoom(client: ClientBase): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schemaName]);
  if (rowCount === 0) await client.query(`CREATE SCHEMA ${schemaName}`);
  await client.query(
    'CREATE TABLE schema_version (version INTEGER PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp())',
  );
}
