import { toSchedule } from '../rows/rows.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import type { Database } from './connection.ts';
import { ofOwn } from './schedule-users.ts';
import type { Params } from './sql.ts';

const selected = async (db: Database, where: string, ...params: Params): Promise<StoredSchedule[]> =>
  (await db.all(`SELECT * FROM schedule WHERE ${where}`, ...params)).map(toSchedule);

// Due schedules, and the time of the next check.
export function dueSchedules(db: Database) {
  return {
    due: (now: number, limit: number) => selected(db, 'due <= $1 ORDER BY due, seq LIMIT $2', now, limit),

    async earliest(): Promise<number | null> {
      const row = await db.get(`SELECT min(at) AS at FROM (
        SELECT min(due) AS at FROM schedule WHERE due IS NOT NULL
        UNION ALL SELECT min(retry_at) FROM run WHERE status = 'retrying'
        UNION ALL SELECT min(expires_at) + 1 FROM run WHERE expires_at IS NOT NULL AND status = 'queued'
        UNION ALL SELECT min(paused_until) FROM schedule WHERE paused_until IS NOT NULL) AS instants`);
      return typeof row?.['at'] === 'number' ? row['at'] : null;
    },

    async waking() {
      const rows = await db.all(
        `SELECT worker, count(*) AS n, min(greatest(due, coalesce(paused_until, 0))) AS at FROM schedule
         WHERE wakes = 1 AND due IS NOT NULL AND deleted_at IS NULL AND options::jsonb ->> 'wakeComputer' = 'true'
         AND (state = 'active' OR paused_until IS NOT NULL) GROUP BY worker`,
      );
      return rows.map((row) => ({
        worker: row['worker'] as string | null,
        at: Number(row['at']),
        count: Number(row['n']),
      }));
    },

    async next(): Promise<StoredSchedule | null> {
      const where = `due IS NOT NULL AND state = 'active' AND (due % 1000 = 0 OR kind <> 'cron') ORDER BY due, seq LIMIT 1`;
      return (await selected(db, where))[0] ?? null;
    },

    async resumeOver(now: number): Promise<string[]> {
      const over = `SELECT seq FROM schedule WHERE paused_until <= $1 AND state = 'paused' LIMIT 500`;
      if ((await db.get(over, now)) === undefined) return [];
      return db.write(async (sql) => {
        const resumed = await sql.all(
          `UPDATE schedule SET state = 'active', paused_until = NULL, reason = NULL, version = version + 1, updated_at = $1
           WHERE seq IN (${over} FOR UPDATE SKIP LOCKED) RETURNING id`,
          now,
        );
        return resumed.map(({ id }) => String(id));
      });
    },
  };
}

/** Kinds of plan that run again and again (contract/interval-plans.ts). */
const recurring = `('cron', 'every', 'working-day', 'holiday')`;

// Schedules with due times to come, in pages.
export function plannedSchedules(db: Database) {
  return {
    plannedUntil: (to: number, after: { readonly due: number; readonly seq: number }, limit: number) =>
      selected(
        db,
        `due <= $1 AND (due, seq) > ($2, $3) AND state = 'active' ORDER BY due, seq LIMIT $4`,
        to,
        after.due,
        after.seq,
        limit,
      ),

    dueAfter: (now: number, afterSeq: number, limit: number) =>
      selected(db, `seq > $1 AND due > $2 AND kind IN ${recurring} ORDER BY seq LIMIT $3`, afterSeq, now, limit),
    planned: (after: number, limit: number) =>
      selected(db, `seq > $1 AND due IS NOT NULL AND kind IN ${recurring} ORDER BY seq LIMIT $2`, after, limit),
    async lastDue(seq: number): Promise<number | null> {
      const row = await db.get(`SELECT max(due_at) AS at FROM run WHERE schedule = $1 AND trigger = 'schedule'`, seq);
      return (row?.['at'] ?? null) as number | null;
    },
    dueBefore: (instant: number, afterSeq: number, limit: number) =>
      selected(db, `seq > $1 AND due < $2 AND kind IN ${recurring} ORDER BY seq LIMIT $3`, afterSeq, instant, limit),

    plannedWith: (calendar: string, after: number, limit: number) =>
      selected(
        db,
        `seq > $1 AND state <> 'ended' AND (due IS NOT NULL AND calendars @> ARRAY[$2]::text[] OR ${ofOwn('$2')}) ORDER BY seq LIMIT $3`,
        after,
        calendar,
        limit,
      ),
  };
}
