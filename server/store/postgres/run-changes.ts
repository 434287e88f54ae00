import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import { toJson } from '../rows/rows.ts';
import type { AttemptEnd, StoredRun, Taking } from '../stored-run.ts';
import { endAttempt } from './attempt-end.ts';
import { ending } from './followers.ts';
import type { FollowBook } from '../followers.ts';
import type { Database } from './connection.ts';
import { endWaiting, getRun, selectRuns } from './run-rows.ts';
import { takeRun } from './take-run.ts';

const notLater = '(SELECT not_later_seconds FROM schedule WHERE seq = run.schedule)';

// Changes from queued to the end of an attempt, and back.
export function attemptChanges(db: Database, follow: FollowBook) {
  return {
    claim: (id: string, taking: Taking, isLate: boolean) =>
      db.write((sql) => {
        sql.mustBeNewest();
        return takeRun(sql, id, taking, isLate);
      }),

    setChild: (id: string, number: number, pid: number, mark: string | null) =>
      db.note(async (sql) => {
        await sql.run(
          'UPDATE attempt SET pid = $3, mark = $4 WHERE run = (SELECT seq FROM run WHERE id = $1) AND number = $2',
          id,
          number,
          pid,
          mark,
        );
      }),

    setCancelling: (id: string, reason: Reason, force = false) =>
      db.write(async (sql) => {
        const changes = await sql.run(
          `UPDATE run SET status = 'cancelling', reason = $2, stop_force = $3 WHERE id = $1 AND status = 'running'`,
          id,
          toJson(reason),
          force ? 1 : 0,
        );
        if (changes === 1) return getRun(sql, id);
        await sql.run(`UPDATE run SET stop_force = 1 WHERE id = $1 AND status = 'cancelling' AND stop_force = 0`, id);
        return null;
      }),

    endAttempt: (id: string, number: number, end: AttemptEnd) =>
      ending(db, follow, (sql, after) => endAttempt(sql, id, number, end, after)),

    putBack: (id: string, number: number) =>
      db.write(async (sql): Promise<StoredRun | null> => {
        const changes = await sql.run(
          `UPDATE run SET status = 'queued', attempt = attempt - 1, started_at = CASE WHEN attempt = 1 THEN NULL ELSE started_at END,
           expires_at = CASE WHEN attempt = 1 AND trigger = 'schedule' THEN due_at + 1000 * ${notLater} END
           WHERE id = $1 AND status = 'running' AND attempt = $2`,
          id,
          number,
        );
        if (changes === 0) return null;
        await sql.run(
          'DELETE FROM attempt WHERE run = (SELECT seq FROM run WHERE id = $1) AND number = $2',
          id,
          number,
        );
        return getRun(sql, id);
      }),
  };
}

// Changes of waiting runs. Several computers look for them at once: each takes what no other one has in hand.
export function waitingChanges(db: Database, follow: FollowBook) {
  const isAny = async (where: string, now: number): Promise<boolean> =>
    (await db.get(`SELECT 1 AS one FROM run WHERE ${where} LIMIT 1`, now)) !== undefined;

  return {
    endWaiting: (id: string, outcome: Outcome, reason: Reason, at: number) =>
      ending(db, follow, (sql, after) => endWaiting(sql, id, outcome, reason, at, after)),

    async expire(now: number): Promise<StoredRun[]> {
      // Clock changes move `expires_at`, so the limit itself is reported, not the difference of the two instants.
      const where = `status = 'queued' AND expires_at < $1`;
      if (!(await isAny(where, now))) return [];
      return db.write(async (sql) => {
        const late = await sql.all(
          `SELECT id, due_at, expires_at, ${notLater} AS seconds FROM run WHERE ${where} ORDER BY expires_at LIMIT 500 FOR UPDATE OF run SKIP LOCKED`,
          now,
        );
        const ended: StoredRun[] = [];
        for (const row of late) {
          const seconds = Number(row['seconds'] ?? (Number(row['expires_at']) - Number(row['due_at'])) / 1000);
          const reason: Reason = { code: 'too-late', params: { seconds } };
          const over = await endWaiting(sql, String(row['id']), 'expired', reason, now);
          if (over !== null) ended.push(over);
        }
        return ended;
      });
    },

    async requeueDue(now: number): Promise<StoredRun[]> {
      const where = `status = 'retrying' AND retry_at <= $1`;
      if (!(await isAny(where, now))) return [];
      return db.write(async (sql) => {
        const due = await sql.all(
          `SELECT seq FROM run WHERE ${where} ORDER BY retry_at LIMIT 500 FOR UPDATE SKIP LOCKED`,
          now,
        );
        const seqs = due.map((row) => Number(row['seq']));
        const requeued = await selectRuns(sql, 'WHERE run.seq = ANY($1) ORDER BY run.retry_at', seqs);
        await sql.run(`UPDATE run SET status = 'queued', retry_at = NULL WHERE seq = ANY($1)`, seqs);
        return requeued.map((run): StoredRun => ({ ...run, status: 'queued', retryAt: null }));
      });
    },
  };
}
