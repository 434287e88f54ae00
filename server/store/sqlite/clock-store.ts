import type { ClockStore, Shifted } from '../clock-store.ts';
import type { Database } from './database.ts';
import { toSchedule } from '../rows/rows.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import { selectRuns } from './run-rows.ts';

// Instants that mean "this long from now" or "this long ago": they move when the wall clock is set.

/** How far set-backs have moved waits to earlier instants, until the clock is set forward again; ms. */
const owedFact = 'clock-set-back';

export function createClockStore(db: Database): ClockStore {
  return {
    shift: (byMs: number) =>
      db.write((sql): Shifted => {
        const owed = Number(sql.get('SELECT value FROM fact WHERE name = ?', owedFact)?.['value'] ?? 0);
        const waitsBy = Math.min(byMs, owed);
        sql.run('INSERT OR REPLACE INTO fact VALUES (?, ?)', owedFact, String(owed - waitsBy));
        sql.run(`UPDATE run SET retry_at = retry_at + ? WHERE status = 'retrying'`, waitsBy);
        sql.run(
          `UPDATE run SET look_at = look_at + ?1, look_until = look_until + ?1 WHERE look_at IS NOT NULL AND status = 'retrying'`,
          waitsBy,
        );
        sql.run(
          `UPDATE run SET expires_at = expires_at + ? WHERE expires_at IS NOT NULL AND status = 'queued'`,
          waitsBy,
        );
        sql.run('UPDATE delivery SET next_at = next_at + ? WHERE next_at IS NOT NULL', waitsBy);
        sql.run('UPDATE message_delivery SET next_at = next_at + ? WHERE next_at IS NOT NULL', waitsBy);
        sql.run('UPDATE idempotency SET at = at + ?', byMs);
        sql.run(
          `UPDATE attempt SET started_at = started_at + ? WHERE ended_at IS NULL AND run IN (SELECT seq FROM run WHERE status <> 'ended')`,
          byMs,
        );
        sql.run(`UPDATE run SET started_at = started_at + ? WHERE status <> 'ended' AND started_at IS NOT NULL`, byMs);
        const paused = sql.all(
          'UPDATE schedule SET paused_until = paused_until + ? WHERE paused_until IS NOT NULL RETURNING id',
          waitsBy,
        );
        return {
          waitsBy,
          runs: selectRuns(
            sql,
            `WHERE run.status <> 'ended' AND (run.started_at IS NOT NULL OR run.retry_at IS NOT NULL)`,
          ),
          schedules: paused.map((row) => String(row['id'])),
        };
      }),

    endedTooEarly: (now: number): Promise<StoredSchedule[]> =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE state = 'ended' AND deleted_at IS NULL AND reason ->> 'code' = 'finished' AND seq IN
             (SELECT schedule FROM run WHERE ended_at > ?1 AND due_at > ?1 AND trigger = 'schedule' AND outcome = 'missed')`,
            now,
          )
          .map(toSchedule),
      ),
    revive: (seq: number, next: { due: number; cursor: number }) =>
      db.write(
        (sql) =>
          void sql.run(
            `UPDATE schedule SET state = 'active', due = ?, cursor = ?, reason = NULL WHERE seq = ? AND state = 'ended' AND deleted_at IS NULL`,
            next.due,
            next.cursor,
            seq,
          ),
      ),
  };
}
