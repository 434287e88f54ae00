import { toJson } from '../rows/rows.ts';
import type { LooksDue, LookResult, LookStore } from '../look-store.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database } from './connection.ts';
import { getRun, selectRuns } from './run-rows.ts';
import type { Sql } from './sql.ts';

/** As in the partial index, which is used only where its condition stands. */
const waits = `run.look_at IS NOT NULL AND run.status = 'retrying'`;

export function createLookStore(db: Database): LookStore {
  return {
    async earliest(targets: readonly string[]): Promise<number | null> {
      const row = await db.get(`SELECT min(look_at) AS at FROM run WHERE ${waits} AND target = ANY($1)`, targets);
      return typeof row?.['at'] === 'number' ? row['at'] : null;
    },

    async take({ now, targets, overBefore, limit, takenUntil }: LooksDue): Promise<StoredRun[]> {
      const due = `${waits} AND run.look_at <= $1 AND (run.target = ANY($2) OR run.look_until < $3)`;
      const isAny = await db.get(`SELECT 1 AS one FROM run WHERE ${due} LIMIT 1`, now, targets, overBefore);
      if (isAny === undefined) return [];
      return db.write(async (sql) => {
        const rows = await sql.all(
          `SELECT seq FROM run WHERE ${due} ORDER BY look_at, seq LIMIT $4 FOR UPDATE SKIP LOCKED`,
          now,
          targets,
          overBefore,
          limit,
        );
        const seqs = rows.map((row) => Number(row['seq']));
        await sql.run(`UPDATE run SET look_at = $1 WHERE seq = ANY($2)`, takenUntil, seqs);
        return selectRuns(sql, 'WHERE run.seq = ANY($1) ORDER BY run.seq', seqs);
      });
    },

    note: (results: readonly LookResult[]) =>
      db.write(async (sql) => {
        const noted: StoredRun[] = [];
        for (const result of results) {
          const run = await noteOne(sql, result);
          if (run !== null) noted.push(run);
        }
        return noted;
      }),
  };
}

async function noteOne(sql: Sql, { id, next }: LookResult): Promise<StoredRun | null> {
  const where = `WHERE id = $1 AND ${waits}`;
  const changes = await ('metAt' in next
    ? sql.run(
        `UPDATE run SET status = 'queued', reason = NULL, look_at = NULL, look_until = $2, target = coalesce($3::text, target) ${where}`,
        id,
        next.metAt,
        next.target,
      )
    : sql.run(`UPDATE run SET look_at = $2, reason = $3 ${where}`, id, next.lookAt, toJson(next.reason)));
  return changes === 0 ? null : getRun(sql, id);
}
