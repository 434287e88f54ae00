import type { ScheduleStore } from '../schedule-store.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Database, Sql } from './database.ts';
import { toJson, toSchedule } from './rows.ts';
import type { StoredSchedule, ScheduleChange } from '../stored-schedule.ts';
import { changeSchedule } from './schedule-rows.ts';

export function createScheduleStore(db: Database): ScheduleStore {
  const byId = (sql: Sql, id: string): StoredSchedule | null => {
    const row = sql.get('SELECT * FROM schedule WHERE id = ? AND deleted_at IS NULL', id);
    return row ? toSchedule(row) : null;
  };

  return {
    get: (id: string) => Promise.resolve(byId(db, id)),

    getEver(id: string): Promise<StoredSchedule | 'purged' | null> {
      const row = db.get('SELECT * FROM schedule WHERE id = ?', id);
      if (row) return Promise.resolve(toSchedule(row));
      return Promise.resolve(db.get('SELECT 1 FROM purged WHERE id = ?', id) ? 'purged' : null);
    },

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

    next(): Promise<StoredSchedule | null> {
      const row = db.get(
        `SELECT * FROM schedule WHERE due IS NOT NULL AND state = 'active' AND (due % 1000 = 0 OR plan ->> 'kind' <> 'cron')
         ORDER BY due, seq LIMIT 1`,
      );
      return Promise.resolve(row ? toSchedule(row) : null);
    },

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
            `SELECT * FROM schedule WHERE seq > ? AND due > ? AND plan ->> 'kind' = 'cron' ORDER BY seq LIMIT ?`,
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
            `SELECT * FROM schedule WHERE seq > ? AND due IS NOT NULL AND plan ->> 'kind' = 'cron' ORDER BY seq LIMIT ?`,
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
            `SELECT * FROM schedule WHERE seq > ? AND due < ? AND plan ->> 'kind' = 'cron' ORDER BY seq LIMIT ?`,
            afterSeq,
            instant,
            limit,
          )
          .map(toSchedule),
      ),
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

    pauseOver: (now: number) =>
      Promise.resolve(
        db.all(`SELECT * FROM schedule WHERE paused_until <= ? AND state = 'paused' LIMIT 500`, now).map(toSchedule),
      ),

    change: (id: string, change: ScheduleChange, at: number, version?: number) =>
      db.write((sql): StoredSchedule | 'stale' | null => {
        const present = byId(sql, id);
        if (!present) return null;
        if (version !== undefined && present.version !== version) return 'stale';
        changeSchedule(sql, id, change, at);
        return byId(sql, id);
      }),

    end: (seq: number, reason: Reason | null, at: number) =>
      db.write((sql) => {
        sql.run(
          `UPDATE schedule SET state = 'ended', due = NULL, paused_until = NULL, reason = ?, updated_at = ? WHERE seq = ?`,
          toJson(reason),
          at,
          seq,
        );
      }),

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

    usersOf: (process: string) =>
      Promise.resolve(
        db
          .all(
            `SELECT name FROM schedule WHERE process = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended' LIMIT 20`,
            process,
          )
          .map((row) => String(row['name'])),
      ),

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

    countOf: (process: string) =>
      Promise.resolve(
        Number(
          db.get(
            `SELECT count(*) AS n FROM schedule WHERE process = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended'`,
            process,
          )?.['n'] ?? 0,
        ),
      ),

    listed: () =>
      Promise.resolve(
        db.all('SELECT * FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL ORDER BY seq').map(toSchedule),
      ),
  };
}
