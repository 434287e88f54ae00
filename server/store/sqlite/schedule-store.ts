import type { Reason } from '../../../contract/reasons.ts';
import type { FollowBook } from '../followers.ts';
import type { ScheduleStore } from '../schedule-store.ts';
import { ending } from './followers.ts';
import type { StoredRun } from '../stored-run.ts';
import type { AsRead, ScheduleChange, StoredSchedule } from '../stored-schedule.ts';
import type { Database, Sql } from './database.ts';
import { toJson, toSchedule } from '../rows/rows.ts';
import { dueSchedules, plannedSchedules } from './schedule-plans.ts';
import { activeOf, endWaiting } from './run-rows.ts';
import { changeSchedule } from './schedule-rows.ts';
import { scheduleUsers } from './schedule-users.ts';

export const createScheduleStore = (db: Database, follow: FollowBook): ScheduleStore => ({
  ...oneSchedule(db, follow),
  ...dueSchedules(db),
  ...plannedSchedules(db),
  ...scheduleUsers(db),
});

const byId = (sql: Sql, id: string): StoredSchedule | null => {
  const row = sql.get('SELECT * FROM schedule WHERE id = ? AND deleted_at IS NULL', id);
  return row ? toSchedule(row) : null;
};

// Finds, changes and ends one schedule.
function oneSchedule(db: Database, follow: FollowBook) {
  return {
    get: (id: string) => Promise.resolve(byId(db, id)),

    getEver(id: string): Promise<StoredSchedule | 'purged' | null> {
      const row = db.get('SELECT * FROM schedule WHERE id = ?', id);
      if (row) return Promise.resolve(toSchedule(row));
      return Promise.resolve(db.get('SELECT 1 FROM purged WHERE id = ?', id) ? 'purged' : null);
    },

    setDue: (seq: number, expectedDue: number | null, next: { due: number; cursor: number }) =>
      db.write((sql) => {
        sql.run(
          'UPDATE schedule SET due = ?, cursor = ? WHERE seq = ? AND due IS ?',
          next.due,
          next.cursor,
          seq,
          expectedDue,
        );
      }),

    change: (id: string, change: ScheduleChange, at: number, as: AsRead = {}) =>
      db.write((sql): StoredSchedule | 'stale' | null => {
        const present = byId(sql, id);
        if (!present) return null;
        if (as.version !== undefined && present.version !== as.version) return 'stale';
        if (as.due !== undefined && present.due !== as.due) return 'stale';
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
      ending(db, follow, (sql, after): StoredRun[] | null => {
        const gone = sql.get(
          `UPDATE schedule SET state = 'ended', due = NULL, paused_until = NULL, deleted_at = ?, reason = ?, version = version + 1, updated_at = ?
           WHERE id = ? AND deleted_at IS NULL RETURNING seq`,
          at,
          toJson(reason),
          at,
          id,
        );
        if (gone === undefined) return null;
        const waiting = activeOf(sql, Number(gone['seq']));
        return waiting.flatMap((run) => endWaiting(sql, run.id, 'cancelled', reason, at, after) ?? []);
      }),
  };
}
