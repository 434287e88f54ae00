import { RotaError } from '../contract/errors.ts';
import { pause, type Clock } from './clock.ts';
import type { Config } from './config.ts';
import { silentLog } from './log.ts';

const lookEveryMs = 1_000;

/** Whether a start failed because the fleet's database, or the network to it, is away: that may pass. */
export async function databaseFaultOf(error: unknown, { database }: Config): Promise<'database-away' | null> {
  if (database === null || !(error instanceof RotaError) || error.code !== 'STORAGE_UNAVAILABLE') return null;
  const { isAway } = await import('./store/postgres/faults.ts');
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (isAway(cause)) return 'database-away';
  return null;
}

/** Resolves when it answers, also with a refusal: the next start says what that is. */
export async function waitForDatabase(config: Config, clock: Clock): Promise<void> {
  const { database } = config;
  if (database === null) return;
  const { openDatabase } = await import('./store/postgres/connection.ts');
  for (;;) {
    await pause(clock, lookEveryMs);
    const found = await openDatabase(database, silentLog).then(
      (db) => db.close().then(() => null),
      (error: unknown) => databaseFaultOf(error, config),
    );
    if (found === null) return;
  }
}
