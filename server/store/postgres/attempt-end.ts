import { toJson } from '../rows/rows.ts';
import type { AttemptEnd, StoredRun } from '../stored-run.ts';
import type { AfterEnd } from './followers.ts';
import { noteEnd } from './message-events.ts';
import { getRun, markLast } from './run-rows.ts';
import type { Sql } from './sql.ts';

/** Stores how an attempt ended, and what its run does next; null if that was decided already. */
export async function endAttempt(
  sql: Sql,
  id: string,
  number: number,
  end: AttemptEnd,
  after: AfterEnd,
): Promise<StoredRun | null> {
  await sql.run(
    'UPDATE attempt SET ended_at = $3, facts = $4 WHERE run = (SELECT seq FROM run WHERE id = $1) AND number = $2 AND ended_at IS NULL',
    id,
    number,
    end.at,
    JSON.stringify(end.facts),
  );
  let last = end.next;
  if ('retryAt' in last) {
    const changes = await sql.run(
      `UPDATE run SET status = 'retrying', retry_at = $3, reason = $4, outputs = $5, usage = $6 WHERE id = $1 AND status = 'running' AND attempt = $2`,
      id,
      number,
      last.retryAt,
      toJson(last.reason),
      JSON.stringify(end.outputs),
      toJson(end.facts.usage ?? null),
    );
    const now = await getRun(sql, id);
    if (changes === 1 || now?.status !== 'cancelling') return now?.status === 'retrying' ? now : null;
    // The run was cancelled while it failed: the cancel must not be followed by another attempt.
    last = { outcome: 'cancelled', hasWarning: false, reason: null };
  }
  const changes = await sql.run(
    `UPDATE run SET status = 'ended', outcome = $3, reason = coalesce($4, reason), outputs = $5, has_warning = $6, ended_at = $7, usage = $8, retry_at = NULL
     WHERE id = $1 AND status IN ('running', 'cancelling') AND attempt = $2`,
    id,
    number,
    last.outcome,
    toJson(last.reason),
    JSON.stringify(end.outputs),
    last.hasWarning ? 1 : 0,
    end.at,
    toJson(end.facts.usage ?? null),
  );
  if (changes === 0) return null;
  await markLast(sql, id);
  await noteEnd(sql, id, last.outcome, end.at);
  return after(sql, id);
}
