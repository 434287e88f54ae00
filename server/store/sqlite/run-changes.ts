import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { AttemptEnd, StoredRun, Taking } from '../stored-run.ts';
import { endAttempt } from './attempt-end.ts';
import { ending } from './followers.ts';
import type { FollowBook } from '../followers.ts';
import type { Database } from './database.ts';
import { toJson } from '../rows/rows.ts';
import { endWaiting, getRun, selectRuns } from './run-rows.ts';
import { takeRun } from './take-run.ts';

const notLater = `(SELECT options ->> 'notLaterThanSeconds' FROM schedule WHERE seq = run.schedule)`;

// Changes from queued to the end of an attempt, and back.
export function attemptChanges(db: Database, follow: FollowBook) {
  return {
    claim: (id: string, taking: Taking, isLate: boolean) => db.write((sql) => takeRun(sql, id, taking, isLate)),

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
      ending(db, follow, (sql, after) => endAttempt(sql, id, number, end, after)),

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
  };
}

// Changes of waiting runs.
export function waitingChanges(db: Database, follow: FollowBook) {
  return {
    endWaiting: (id: string, outcome: Outcome, reason: Reason, at: number) =>
      ending(db, follow, (sql, after) => endWaiting(sql, id, outcome, reason, at, after)),

    expire(now: number): Promise<StoredRun[]> {
      // Clock changes move `expires_at`, so the limit itself is reported, not the difference of the two instants.
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
  };
}
