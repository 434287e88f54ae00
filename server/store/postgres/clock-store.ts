import { toSchedule } from '../rows/rows.ts';
import type { ClockStore, Shifted } from '../clock-store.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';

// Instants that mean "this long from now" or "this long ago": they move when the wall clock is set.

/** How far set-backs have moved waits to earlier instants, until the clock is set forward again; ms. */
const owedFact = 'clock-set-back';

export function createClockStore(db: Database): ClockStore {
  return {
    shift: (byMs: number) =>
      db.write(async (sql): Promise<Shifted> => {
        await sql.run(`INSERT INTO fact VALUES ($1, '0') ON CONFLICT (name) DO NOTHING`, owedFact);
        const fact = await sql.get('SELECT value FROM fact WHERE name = $1 FOR UPDATE', owedFact);
        const owed = Number(fact?.['value'] ?? 0);
        const waitsBy = Math.min(byMs, owed);
        await sql.run('UPDATE fact SET value = $2 WHERE name = $1', owedFact, String(owed - waitsBy));
        await sql.run(`UPDATE run SET retry_at = retry_at + $1 WHERE status = 'retrying'`, waitsBy);
        await sql.run(
          `UPDATE run SET look_at = look_at + $1, look_until = look_until + $1 WHERE look_at IS NOT NULL AND status = 'retrying'`,
          waitsBy,
        );
        await sql.run(
          `UPDATE run SET expires_at = expires_at + $1 WHERE expires_at IS NOT NULL AND status = 'queued'`,
          waitsBy,
        );
        await sql.run('UPDATE delivery SET next_at = next_at + $1 WHERE next_at IS NOT NULL', waitsBy);
        await sql.run('UPDATE message_delivery SET next_at = next_at + $1 WHERE next_at IS NOT NULL', waitsBy);
        await sql.run('UPDATE idempotency SET at = at + $1', byMs);
        await sql.run(
          `UPDATE attempt SET started_at = started_at + $1 WHERE ended_at IS NULL AND run IN (SELECT seq FROM run WHERE status <> 'ended')`,
          byMs,
        );
        await sql.run(
          `UPDATE run SET started_at = started_at + $1 WHERE status <> 'ended' AND started_at IS NOT NULL`,
          byMs,
        );
        const paused = await sql.all(
          'UPDATE schedule SET paused_until = paused_until + $1 WHERE paused_until IS NOT NULL RETURNING id',
          waitsBy,
        );
        return {
          waitsBy,
          runs: await selectRuns(
            sql,
            `WHERE run.status <> 'ended' AND (run.started_at IS NOT NULL OR run.retry_at IS NOT NULL)`,
          ),
          schedules: paused.map((row) => String(row['id'])),
        };
      }),

    async endedTooEarly(now: number): Promise<StoredSchedule[]> {
      const rows = await db.all(
        `SELECT * FROM schedule WHERE state = 'ended' AND deleted_at IS NULL AND reason::json ->> 'code' = 'finished' AND seq IN
         (SELECT schedule FROM run WHERE ended_at > $1 AND due_at > $1 AND trigger = 'schedule' AND outcome = 'missed')`,
        now,
      );
      return rows.map(toSchedule);
    },

    revive: (seq: number, next: { due: number; cursor: number }) =>
      db.write(async (sql) => {
        await sql.run(
          `UPDATE schedule SET state = 'active', due = $1, cursor = $2, reason = NULL WHERE seq = $3 AND state = 'ended' AND deleted_at IS NULL`,
          next.due,
          next.cursor,
          seq,
        );
      }),
  };
}
