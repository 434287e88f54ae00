import type { Outcome } from '../../contract/run.ts';
import type { Database } from './database.ts';
import { selectRuns } from './run-store.ts';
import type { StoredRun } from './rows.ts';

/** One ended run, as far as counting needs it. */
export interface EndedRun {
  readonly process: string;
  readonly outcome: Outcome;
  readonly startedAt: number | null;
  readonly endedAt: number;
}

/** Most runs that one period is counted over; the newest count. */
const mostCounted = 200_000;

export type StatisticsStore = ReturnType<typeof createStatisticsStore>;

export function createStatisticsStore(db: Database) {
  return {
    /** Of the latest ended runs of a process, newest first, tests left out. */
    latest: (process: string, limit: number): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.process = ? AND run.status = 'ended' AND run.started_at IS NOT NULL AND run.trigger <> 'test' ORDER BY run.seq DESC LIMIT ?`,
          process,
          limit,
        ),
      ),

    /** Runs that ended inside a window, newest first, tests and what never started left out. */
    endedBetween(from: number, to: number, limit = mostCounted): Promise<EndedRun[]> {
      const rows = db.all(
        `SELECT process, outcome, started_at, ended_at FROM run INDEXED BY run_ended
         WHERE ended_at BETWEEN ? AND ? AND started_at IS NOT NULL AND trigger <> 'test' ORDER BY ended_at DESC LIMIT ?`,
        from,
        to,
        limit,
      );
      return Promise.resolve(
        rows.map((row) => ({
          process: String(row['process']),
          outcome: row['outcome'] as Outcome,
          startedAt: row['started_at'] as number | null,
          endedAt: Number(row['ended_at']),
        })),
      );
    },

    /** Processes that other programs have called, by skipping from one name to the next. */
    calledProcesses(): Promise<string[]> {
      const rows = db.all(`WITH RECURSIVE name (process) AS (
          SELECT min(process) FROM run WHERE trigger = 'call'
          UNION ALL
          SELECT (SELECT min(process) FROM run WHERE trigger = 'call' AND process > name.process) FROM name WHERE name.process IS NOT NULL)
        SELECT process FROM name WHERE process IS NOT NULL LIMIT 500`);
      return Promise.resolve(rows.map((row) => String(row['process'])));
    },

    /** When a process was called last, newest first; epoch ms. */
    calls: (process: string, limit: number): Promise<number[]> =>
      Promise.resolve(
        db
          .all(
            `SELECT queued_at FROM run WHERE trigger = 'call' AND process = ? ORDER BY queued_at DESC LIMIT ?`,
            process,
            limit,
          )
          .map((row) => Number(row['queued_at'])),
      ),

    /** Whole rows of runs that ended inside a window, newest first. */
    runsBetween: (from: number, to: number, limit: number): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(db, 'WHERE run.ended_at BETWEEN ? AND ? ORDER BY run.ended_at DESC LIMIT ?', from, to, limit),
      ),
  };
}
