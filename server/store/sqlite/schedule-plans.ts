import type { StoredSchedule } from '../stored-schedule.ts';
import type { Database } from './database.ts';
import { toSchedule } from '../rows/rows.ts';

// Due schedules, and the time of the next check.
export function dueSchedules(db: Database) {
  return {
    due: (now: number, limit: number) =>
      Promise.resolve(
        db.all(`SELECT * FROM schedule WHERE due <= ? ORDER BY due, seq LIMIT ?`, now, limit).map(toSchedule),
      ),

    earliest(): Promise<number | null> {
      const row = db.get(`SELECT min(at) AS at FROM (
        SELECT min(due) AS at FROM schedule WHERE due IS NOT NULL
        UNION ALL SELECT min(retry_at) FROM run WHERE status = 'retrying'
        UNION ALL SELECT min(expires_at) + 1 FROM run WHERE expires_at IS NOT NULL AND status = 'queued'
        UNION ALL SELECT min(paused_until) FROM schedule WHERE paused_until IS NOT NULL)`);
      return Promise.resolve(typeof row?.['at'] === 'number' ? row['at'] : null);
    },

    waking: () =>
      Promise.resolve(
        db
          .all(
            `SELECT worker, count(*) AS n, min(max(due, coalesce(paused_until, 0))) AS at FROM schedule
             WHERE instr(options, '"wakeComputer":true') > 0 AND due IS NOT NULL AND deleted_at IS NULL
             AND options ->> 'wakeComputer' = 1 AND (state = 'active' OR paused_until IS NOT NULL) GROUP BY worker`,
          )
          .map((row) => ({ worker: row['worker'] as string | null, at: Number(row['at']), count: Number(row['n']) })),
      ),

    next(): Promise<StoredSchedule | null> {
      const row = db.get(
        `SELECT * FROM schedule WHERE due IS NOT NULL AND state = 'active' AND (due % 1000 = 0 OR plan ->> 'kind' <> 'cron')
         ORDER BY due, seq LIMIT 1`,
      );
      return Promise.resolve(row ? toSchedule(row) : null);
    },

    resumeOver(now: number): Promise<string[]> {
      const over = `SELECT seq FROM schedule WHERE paused_until <= ?1 AND state = 'paused' LIMIT 500`;
      if (db.get(over, now) === undefined) return Promise.resolve([]);
      return db.write((sql) =>
        sql
          .all(
            `UPDATE schedule SET state = 'active', paused_until = NULL, reason = NULL, version = version + 1, updated_at = ?1
             WHERE seq IN (${over}) RETURNING id`,
            now,
          )
          .map(({ id }) => String(id)),
      );
    },
  };
}

/** Kinds of plan that run again and again (contract/interval-plans.ts). */
const recurring = `('cron', 'every', 'working-day', 'holiday')`;

// Schedules with due times to come, in pages.
export function plannedSchedules(db: Database) {
  return {
    plannedUntil: (to: number, after: { readonly due: number; readonly seq: number }, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE due <= ? AND (due, seq) > (?, ?) AND state = 'active' ORDER BY due, seq LIMIT ?`,
            to,
            after.due,
            after.seq,
            limit,
          )
          .map(toSchedule),
      ),

    dueAfter: (now: number, afterSeq: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due > ? AND plan ->> 'kind' IN ${recurring} ORDER BY seq LIMIT ?`,
            afterSeq,
            now,
            limit,
          )
          .map(toSchedule),
      ),
    planned: (after: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due IS NOT NULL AND plan ->> 'kind' IN ${recurring} ORDER BY seq LIMIT ?`,
            after,
            limit,
          )
          .map(toSchedule),
      ),
    lastDue: (seq: number): Promise<number | null> => {
      const row = db.get(`SELECT max(due_at) AS at FROM run WHERE schedule = ? AND trigger = 'schedule'`, seq);
      const at = row?.['at'] ?? null;
      return Promise.resolve(at === null ? null : Number(at));
    },
    dueBefore: (instant: number, afterSeq: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due < ? AND plan ->> 'kind' IN ${recurring} ORDER BY seq LIMIT ?`,
            afterSeq,
            instant,
            limit,
          )
          .map(toSchedule),
      ),

    plannedWith: (calendar: string, after: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ?1 AND state <> 'ended' AND (plan ->> 'calendar' = ?2 OR due IS NOT NULL AND EXISTS
             (SELECT 1 FROM json_each(schedule.options, '$.calendars') WHERE value ->> 'calendar' = ?2)) ORDER BY seq LIMIT ?3`,
            after,
            calendar,
            limit,
          )
          .map(toSchedule),
      ),
  };
}
