import { type RunStore, keyLifeMs } from '../run-store.ts';
import type { AttemptEnd, StoredRun, NewRun } from '../stored-run.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Attempt, Outcome } from '../../../contract/run.ts';
import type { Database, Row } from './database.ts';
import { toAttempt, toJson } from './rows.ts';
import type { Values, NewSchedule, NextDue } from '../stored-schedule.ts';
import type { AuditLine } from '../record-store.ts';
import { insertAudit } from './record-store.ts';
import {
  endWaiting,
  getRun,
  insertAttempt,
  insertBegun,
  insertRun,
  isAnyQueued,
  markLast,
  selectRuns,
} from './run-rows.ts';
import { advance, insertSchedule } from './schedule-rows.ts';

const notLater = `(SELECT options ->> 'notLaterThanSeconds' FROM schedule WHERE seq = run.schedule)`;

export function createRunStore(db: Database): RunStore {
  return {
    get: (id: string) => Promise.resolve(getRun(db, id)),
    lastEndedOf(schedule: number, of: { started: boolean; processes?: readonly string[] | null }) {
      const { started, processes = null } = of;
      const further = [
        started ? 'AND run.started_at IS NOT NULL' : '',
        processes === null ? '' : 'AND run.process IN (SELECT value FROM json_each(?))',
      ].join(' ');
      const where = `WHERE run.schedule = ? AND run.status = 'ended' ${further} ORDER BY run.seq DESC LIMIT 1`;
      const names = processes === null ? [] : [JSON.stringify(processes)];
      return Promise.resolve(selectRuns(db, where, schedule, ...names)[0] ?? null);
    },
    latestOf: (schedule: number) =>
      Promise.resolve(selectRuns(db, 'WHERE run.schedule = ? ORDER BY run.seq DESC LIMIT 1', schedule)[0] ?? null),
    activeOf: (schedule: number) =>
      Promise.resolve(selectRuns(db, `WHERE run.schedule = ? AND run.status <> 'ended' ORDER BY run.seq`, schedule)),
    active: () => Promise.resolve(selectRuns(db, `WHERE run.status <> 'ended' ORDER BY run.seq`)),
    attempts: (runSeq: number): Promise<Attempt[]> =>
      Promise.resolve(db.all('SELECT * FROM attempt WHERE run = ? ORDER BY number', runSeq).map(toAttempt)),

    inputOf(run: Pick<StoredRun, 'seq' | 'scheduleSeq' | 'input'>): Promise<Values | null> {
      if (run.input !== null) return Promise.resolve(run.input);
      const row = db.get(
        'SELECT input FROM old_input WHERE schedule = ? AND until_run >= ? ORDER BY until_run LIMIT 1',
        run.scheduleSeq,
        run.seq,
      );
      return Promise.resolve(row === undefined ? null : (JSON.parse(String(row['input'])) as Values));
    },

    endedUnannounced: (since: number) =>
      Promise.resolve(
        selectRuns(
          db,
          `WHERE run.ended_at > ?1 AND run.id NOT IN (SELECT run FROM delivery WHERE run IS NOT NULL AND event <> 'run.started' AND created_at > ?1) ORDER BY run.seq`,
          since,
        ),
      ),

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

    fire: (schedule: number, due: number, next: NextDue, runs: readonly NewRun[], at: number) =>
      db.write((sql): StoredRun[] | null => {
        if (!advance(sql, schedule, due, next, at)) return null;
        return runs.flatMap((run) => insertRun(sql, schedule, run) ?? []);
      }),

    claim: (id: string, at: number, isLate: boolean) =>
      db.write((sql): StoredRun | null => {
        const { changes } = sql.run(
          `UPDATE run SET status = 'running', attempt = attempt + 1, started_at = coalesce(started_at, ?), is_late = is_late OR ?, reason = NULL, expires_at = NULL WHERE id = ? AND status = 'queued'`,
          at,
          isLate ? 1 : 0,
          id,
        );
        if (changes === 0) return null;
        const run = getRun(sql, id)!;
        insertAttempt(sql, run.seq, run.attempt, at);
        return run;
      }),

    setChild: (id: string, number: number, pid: number, mark: string | null) =>
      db.note((sql) => {
        sql.run(
          'UPDATE attempt SET pid = ?, mark = ? WHERE run = (SELECT seq FROM run WHERE id = ?) AND number = ?',
          pid,
          mark,
          id,
          number,
        );
      }),

    setCancelling: (id: string, reason: Reason) =>
      db.write((sql) => {
        const { changes } = sql.run(
          `UPDATE run SET status = 'cancelling', reason = ? WHERE id = ? AND status = 'running'`,
          toJson(reason),
          id,
        );
        return changes === 1 ? getRun(sql, id) : null;
      }),

    endAttempt: (id: string, number: number, end: AttemptEnd) =>
      db.write((sql): StoredRun | null => {
        sql.run(
          'UPDATE attempt SET ended_at = ?, facts = ? WHERE run = (SELECT seq FROM run WHERE id = ?) AND number = ? AND ended_at IS NULL',
          end.at,
          JSON.stringify(end.facts),
          id,
          number,
        );
        let last = end.next;
        if ('retryAt' in last) {
          const { changes } = sql.run(
            `UPDATE run SET status = 'retrying', retry_at = ?, reason = ?, outputs = ? WHERE id = ? AND status = 'running' AND attempt = ?`,
            last.retryAt,
            toJson(last.reason),
            JSON.stringify(end.outputs),
            id,
            number,
          );
          const now = getRun(sql, id);
          if (changes === 1 || now?.status !== 'cancelling') return now?.status === 'retrying' ? now : null;
          // Told to stop while it was failing by itself: whoever said so is not answered with another attempt.
          last = { outcome: 'cancelled', hasWarning: false, reason: null };
        }
        const { changes } = sql.run(
          `UPDATE run SET status = 'ended', outcome = ?, reason = coalesce(?, reason), outputs = ?, has_warning = ?, ended_at = ?, retry_at = NULL
           WHERE id = ? AND status <> 'ended' AND attempt = ?`,
          last.outcome,
          toJson(last.reason),
          JSON.stringify(end.outputs),
          last.hasWarning ? 1 : 0,
          end.at,
          id,
          number,
        );
        if (changes === 0) return null;
        markLast(sql, id);
        return getRun(sql, id);
      }),

    putBack: (id: string, number: number) =>
      db.write((sql): StoredRun | null => {
        const { changes } = sql.run(
          `UPDATE run SET status = 'queued', attempt = attempt - 1, started_at = iif(attempt = 1, NULL, started_at),
           expires_at = iif(attempt = 1 AND trigger = 'schedule', due_at + 1000 * ${notLater}, NULL) WHERE id = ? AND status = 'running' AND attempt = ?`,
          id,
          number,
        );
        if (changes === 0) return null;
        sql.run('DELETE FROM attempt WHERE run = (SELECT seq FROM run WHERE id = ?) AND number = ?', id, number);
        return getRun(sql, id);
      }),

    endWaiting: (id: string, outcome: Outcome, reason: Reason, at: number) =>
      db.write((sql) => endWaiting(sql, id, outcome, reason, at)),

    expire(now: number): Promise<StoredRun[]> {
      // Not what lies between the two instants: the last moment follows when the clock is set.
      const where = `status = 'queued' AND expires_at < ? ORDER BY expires_at LIMIT 500`;
      if (db.get(`SELECT 1 FROM run WHERE ${where}`, now) === undefined) return Promise.resolve([]);
      return db.write((sql) =>
        sql.all(`SELECT id, due_at, expires_at, ${notLater} AS seconds FROM run WHERE ${where}`, now).flatMap((row) => {
          const seconds = Number(row['seconds'] ?? (Number(row['expires_at']) - Number(row['due_at'])) / 1000);
          const reason: Reason = { code: 'too-late', params: { seconds } };
          return endWaiting(sql, String(row['id']), 'expired', reason, now) ?? [];
        }),
      );
    },

    requeueDue(now: number): Promise<StoredRun[]> {
      const where = `WHERE run.status = 'retrying' AND run.retry_at <= ? ORDER BY run.retry_at LIMIT 500`;
      if (selectRuns(db, where, now).length === 0) return Promise.resolve([]);
      return db.write((sql) => {
        const due = selectRuns(sql, where, now);
        for (const run of due) sql.run(`UPDATE run SET status = 'queued', retry_at = NULL WHERE id = ?`, run.id);
        return due.map((run): StoredRun => ({ ...run, status: 'queued', retryAt: null }));
      });
    },

    unsettled: (): Promise<{ run: StoredRun; pid: number | null; mark: string | null }[]> =>
      Promise.resolve(
        selectRuns(db, `WHERE run.status <> 'ended' AND run.status IN ('running', 'cancelling') ORDER BY run.seq`).map(
          (run) => {
            const row: Row | undefined = db.get(
              'SELECT pid, mark FROM attempt WHERE run = ? AND number = ?',
              run.seq,
              run.attempt,
            );
            return {
              run,
              pid: (row?.['pid'] ?? null) as number | null,
              mark: (row?.['mark'] ?? null) as string | null,
            };
          },
        ),
      ),
  };
}
