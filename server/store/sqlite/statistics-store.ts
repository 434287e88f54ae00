import { targetOf } from '../rows/rows.ts';
import type { StatisticsStore } from '../statistics-store.ts';
import type { RunMark, StoredRun } from '../stored-run.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { Database, Row } from './database.ts';
import { selectRuns } from './run-rows.ts';

const toMark = (row: Row): RunMark => ({
  id: String(row['id']),
  process: String(row['process']),
  startedAt: row['started_at'] as number | null,
  dueAt: Number(row['due_at']),
  endedAt: Number(row['ended_at']),
  outcome: row['outcome'] as Outcome,
  worker: String(row['worker']),
  target: targetOf(row['target']),
});

export function createStatisticsStore(db: Database): StatisticsStore {
  return {
    latest: (process: string, limit: number): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.process = ? AND run.status = 'ended' AND run.started_at IS NOT NULL AND run.trigger <> 'test' ORDER BY run.seq DESC LIMIT ?`,
          process,
          limit,
        ),
      ),

    countBetween(from: number, to: number): Promise<Map<string, Map<Outcome, number>>> {
      const counts = new Map<string, Map<Outcome, number>>();
      const rows = db.all(
        `SELECT process, outcome, count(*) AS n FROM run INDEXED BY run_ended
         WHERE ended_at >= ? AND ended_at < ? AND started_at IS NOT NULL AND trigger <> 'test' GROUP BY process, outcome`,
        from,
        to,
      );
      for (const row of rows) {
        const process = String(row['process']);
        const outcomes = counts.get(process) ?? new Map<Outcome, number>();
        counts.set(process, outcomes.set(row['outcome'] as Outcome, Number(row['n'])));
      }
      return Promise.resolve(counts);
    },

    times: (process: string, limit: number): Promise<{ startedAt: number; endedAt: number }[]> =>
      Promise.resolve(
        db
          .all(
            `SELECT started_at, ended_at FROM run WHERE process = ? AND status = 'ended' AND started_at IS NOT NULL
             AND trigger <> 'test' ORDER BY seq DESC LIMIT ?`,
            process,
            limit,
          )
          .map((row) => ({ startedAt: Number(row['started_at']), endedAt: Number(row['ended_at']) })),
      ),

    calledProcesses(): Promise<string[]> {
      const rows = db.all(`WITH RECURSIVE name (process) AS (
          SELECT min(process) FROM run WHERE trigger = 'call'
          UNION ALL
          SELECT (SELECT min(process) FROM run WHERE trigger = 'call' AND process > name.process) FROM name WHERE name.process IS NOT NULL)
        SELECT process FROM name WHERE process IS NOT NULL LIMIT 500`);
      return Promise.resolve(rows.map((row) => String(row['process'])));
    },

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

    runsBetween: (from: number, to: number, limit: number): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(db, 'WHERE run.ended_at BETWEEN ? AND ? ORDER BY run.ended_at DESC LIMIT ?', from, to, limit),
      ),

    marksBetween: (from: number, to: number, limit: number, skip = 0): Promise<RunMark[]> =>
      Promise.resolve(
        db
          .all(
            `SELECT id, process, started_at, due_at, ended_at, outcome, worker, target FROM run WHERE ended_at BETWEEN ? AND ? ORDER BY ended_at DESC LIMIT ? OFFSET ?`,
            from,
            to,
            limit,
            skip,
          )
          .map(toMark),
      ),
  };
}
