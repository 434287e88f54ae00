import type { Pool } from 'pg';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { DatabaseAddress } from './address.ts';
import { databaseError, isCrossed, isStalePlan, unknownEnd } from './faults.ts';
import { BrokenBefore, inOneTransaction, UnknownEnd } from './one-transaction.ts';
import type { Change } from './sql.ts';

interface Waiting {
  readonly change: Change<unknown>;
  readonly waitsForDisk: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

export interface Writer {
  add<T>(change: Change<T>, waitsForDisk: boolean): Promise<T>;
  /** Calls `listener` with the error of every change that the database refused. */
  onRefused(listener: (error: unknown) => void): void;
  /** Refuses further changes; resolves once the open ones are made. */
  close(): Promise<void>;
}

/** So many changes share a transaction at most: what it locks is locked until the last of them is made. */
const mostTogether = 64;
/** How often one change is made that others cross, and that broken connections undo. */
const mostTries = 8;

/** Makes changes one transaction after the other, in the order in which they were asked for. */
export function createWriter(pool: Pool, address: DatabaseAddress): Writer {
  const waiting: Waiting[] = [];
  let turn: Promise<void> | null = null;
  let isClosed = false;
  let onRefused: (error: unknown) => void = () => {};

  async function makeAll(): Promise<void> {
    // What is asked for in this turn of the event loop comes together.
    await Promise.resolve();
    while (waiting.length > 0) await makeTogether(waiting.splice(0, mostTogether));
    turn = null;
  }

  async function makeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const values = await made(pool, batch);
      for (const [at, { resolve }] of batch.entries()) resolve(values[at]);
    } catch (error) {
      if (batch.length > 1 && !(error instanceof BrokenBefore) && !(error instanceof UnknownEnd)) {
        for (const one of batch) await makeTogether([one]);
      } else refuse(batch, error);
    }
  }

  function refuse(batch: readonly Waiting[], error: unknown): void {
    const cause = error instanceof BrokenBefore ? error.cause : error;
    const reason = error instanceof UnknownEnd ? unknownEnd(address, error.cause) : databaseError(cause, address);
    for (const { reject } of batch) reject(reason);
    // What a change itself throws is no fault of the database.
    if (reason !== error) onRefused(reason);
  }

  return {
    add<T>(change: Change<T>, waitsForDisk: boolean): Promise<T> {
      if (isClosed) return Promise.reject(rotaError('SHUTTING_DOWN', said`Rota is stopping: nothing more is written`));
      return new Promise<T>((resolve, reject) => {
        waiting.push({ change, waitsForDisk, resolve: resolve as (value: unknown) => void, reject });
        turn ??= makeAll();
      });
    },
    onRefused: (listener) => void (onRefused = listener),
    async close() {
      isClosed = true;
      await turn;
    },
  };
}

/** In one transaction, and again where another one crossed it or a connection broke that had been idle. */
async function made(pool: Pool, batch: readonly Waiting[]): Promise<readonly unknown[]> {
  const isDurable = batch.some(({ waitsForDisk }) => waitsForDisk);
  const changes = batch.map(({ change }) => change);
  for (let tries = 1; ; tries += 1) {
    try {
      return await inOneTransaction(pool, changes, isDurable);
    } catch (error) {
      // Many that were crossed are each made alone, which crosses less.
      const isWorthIt = error instanceof BrokenBefore || isStalePlan(error) || (isCrossed(error) && batch.length === 1);
      if (!isWorthIt || tries === mostTries) throw error;
    }
  }
}
