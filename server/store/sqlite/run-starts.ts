import type { AuditLine } from '../record-store.ts';
import { keyLifeMs } from '../run-store.ts';
import type { NewRun, StoredRun } from '../stored-run.ts';
import type { NewSchedule, NextDue, StoredSchedule } from '../stored-schedule.ts';
import type { Database, Sql } from './database.ts';
import { insertAudit } from './record-store.ts';
import { insertBegun, insertRun, isAnyQueued } from './run-rows.ts';
import { advance, insertSchedule } from './schedule-rows.ts';

// New runs, each with everything that its transaction must store.
export function runStarts(db: Database) {
  return {
    earlierStart(client: string, key: string, since: number): Promise<{ id: string; body: string } | null> {
      const row = db.get(
        'SELECT schedule, body FROM idempotency WHERE client = ? AND key = ? AND at > ?',
        client,
        key,
        since,
      );
      return Promise.resolve(row ? { id: String(row['schedule']), body: String(row['body']) } : null);
    },

    start: (
      schedule: NewSchedule,
      run: NewRun | null,
      once: { client: string; key: string; body: string; bodyAsWritten: string } | null,
      { begunAt, audit }: { begunAt: number | null; audit: AuditLine | null } = { begunAt: null, audit: null },
    ) =>
      db.write((sql): { run: StoredRun | null; seq: number } | { replay: string; sameBody: boolean } => {
        if (once) {
          const found = sql.get(
            'SELECT schedule, body FROM idempotency WHERE client = ? AND key = ? AND at > ?',
            once.client,
            once.key,
            schedule.at - keyLifeMs,
          );
          if (found)
            return {
              replay: String(found['schedule']),
              sameBody: [once.body, once.bodyAsWritten].includes(String(found['body'])),
            };
          sql.run(
            'INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)',
            once.client,
            once.key,
            once.body,
            schedule.id,
            schedule.at,
          );
        }
        const seq = insertSchedule(sql, schedule);
        if (audit) insertAudit(sql, audit);
        if (run === null) return { seq, run: null };
        return {
          seq,
          run:
            begunAt === null || isAnyQueued(sql)
              ? insertRun(sql, seq, run)
              : insertBegun(sql, schedule, seq, run, begunAt),
        };
      }),

    insert: (schedule: number, run: NewRun) => db.write((sql) => insertRun(sql, schedule, run)),

    fire: (schedule: StoredSchedule, next: NextDue, runs: readonly NewRun[], at: number, begins = false) =>
      db.write((sql): StoredRun[] | null => {
        const { seq, due } = schedule;
        if (due === null || !advance(sql, seq, due, next, at)) return null;
        const mayBegin = begins && isAsRead(sql, schedule) && !isAnyQueued(sql);
        return runs.flatMap((run) => {
          const isBegun = mayBegin && run.ended === null && !hasRow(sql, seq, run.dueAt);
          return isBegun ? insertBegun(sql, schedule, seq, run, at) : (insertRun(sql, seq, run) ?? []);
        });
      }),
  };
}

/** Whether a schedule still has the version that was read. */
const isAsRead = (sql: Sql, { seq, version }: StoredSchedule): boolean =>
  sql.get('SELECT version FROM schedule WHERE seq = ?', seq)?.['version'] === version;

const hasRow = (sql: Sql, schedule: number, dueAt: number): boolean =>
  sql.get(`SELECT 1 FROM run WHERE schedule = ? AND due_at = ? AND trigger = 'schedule'`, schedule, dueAt) !==
  undefined;
