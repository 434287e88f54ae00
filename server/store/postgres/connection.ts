import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Log } from '../../log.ts';
import type { DatabaseAddress } from './address.ts';
import { connectionConfig, loadDriver, type Driver } from './driver.ts';
import { databaseError, isAway, isStalePlan } from './faults.ts';
import { migrate } from './migrations.ts';
import { sqlOver, type Change, type Sql } from './sql.ts';
import { createWriter } from './writer.ts';

export type { Change, Param, Params, Row, Sql, Transaction } from './sql.ts';

/** The fleet's database. Reads use any free connection: each sees what was durable when it was asked. */
export interface Database extends Sql {
  readonly address: DatabaseAddress;
  /** What its connections call themselves: by it this process knows its own news. */
  readonly origin: string;
  /**
   * Durable once it resolves. Changes of this process are made in the order in which they were asked for; those that come while one is
   * under way share the next transaction. One that throws is undone alone. Rejects with STORAGE_UNAVAILABLE if the database is away.
   */
  write<T>(change: Change<T>): Promise<T>;
  /** As `write`, for what a power cut of the server may take. */
  note<T>(change: Change<T>): Promise<T>;
  /** Calls `listener` with the error of every change that the database refused. */
  onRefused(listener: (error: unknown) => void): void;
  /** A connection of its own, not connected yet: for LISTEN. */
  ownConnection(): InstanceType<Driver['Client']>;
  /** Finishes what was asked for, then closes every connection. */
  close(): Promise<void>;
}

/** Connections of a computer beside the one that listens: one writes, the others read. */
export const mostConnections = 4;

/** Opens the database and brings its tables to the newest version. Throws STORAGE_UNAVAILABLE with a sentence that says what to do. */
export async function openDatabase(address: DatabaseAddress, log: Log): Promise<Database> {
  const driver = await loadDriver();
  const origin = randomBytes(6).toString('hex');
  const config = await connectionConfig(address, origin);
  const told = (error: unknown) => databaseError(error, address);
  await migrate(new driver.Client(config), log).catch((error: unknown) => Promise.reject(asError(told(error))));
  const pool = new driver.Pool({ ...config, max: mostConnections, idleTimeoutMillis: 60_000 });
  // A connection that breaks says so in an event, beside the question that fails; without a listener it would end this process.
  const broke = (error: Error) => log.debug('a connection to the database broke', { why: error.message });
  pool.on('error', broke);
  pool.on('connect', (client) => client.on('error', broke));
  const writer = createWriter(pool, address);
  let isClosed = false;

  async function read<T>(ask: (sql: Sql) => Promise<T>): Promise<T> {
    if (isClosed) throw rotaError('SHUTTING_DOWN', said`Rota is stopping: nothing more is read`);
    try {
      return await onAnyConnection(pool, ask);
    } catch (error) {
      throw told(error);
    }
  }

  return {
    address,
    origin,
    run: (text, ...params) => read((sql) => sql.run(text, ...params)),
    get: (text, ...params) => read((sql) => sql.get(text, ...params)),
    all: (text, ...params) => read((sql) => sql.all(text, ...params)),
    write: (change) => writer.add(change, true),
    note: (change) => writer.add(change, false),
    onRefused: (listener) => writer.onRefused(listener),
    ownConnection: () => new driver.Client({ ...config, query_timeout: 0 }),
    async close() {
      if (isClosed) return;
      await writer.close();
      isClosed = true;
      await pool.end();
    },
  };
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/** A read may be asked again: the connection may have broken since it was last used. */
async function onAnyConnection<T>(pool: Pool, ask: (sql: Sql) => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const client: PoolClient = await pool.connect();
    try {
      const answer = await ask(sqlOver(client));
      client.release();
      return answer;
    } catch (error) {
      const isUseless = isAway(error) || isStalePlan(error);
      client.release(isUseless);
      if (!isUseless || tries > mostConnections) throw error;
    }
  }
}
