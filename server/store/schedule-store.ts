import type { Reason } from '../../contract/reasons.ts';
import type { Database, Sql } from './database.ts';
import { toJson, toSchedule, type StoredSchedule } from './rows.ts';
import { changeSchedule, type ScheduleChange } from './schedule-rows.ts';

export type ScheduleStore = ReturnType<typeof createScheduleStore>;

export function createScheduleStore(db: Database) {
  const byId = (sql: Sql, id: string): StoredSchedule | null => {
    const row = sql.get('SELECT * FROM schedule WHERE id = ? AND deleted_at IS NULL', id);
    return row ? toSchedule(row) : null;
  };

  return {
    /** Deleted ones are not found. */
    get: (id: string) => Promise.resolve(byId(db, id)),

    /** Deleted ones too (their runs and their status live on); `purged` when retention took it. */
    getEver(id: string): Promise<StoredSchedule | 'purged' | null> {
      const row = db.get('SELECT * FROM schedule WHERE id = ?', id);
      if (row) return Promise.resolve(toSchedule(row));
      return Promise.resolve(db.get('SELECT 1 FROM purged WHERE id = ?', id) ? 'purged' : null);
    },

    /** Those due at or before `now`, earliest first, ties by sequence. */
    due: (now: number, limit: number) =>
      Promise.resolve(
        db.all(`SELECT * FROM schedule WHERE due <= ? ORDER BY due, seq LIMIT ?`, now, limit).map(toSchedule),
      ),

    /** The earliest instant at which something must be done, or null. */
    earliest(): Promise<number | null> {
      const row = db.get(`SELECT min(at) AS at FROM (
        SELECT min(due) AS at FROM schedule WHERE due IS NOT NULL
        UNION ALL SELECT min(retry_at) FROM run WHERE status = 'retrying'
        UNION ALL SELECT min(expires_at) + 1 FROM run WHERE expires_at IS NOT NULL AND status = 'queued'
        UNION ALL SELECT min(paused_until) FROM schedule WHERE paused_until IS NOT NULL)`);
      return Promise.resolve(typeof row?.['at'] === 'number' ? row['at'] : null);
    },

    /** The active one that runs next. Times off the whole second of an expression only get a row. */
    next(): Promise<StoredSchedule | null> {
      const row = db.get(
        `SELECT * FROM schedule WHERE due IS NOT NULL AND state = 'active' AND (due % 1000 = 0 OR plan ->> 'kind' <> 'cron')
         ORDER BY due, seq LIMIT 1`,
      );
      return Promise.resolve(row ? toSchedule(row) : null);
    },

    /** Active ones that are due at or before an instant, for a picture of what will come; at most 2,000. */
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

    /** Recurring ones with a due time after an instant, in pages by sequence: those that a clock set back concerns. */
    dueAfter: (now: number, afterSeq: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due > ? AND plan ->> 'kind' = 'cron' ORDER BY seq LIMIT ?`,
            afterSeq,
            now,
            limit,
          )
          .map(toSchedule),
      ),
    /** Recurring ones with a time to come, by sequence after a number. */
    planned: (after: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due IS NOT NULL AND plan ->> 'kind' = 'cron' ORDER BY seq LIMIT ?`,
            after,
            limit,
          )
          .map(toSchedule),
      ),
    /** The last due time that has a row; null if none ever had. */
    lastDue: (seq: number): Promise<number | null> => {
      const row = db.get(`SELECT max(due_at) AS at FROM run WHERE schedule = ? AND trigger = 'schedule'`, seq);
      const at = row?.['at'] ?? null;
      return Promise.resolve(at === null ? null : Number(at));
    },
    /** Recurring ones that have been due since before an instant, in pages by sequence. */
    dueBefore: (instant: number, afterSeq: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due < ? AND plan ->> 'kind' = 'cron' ORDER BY seq LIMIT ?`,
            afterSeq,
            instant,
            limit,
          )
          .map(toSchedule),
      ),
    /** Another next due time, unless it has changed meanwhile. */
    setDue: (seq: number, expectedDue: number, next: { due: number; cursor: number }) =>
      db.write((sql) => {
        sql.run(
          'UPDATE schedule SET due = ?, cursor = ? WHERE seq = ? AND due = ?',
          next.due,
          next.cursor,
          seq,
          expectedDue,
        );
      }),

    /** Paused ones whose pause is over. */
    pauseOver: (now: number) =>
      Promise.resolve(
        db.all(`SELECT * FROM schedule WHERE paused_until <= ? AND state = 'paused' LIMIT 500`, now).map(toSchedule),
      ),

    /** Applies an edit and raises the version; null if it is gone, 'stale' if `version` is given and not the present one. */
    change: (id: string, change: ScheduleChange, at: number, version?: number) =>
      db.write((sql): StoredSchedule | 'stale' | null => {
        const present = byId(sql, id);
        if (!present) return null;
        if (version !== undefined && present.version !== version) return 'stale';
        changeSchedule(sql, id, change, at);
        return byId(sql, id);
      }),

    /** Ends a plan that has no more to come once its runs are over; harmless when it is ended already. */
    end: (seq: number, reason: Reason | null, at: number) =>
      db.write((sql) => {
        sql.run(
          `UPDATE schedule SET state = 'ended', due = NULL, paused_until = NULL, reason = ?, updated_at = ? WHERE seq = ?`,
          toJson(reason),
          at,
          seq,
        );
      }),

    /** Out of every list; runs and status stay. False if there is none. */
    delete: (id: string, reason: Reason, at: number) =>
      db.write(
        (sql) =>
          sql.run(
            `UPDATE schedule SET state = 'ended', due = NULL, paused_until = NULL, deleted_at = ?, reason = ?, version = version + 1, updated_at = ?
             WHERE id = ? AND deleted_at IS NULL`,
            at,
            toJson(reason),
            at,
            id,
          ).changes === 1,
      ),

    /** Names of the listed schedules that use a process. */
    usersOf: (process: string) =>
      Promise.resolve(
        db
          .all(
            `SELECT name FROM schedule WHERE process = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended' LIMIT 20`,
            process,
          )
          .map((row) => String(row['name'])),
      ),

    /** Names of the listed schedules that use a calendar and have not ended. */
    usersOfCalendar: (calendar: string) =>
      Promise.resolve(
        db
          .all(
            `SELECT name FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL AND state <> 'ended' AND EXISTS
             (SELECT 1 FROM json_each(schedule.options, '$.calendars') WHERE value ->> 'calendar' = ?) LIMIT 20`,
            calendar,
          )
          .map((row) => String(row['name'])),
      ),

    /** Schedules that use a calendar and have a time to come, by sequence after a number. */
    plannedWith: (calendar: string, after: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT * FROM schedule WHERE seq > ? AND due IS NOT NULL AND EXISTS
             (SELECT 1 FROM json_each(schedule.options, '$.calendars') WHERE value ->> 'calendar' = ?) ORDER BY seq LIMIT ?`,
            after,
            calendar,
            limit,
          )
          .map(toSchedule),
      ),

    /** How many listed schedules a process has that have not ended. */
    countOf: (process: string) =>
      Promise.resolve(
        Number(
          db.get(
            `SELECT count(*) AS n FROM schedule WHERE process = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended'`,
            process,
          )?.['n'] ?? 0,
        ),
      ),

    /** All listed schedules, oldest first: for export and for calendars that need their users. */
    listed: () =>
      Promise.resolve(
        db.all('SELECT * FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL ORDER BY seq').map(toSchedule),
      ),
  };
}
