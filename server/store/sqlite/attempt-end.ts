import type { AttemptEnd, StoredRun } from '../stored-run.ts';
import type { Sql } from './database.ts';
import { toJson } from '../rows/rows.ts';
import type { AfterEnd } from './followers.ts';
import { noteEnd } from './message-events.ts';
import { getRun, markLast } from './run-rows.ts';

/** Stores how an attempt ended, and what its run does next; null if that was decided already. */
export function endAttempt(sql: Sql, id: string, number: number, end: AttemptEnd, after: AfterEnd): StoredRun | null {
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
      `UPDATE run SET status = 'retrying', retry_at = ?, reason = ?, outputs = ?, usage = ? WHERE id = ? AND status = 'running' AND attempt = ?`,
      last.retryAt,
      toJson(last.reason),
      JSON.stringify(end.outputs),
      toJson(end.facts.usage ?? null),
      id,
      number,
    );
    const now = getRun(sql, id);
    if (changes === 1 || now?.status !== 'cancelling') return now?.status === 'retrying' ? now : null;
    // The run was cancelled while it failed: the cancel must not be followed by another attempt.
    last = { outcome: 'cancelled', hasWarning: false, reason: null };
  }
  const { changes } = sql.run(
    `UPDATE run SET status = 'ended', outcome = ?, reason = coalesce(?, reason), outputs = ?, usage = ?, has_warning = ?, ended_at = ?, retry_at = NULL
     WHERE id = ? AND status IN ('running', 'cancelling') AND attempt = ?`,
    last.outcome,
    toJson(last.reason),
    JSON.stringify(end.outputs),
    toJson(end.facts.usage ?? null),
    last.hasWarning ? 1 : 0,
    end.at,
    id,
    number,
  );
  if (changes === 0) return null;
  markLast(sql, id);
  noteEnd(sql, id, last.outcome, end.at);
  return after(sql, id);
}
