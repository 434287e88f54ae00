import type { QueueStore } from '../queue-store.ts';
import { anybody, type StoredRun } from '../stored-run.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';
import type { Params } from './sql.ts';

// The queue is the run table itself: rows with `queued`, by rank (smaller first), then by sequence.

export function createQueueStore(db: Database): QueueStore {
  const countQueued = async (where: string, ...params: Params): Promise<number> =>
    Number((await db.get(`SELECT count(*) AS n FROM run WHERE status = 'queued' AND ${where}`, ...params))?.['n'] ?? 0);

  return {
    async processes(): Promise<string[]> {
      const rows = await db.all(`WITH RECURSIVE name (process) AS (
          SELECT min(process) FROM run WHERE status = 'queued'
          UNION ALL
          SELECT (SELECT min(process) FROM run WHERE status = 'queued' AND process > name.process) FROM name WHERE name.process IS NOT NULL)
        SELECT process FROM name WHERE process IS NOT NULL`);
      return rows.map((row) => String(row['process']));
    },

    // Each target by itself, so that a long queue for others is not read.
    heads: (
      process: string,
      limit: number,
      busySchedules: readonly number[],
      targets: readonly string[],
    ): Promise<StoredRun[]> =>
      selectRuns(
        db,
        `WHERE run.seq IN (
           SELECT head.seq FROM unnest($4::text[]) AS wanted (target) CROSS JOIN LATERAL (
             SELECT seq FROM run WHERE status = 'queued' AND process = $1 AND run.target = wanted.target
               AND schedule <> ALL($2::bigint[]) ORDER BY rank, seq LIMIT $3) AS head)
         ORDER BY run.rank, run.seq LIMIT $3`,
        process,
        busySchedules,
        limit,
        targets,
      ),

    ahead: ({ rank, seq, target }: StoredRun) =>
      countQueued(`(rank, seq) < ($1, $2) AND ($3::text = '' OR target IN ('', $3))`, rank, seq, target ?? anybody),
    countOf: (processes: readonly string[]) => countQueued('process = ANY($1)', processes),

    async counts(): Promise<{ queued: number; running: number }> {
      const row = await db.get(
        `SELECT count(*) FILTER (WHERE status IN ('queued', 'retrying')) AS queued,
           count(*) FILTER (WHERE status IN ('running', 'cancelling')) AS running FROM run WHERE status <> 'ended'`,
      );
      return { queued: Number(row?.['queued'] ?? 0), running: Number(row?.['running'] ?? 0) };
    },
  };
}
