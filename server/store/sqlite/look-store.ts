import { toJson } from '../rows/rows.ts';
import type { LooksDue, LookResult, LookStore } from '../look-store.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database, Sql } from './database.ts';
import { getRun, isFor, selectRuns } from './run-rows.ts';

/** As in the partial index, which is used only where its condition stands. */
const waits = `run.look_at IS NOT NULL AND run.status = 'retrying'`;

export function createLookStore(db: Database): LookStore {
  return {
    earliest(targets: readonly string[]): Promise<number | null> {
      const row = db.get(`SELECT min(look_at) AS at FROM run WHERE ${waits} AND ${isFor(targets)}`, ...targets);
      return Promise.resolve(typeof row?.['at'] === 'number' ? row['at'] : null);
    },

    take: ({ now, targets, overBefore, limit }: LooksDue): Promise<StoredRun[]> =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE ${waits} AND run.look_at <= ? AND (${isFor(targets)} OR run.look_until < ?) ORDER BY run.look_at, run.seq LIMIT ?`,
          now,
          ...targets,
          overBefore,
          limit,
        ),
      ),

    note: (results: readonly LookResult[]) => db.write((sql) => results.flatMap((result) => noteOne(sql, result))),
  };
}

function noteOne(sql: Sql, { id, next }: LookResult): StoredRun[] {
  const where = `WHERE id = ? AND ${waits}`;
  const { changes } =
    'metAt' in next
      ? sql.run(
          `UPDATE run SET status = 'queued', reason = NULL, look_at = NULL, look_until = ?, target = coalesce(?, target) ${where}`,
          next.metAt,
          next.target,
          id,
        )
      : sql.run(`UPDATE run SET look_at = ?, reason = ? ${where}`, next.lookAt, toJson(next.reason), id);
  const run = changes === 0 ? null : getRun(sql, id);
  return run === null ? [] : [run];
}
