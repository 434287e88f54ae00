import { targetOf } from '../rows/rows.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { StatisticsStore } from '../statistics-store.ts';
import type { RunMark } from '../stored-run.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';
import type { Row } from './sql.ts';

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
    latest: (process: string, limit: number) =>
      selectRuns(
        db,
        `WHERE run.process = $1 AND run.status = 'ended' AND run.started_at IS NOT NULL AND run.trigger <> 'test' ORDER BY run.seq DESC LIMIT $2`,
        process,
        limit,
      ),

    async countBetween(from: number, to: number) {
      const counts = new Map<string, Map<Outcome, number>>();
      const rows = await db.all(
        `SELECT process, outcome, count(*) AS n FROM run
         WHERE ended_at >= $1 AND ended_at < $2 AND started_at IS NOT NULL AND trigger <> 'test' GROUP BY process, outcome`,
        from,
        to,
      );
      for (const row of rows) {
        const process = String(row['process']);
        const outcomes = counts.get(process) ?? new Map<Outcome, number>();
        counts.set(process, outcomes.set(row['outcome'] as Outcome, Number(row['n'])));
      }
      return counts;
    },

    times: async (process: string, limit: number) =>
      (
        await db.all(
          `SELECT started_at, ended_at FROM run WHERE process = $1 AND status = 'ended' AND started_at IS NOT NULL
           AND trigger <> 'test' ORDER BY seq DESC LIMIT $2`,
          process,
          limit,
        )
      ).map((row) => ({ startedAt: Number(row['started_at']), endedAt: Number(row['ended_at']) })),

    async calledProcesses() {
      const rows = await db.all(`WITH RECURSIVE name (process) AS (
          SELECT min(process) FROM run WHERE trigger = 'call'
          UNION ALL
          SELECT (SELECT min(process) FROM run WHERE trigger = 'call' AND process > name.process) FROM name WHERE name.process IS NOT NULL)
        SELECT process FROM name WHERE process IS NOT NULL LIMIT 500`);
      return rows.map((row) => String(row['process']));
    },

    calls: async (process: string, limit: number) =>
      (
        await db.all(
          `SELECT queued_at FROM run WHERE trigger = 'call' AND process = $1 ORDER BY queued_at DESC LIMIT $2`,
          process,
          limit,
        )
      ).map((row) => Number(row['queued_at'])),

    runsBetween: (from: number, to: number, limit: number) =>
      selectRuns(db, 'WHERE run.ended_at BETWEEN $1 AND $2 ORDER BY run.ended_at DESC LIMIT $3', from, to, limit),

    marksBetween: async (from: number, to: number, limit: number, skip = 0) =>
      (
        await db.all(
          `SELECT id, process, started_at, due_at, ended_at, outcome, worker, target FROM run WHERE ended_at BETWEEN $1 AND $2
           ORDER BY ended_at DESC LIMIT $3 OFFSET $4`,
          from,
          to,
          limit,
          skip,
        )
      ).map(toMark),
  };
}
