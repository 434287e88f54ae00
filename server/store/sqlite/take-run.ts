import type { Refusal } from '../run-store.ts';
import { anybody, type StoredRun, type Taking } from '../stored-run.ts';
import type { Sql } from './database.ts';
import { noteLate, noteStart } from './message-events.ts';
import { getRun, insertAttempt } from './run-rows.ts';

// Starts of stored runs, and the limits that are counted for them, inside the caller's transaction.

/** So many runs are active as there are places, however long the queue is. */
const active = `run INDEXED BY run_active WHERE status <> 'ended' AND status IN ('running', 'cancelling')`;

/** queued -> running, with the row of its attempt; null if it no longer waits, or is for others. */
export function takeRun(sql: Sql, id: string, taking: Taking, isLate: boolean): StoredRun | Refusal | null {
  const waiting = getRun(sql, id);
  if (waiting?.status !== 'queued' || !taking.targets.includes(waiting.target ?? anybody)) return null;
  if (waiting.overlap !== 'allow' && isAnyActiveOf(sql, waiting.scheduleSeq)) return 'busy';
  const refusal = limitReached(sql, waiting.process, taking);
  if (refusal !== null) return refusal;
  const { worker, at } = taking;
  const run: StoredRun = {
    ...waiting,
    ...{ worker, status: 'running', reason: null },
    attempt: waiting.attempt + 1,
    startedAt: waiting.startedAt ?? at,
    isLate: waiting.isLate || isLate,
  };
  sql.run(
    `UPDATE run SET status = 'running', attempt = ?, started_at = ?, is_late = ?, worker = ?, reason = NULL, expires_at = NULL WHERE seq = ?`,
    run.attempt,
    run.startedAt,
    run.isLate ? 1 : 0,
    worker,
    run.seq,
  );
  insertAttempt(sql, run.seq, run.attempt, at);
  if (run.attempt === 1) noteStart(sql, id, at);
  if (isLate) noteLate(sql, id, at);
  return run;
}

/** Which limit another run of a process would pass; null if it may begin. */
export function limitReached(sql: Sql, process: string, { worker, limits }: Taking): Exclude<Refusal, 'busy'> | null {
  const { ofProcess, withoutAnyOf, ofGroup } = limits;
  if (ofProcess !== null) {
    const row = sql.get(`SELECT count(*) AS n FROM ${active} AND process = ?`, process);
    if (Number(row?.['n'] ?? 0) >= ofProcess) return 'full';
  }
  if (ofGroup !== null) {
    const row = sql.get(`SELECT count(*) AS n FROM ${active} AND target = ?`, ofGroup.name);
    if (Number(row?.['n'] ?? 0) >= ofGroup.most) return 'group-full';
  }
  if (withoutAnyOf.length === 0) return null;
  const besides = `SELECT 1 FROM ${active} AND worker = ? AND process IN (SELECT value FROM json_each(?)) LIMIT 1`;
  return sql.get(besides, worker, JSON.stringify(withoutAnyOf)) === undefined ? null : 'full';
}

const isAnyActiveOf = (sql: Sql, schedule: number): boolean =>
  sql.get(`SELECT 1 FROM ${active} AND schedule = ? LIMIT 1`, schedule) !== undefined;
