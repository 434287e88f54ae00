import type { ClientBase } from 'pg';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { shownAddress, type DatabaseAddress } from './address.ts';
import { keepRoomForHistory } from './brought.ts';
import type { Database } from './connection.ts';
import { connectionConfig, loadDriver } from './driver.ts';
import { databaseError } from './faults.ts';
import { checkServer, presentVersion } from './migrations.ts';
import { newestVersion, schemaName } from './schema.ts';

/** What lies at an address. */
export interface FleetLook {
  /** `15.6` */
  readonly server: string;
  /** Null: no computer has given its configuration, and nobody has made a fleet. */
  readonly fleet: FoundFleet | null;
}

export interface FoundFleet {
  /** Null for a fleet that was made by ROTA_DATABASE alone. */
  readonly name: string | null;
  /** Sealed with the fleet's key: whoever opens it has that key. Null only where neither was written yet. */
  readonly keyCheck: { readonly kind: 'check' | 'webhook'; readonly sealed: string } | null;
  /** Computers that have reported. */
  readonly workers: number;
}

const nameFact = 'fleet-name';
const keyFact = 'fleet-key';

/**
 * Looks at a database and changes nothing. Throws a sentence if it cannot be reached, is of no use (version, encoding, read-only), was changed by a
 * newer Rota, or if the user has not the rights that Rota needs.
 */
export async function lookAtFleet(address: DatabaseAddress): Promise<FleetLook> {
  const driver = await loadDriver();
  const client = new driver.Client({ ...(await connectionConfig(address, 'look')), query_timeout: 20_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const server = await checkServer(client);
    await checkWritable(client, address);
    const version = await presentVersion(client);
    await (version === 0 ? checkMayMake(client, address) : checkMayUse(client, version, address));
    return { server, fleet: version === 0 ? null : await foundFleet(client) };
  } catch (error) {
    throw databaseError(error, address);
  } finally {
    await client.end().catch(() => {});
  }
}

async function rowOf(client: ClientBase, text: string): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Record<string, unknown>>(text);
  return rows[0] ?? {};
}

async function checkWritable(client: ClientBase, address: DatabaseAddress): Promise<void> {
  const { read_only } = await rowOf(client, `SELECT current_setting('transaction_read_only') AS read_only`);
  if (read_only === 'on')
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`The database ${shownAddress(address)} is read-only, as a copy is: name the server that is written to in its address.`,
    );
}

async function checkMayMake(client: ClientBase, address: DatabaseAddress): Promise<void> {
  const { may } = await rowOf(
    client,
    `SELECT coalesce((SELECT has_schema_privilege(oid, 'CREATE') FROM pg_namespace WHERE nspname = '${schemaName}'),
       has_database_privilege(current_database(), 'CREATE'))::int AS may`,
  );
  if (may === 1) return;
  throw rotaError(
    'STORAGE_UNAVAILABLE',
    said`The user ${address.user} may not make tables in the database ${shownAddress(address)}: give it a schema of its own there, "CREATE SCHEMA rota AUTHORIZATION ${address.user}" (docs/fleet.md says all of it).`,
  );
}

async function checkMayUse(client: ClientBase, version: number, address: DatabaseAddress): Promise<void> {
  const where = shownAddress(address);
  const { lacking, is_owner } = await rowOf(
    client,
    `SELECT string_agg(c.relname, ', ' ORDER BY c.relname) FILTER (WHERE NOT (has_table_privilege(c.oid, 'SELECT')
         AND (c.relname = 'schema_version' OR (has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE')
           AND has_table_privilege(c.oid, 'DELETE'))))) AS lacking,
       bool_and(pg_has_role(c.relowner, 'USAGE'))::int AS is_owner
     FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = '${schemaName}' AND c.relkind IN ('r', 'p')`,
  );
  if (lacking !== null)
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`The user ${address.user} may not read and write everything of Rota in the database ${where} (${lacking as string}): give it the rights that docs/fleet.md names.`,
    );
  if (version < newestVersion && is_owner !== 1)
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`The tables in the database ${where} are older than this Rota, and the user ${address.user} may not make them newer: start this Rota once as the user that made them.`,
    );
}

async function foundFleet(client: ClientBase): Promise<FoundFleet | null> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `SELECT name, value FROM ${schemaName}.fact WHERE name IN ('${nameFact}', '${keyFact}')
     UNION ALL SELECT '*' || id, body FROM ${schemaName}.config WHERE id IN ('*', 'webhookSecret')`,
  );
  const found = new Map(rows.map(({ name, value }) => [name, value]));
  if (found.size === 0) return null;
  const { n } = await rowOf(client, `SELECT count(*) AS n FROM ${schemaName}.worker`);
  const check = found.get(keyFact);
  const webhook = found.get('*webhookSecret');
  return {
    name: found.get(nameFact) ?? null,
    keyCheck:
      check !== undefined
        ? { kind: 'check', sealed: check }
        : webhook === undefined
          ? null
          : { kind: 'webhook', sealed: String(JSON.parse(webhook)) },
    workers: Number(n),
  };
}

/** Writes that a fleet lives here; false if one does already. */
export const putFleet = (db: Database, name: string, keyCheck: string): Promise<boolean> =>
  db.write(async (sql) => {
    if ((await sql.get(`SELECT 1 AS one FROM config WHERE id = '*'`)) !== undefined) return false;
    const count = await sql.run('INSERT INTO fact VALUES ($1, $2) ON CONFLICT DO NOTHING', keyFact, keyCheck);
    if (count === 0) return false;
    await sql.run(
      'INSERT INTO fact VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      nameFact,
      name,
    );
    if ((await sql.get('SELECT 1 AS one FROM run LIMIT 1')) === undefined) await keepRoomForHistory(sql);
    return true;
  });
