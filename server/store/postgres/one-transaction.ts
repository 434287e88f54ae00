import type { Pool, PoolClient, QueryResult } from 'pg';
import { isAway, isStalePlan, newerSchema } from './faults.ts';
import { newestVersion } from './schema.ts';
import { sqlOver, type Change, type Transaction } from './sql.ts';

/** The connection broke before anything could be final: nothing was changed. `cause` says why. */
export class BrokenBefore extends Error {}
/** It broke while the changes were made final, and the server could not be asked what became of them. */
export class UnknownEnd extends Error {}

interface Made {
  readonly values: readonly unknown[];
  /** The number of the transaction. */
  readonly id: string;
}

/** The number of the transaction and the version of the tables, in the question that begins it: nothing waits longer for them. */
const begin = 'BEGIN; SELECT pg_current_xact_id()::text AS id, (SELECT max(version) FROM schema_version) AS version';

/**
 * Makes changes in one transaction and resolves to their values once it is durable. If the connection breaks in the last moment, the server
 * is asked whether it was; throws `BrokenBefore`, `UnknownEnd`, or what a change has thrown.
 */
export async function inOneTransaction(
  pool: Pool,
  changes: readonly Change<unknown>[],
  isDurable: boolean,
): Promise<readonly unknown[]> {
  const client = await pool.connect();
  let made: Made | null = null;
  try {
    const { id, sql } = await begun(client);
    if (!isDurable) await client.query('SET LOCAL synchronous_commit = off');
    const values: unknown[] = [];
    for (const change of changes) values.push(await change(sql));
    made = { values, id };
    const { command } = await client.query('COMMIT');
    // A transaction in which a statement failed answers so.
    if (command !== 'COMMIT') throw new Error('a change went on after one of its statements had failed');
    client.release();
    return values;
  } catch (error) {
    if (!isAway(error)) {
      client.release(!(await isUndone(client)) || isStalePlan(error));
      throw error;
    }
    client.release(true);
    if (made !== null && (await wasCommitted(pool, made.id, error))) return made.values;
    throw new BrokenBefore('the connection broke', { cause: error });
  }
}

async function begun(client: PoolClient): Promise<{ id: string; sql: Transaction }> {
  const [, first] = (await client.query(begin)) as unknown as readonly [QueryResult, QueryResult];
  const { id, version } = first.rows[0] as { id: string; version: number };
  const mustBeNewest = () => {
    if (version > newestVersion) throw newerSchema(version, newestVersion);
  };
  return { id, sql: { ...sqlOver(client), mustBeNewest } };
}

async function isUndone(client: PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}

/** So often it is asked whether a transaction is over, which the server may notice later than this computer. */
const mostLooks = 20;

async function wasCommitted(pool: Pool, id: string, cause: unknown): Promise<boolean> {
  try {
    for (let look = 1; look <= mostLooks; look += 1) {
      const { rows } = await pool.query<{ status: string | null }>('SELECT pg_xact_status($1::xid8) AS status', [id]);
      const status = rows[0]?.status;
      if (status === 'committed') return true;
      if (status === 'aborted') return false;
      await pool.query('SELECT pg_sleep(0.25)');
    }
  } catch {
    // Away: the answer is the one below.
  }
  throw new UnknownEnd('nobody knows how the transaction ended', { cause });
}
