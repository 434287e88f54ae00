import type { QueueStore } from '../queue-store.ts';
import type { Database } from './database.ts';
import { isFor, selectRuns } from './run-rows.ts';
import { anybody, type StoredRun } from '../stored-run.ts';

// The queue is the run table itself: rows with `queued`, by rank (smaller first), then by sequence.

export function createQueueStore(db: Database): QueueStore {
  return {
    processes(): Promise<string[]> {
      const rows = db.all(`WITH RECURSIVE name (process) AS (
          SELECT min(process) FROM run WHERE status = 'queued'
          UNION ALL
          SELECT (SELECT min(process) FROM run WHERE status = 'queued' AND process > name.process) FROM name WHERE name.process IS NOT NULL)
        SELECT process FROM name WHERE process IS NOT NULL`);
      return Promise.resolve(rows.map((row) => String(row['process'])));
    },

    heads: (
      process: string,
      limit: number,
      busySchedules: readonly number[],
      targets: readonly string[],
    ): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.status = 'queued' AND run.process = ? AND ${isFor(targets)} AND run.schedule NOT IN (SELECT value FROM json_each(?)) ORDER BY run.rank, run.seq LIMIT ?`,
          process,
          ...targets,
          JSON.stringify(busySchedules),
          limit,
        ),
      ),

    ahead(run: StoredRun): Promise<number> {
      const row = db.get(
        `SELECT count(*) AS n FROM run WHERE status = 'queued' AND (rank < ?1 OR (rank = ?1 AND seq < ?2)) AND (?3 = '' OR target IN ('', ?3))`,
        run.rank,
        run.seq,
        run.target ?? anybody,
      );
      return Promise.resolve(Number(row?.['n'] ?? 0));
    },

    countOf(processes: readonly string[]): Promise<number> {
      const row = db.get(
        `SELECT count(*) AS n FROM run WHERE status = 'queued' AND process IN (SELECT value FROM json_each(?))`,
        JSON.stringify(processes),
      );
      return Promise.resolve(Number(row?.['n'] ?? 0));
    },

    counts(): Promise<{ queued: number; running: number }> {
      // Without the first condition SQLite would not use the index of active runs and would read all of history.
      const count = (statuses: string) =>
        `(SELECT count(*) FROM run WHERE status <> 'ended' AND status IN (${statuses}))`;
      const row = db.get(
        `SELECT ${count(`'queued', 'retrying'`)} AS queued, ${count(`'running', 'cancelling'`)} AS running`,
      );
      return Promise.resolve({ queued: Number(row?.['queued'] ?? 0), running: Number(row?.['running'] ?? 0) });
    },
  };
}
