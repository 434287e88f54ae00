import { withoutOverlap } from '../../domain/time/overlap-policy.ts';
import type { AuditLine } from '../record-store.ts';
import { isUnderWay } from '../followers.ts';
import { keyLifeMs } from '../run-store.ts';
import type { Fired, Firing, MissedStart, NewRun, StoredRun, Taking } from '../stored-run.ts';
import type { NewSchedule, StoredSchedule } from '../stored-schedule.ts';
import type { Database, Sql } from './database.ts';
import { insertAudit, takeNoticeRuns } from './record-store.ts';
import { activeOf, insertBegun, insertRun, isAnyQueued } from './run-rows.ts';
import { advance, insertSchedule } from './schedule-rows.ts';
import { limitReached } from './take-run.ts';

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
      { begin, audit }: { begin: Taking | null; audit: AuditLine | null } = { begin: null, audit: null },
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
            begin === null || isAnyQueued(sql, begin) || limitReached(sql, run.process, begin) !== null
              ? insertRun(sql, seq, run)
              : insertBegun(sql, schedule, seq, run, begin),
        };
      }),

    insert: (schedule: number, run: NewRun) => db.write((sql) => insertRun(sql, schedule, run)),
  };
}

// Runs of what was due.
export function dueStarts(db: Database) {
  return {
    fire: (schedule: StoredSchedule, { next, runs, at, begin }: Firing) =>
      db.write((sql): Fired | null => {
        const { seq, due, options } = schedule;
        if (due === null || !advance(sql, seq, due, next, at)) return null;
        const active = runs.some(({ ended }) => ended === null) ? activeOf(sql, seq).filter(isUnderWay) : [];
        const mayBegin = begin !== null && active.length === 0 && isAsRead(sql, schedule);
        const begins = mayBegin && !isAnyQueued(sql, begin) ? begin : null;
        const rows = withoutOverlap(runs, options.overlap, active.length).flatMap((run) => {
          const isNew = begins !== null && run.ended === null && !hasRow(sql, seq, run.dueAt);
          return isNew && limitReached(sql, run.process, begins) === null
            ? insertBegun(sql, schedule, seq, run, begins)
            : (insertRun(sql, seq, run) ?? []);
        });
        return { runs: rows, active };
      }),

    startMissed: (notice: string, runIds: readonly string[], starts: readonly MissedStart[]) =>
      db.write((sql) => {
        const taken = takeNoticeRuns(sql, notice, runIds);
        const started = starts
          .filter((start) => taken.includes(start.of))
          .map(({ schedule, run }) => {
            const stored = insertRun(sql, schedule, run);
            if (stored === null) throw new Error(`run ${run.id} is stored already`);
            return stored;
          });
        return { taken, started };
      }),
  };
}

/** Whether a schedule still has the version that was read. */
const isAsRead = (sql: Sql, { seq, version }: StoredSchedule): boolean =>
  sql.get('SELECT version FROM schedule WHERE seq = ?', seq)?.['version'] === version;

const hasRow = (sql: Sql, schedule: number, dueAt: number): boolean =>
  sql.get(`SELECT 1 FROM run WHERE schedule = ? AND due_at = ? AND trigger = 'schedule'`, schedule, dueAt) !==
  undefined;
