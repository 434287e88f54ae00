import type { Reason } from '../../../contract/reasons.ts';
import { toJson, toSchedule } from '../rows/rows.ts';
import type { FollowBook } from '../followers.ts';
import type { ScheduleStore } from '../schedule-store.ts';
import { ending } from './followers.ts';
import type { StoredRun } from '../stored-run.ts';
import type { AsRead, ScheduleChange, StoredSchedule } from '../stored-schedule.ts';
import type { Database } from './connection.ts';
import { endWaiting } from './run-rows.ts';
import { dueSchedules, plannedSchedules } from './schedule-plans.ts';
import { changeSchedule } from './schedule-rows.ts';
import { scheduleUsers } from './schedule-users.ts';
import type { Sql } from './sql.ts';

export const createScheduleStore = (db: Database, follow: FollowBook): ScheduleStore => ({
  ...oneSchedule(db, follow),
  ...dueSchedules(db),
  ...plannedSchedules(db),
  ...scheduleUsers(db),
});

async function byId(sql: Sql, id: string, how: '' | 'FOR UPDATE' = ''): Promise<StoredSchedule | null> {
  const row = await sql.get(`SELECT * FROM schedule WHERE id = $1 AND deleted_at IS NULL ${how}`, id);
  return row ? toSchedule(row) : null;
}

// Finds, changes and ends one schedule.
function oneSchedule(db: Database, follow: FollowBook) {
  return {
    get: (id: string) => byId(db, id),

    async getEver(id: string): Promise<StoredSchedule | 'purged' | null> {
      const row = await db.get('SELECT * FROM schedule WHERE id = $1', id);
      if (row) return toSchedule(row);
      return (await db.get('SELECT 1 AS one FROM purged WHERE id = $1', id)) ? 'purged' : null;
    },

    setDue: (seq: number, expectedDue: number | null, next: { due: number; cursor: number }) =>
      db.write(async (sql) => {
        await sql.run(
          'UPDATE schedule SET due = $1, cursor = $2 WHERE seq = $3 AND due IS NOT DISTINCT FROM $4',
          next.due,
          next.cursor,
          seq,
          expectedDue,
        );
      }),

    change: (id: string, change: ScheduleChange, at: number, as: AsRead = {}) =>
      db.write(async (sql): Promise<StoredSchedule | 'stale' | null> => {
        const present = await byId(sql, id, 'FOR UPDATE');
        if (!present) return null;
        if (as.version !== undefined && present.version !== as.version) return 'stale';
        if (as.due !== undefined && present.due !== as.due) return 'stale';
        await changeSchedule(sql, id, change, at);
        return byId(sql, id);
      }),

    end: (seq: number, reason: Reason | null, at: number) =>
      db.write(async (sql) => {
        await sql.run(
          `UPDATE schedule SET state = 'ended', due = NULL, paused_until = NULL, reason = $1, updated_at = $2 WHERE seq = $3`,
          toJson(reason),
          at,
          seq,
        );
      }),

    delete: (id: string, reason: Reason, at: number) =>
      ending(db, follow, async (sql, after): Promise<StoredRun[] | null> => {
        const gone = await sql.get(
          `UPDATE schedule SET state = 'ended', due = NULL, paused_until = NULL, deleted_at = $2, reason = $3, version = version + 1, updated_at = $2
           WHERE id = $1 AND deleted_at IS NULL RETURNING seq`,
          id,
          at,
          toJson(reason),
        );
        if (gone === undefined) return null;
        const waiting = await sql.all(
          `SELECT id FROM run WHERE schedule = $1 AND status <> 'ended' AND status IN ('queued', 'retrying') ORDER BY seq`,
          Number(gone['seq']),
        );
        const ended: StoredRun[] = [];
        for (const row of waiting) {
          const run = await endWaiting(sql, String(row['id']), 'cancelled', reason, at, after);
          if (run !== null) ended.push(run);
        }
        return ended;
      }),
  };
}
