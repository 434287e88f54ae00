import { anybody, type NewRun, type StoredRun, type Taking } from '../stored-run.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import type { Sql } from './database.ts';
import { noteEnd, noteStart } from './message-events.ts';
import type { NewSchedule } from '../stored-schedule.ts';
import { chainColumns, reasonOf, statusOf, toJson, toRun } from '../rows/rows.ts';

// Rows of the run table: reading, adding and ending them, inside the caller's transaction.

const joined = `SELECT run.*, schedule.id AS schedule_id, schedule.name AS schedule_name, schedule.options ->> 'overlap' AS overlap FROM run JOIN schedule ON schedule.seq = run.schedule`;

export const selectRuns = (sql: Sql, where: string, ...params: (string | number | null)[]): StoredRun[] =>
  sql.all(`${joined} ${where}`, ...params).map(toRun);

/**
 * Null if the schedule has a row for that due time already. But if that one was called missed because the clock was ahead for a
 * while, it runs when its time comes after all.
 */
export function insertRun(sql: Sql, schedule: number, run: NewRun): StoredRun | null {
  const { changes } = sql.run(
    `INSERT INTO run (id, schedule, process, trigger, starter, started_by, status, outcome, reason, due_at, queued_at, ended_at, max_attempts, rank, expires_at, input, rerun_of, worker, target, look_at, look_until)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (schedule, due_at) WHERE trigger = 'schedule'
     DO UPDATE SET status = excluded.status, outcome = NULL, reason = excluded.reason, ended_at = NULL, rank = excluded.rank, expires_at = excluded.expires_at,
       target = excluded.target, look_at = excluded.look_at, look_until = excluded.look_until, seen_at = NULL, seen_by = NULL
     WHERE run.outcome = 'missed' AND excluded.status <> 'ended'`,
    run.id,
    schedule,
    run.process,
    run.trigger,
    run.starter,
    run.startedBy,
    statusOf(run),
    run.ended?.outcome ?? null,
    toJson(reasonOf(run)),
    run.dueAt,
    run.at,
    run.ended ? run.at : null,
    run.maxAttempts,
    run.rank,
    run.expiresAt,
    toJson(run.input),
    run.rerunOf,
    run.worker,
    run.target ?? anybody,
    run.looks?.at ?? null,
    run.looks?.until ?? null,
  );
  if (changes === 0) return null;
  const chain = chainColumns(run);
  if (chain !== null)
    sql.run('UPDATE run SET follows = ?, follow = ?, ends_chain = ?, retry_at = ? WHERE id = ?', ...chain, run.id);
  if (run.ended) {
    markLast(sql, run.id);
    noteEnd(sql, run.id, run.ended.outcome, run.at);
  }
  return (
    getRun(sql, run.id) ??
    selectRuns(sql, `WHERE run.schedule = ? AND run.due_at = ? AND run.trigger = 'schedule'`, schedule, run.dueAt)[0] ??
    null
  );
}

export const insertAttempt = (sql: Sql, run: number, number: number, at: number): unknown =>
  sql.run('INSERT INTO attempt (run, number, started_at) VALUES (?, ?, ?)', run, number, at);

/** `target IN (?, ?)`: as many places as there are targets, a handful. */
export const isFor = (targets: readonly string[]): string => `run.target IN (${targets.map(() => '?').join(', ')})`;

/** Whether a run waits that a worker with these targets could take. */
export const isAnyQueued = (sql: Sql, { targets }: Pick<Taking, 'targets'>): boolean =>
  sql.get(`SELECT 1 FROM run WHERE status = 'queued' AND ${isFor(targets)} LIMIT 1`, ...targets) !== undefined;

/** Adds a run with its first attempt, never queued. Returns it as written, without reading it again. */
export function insertBegun(
  sql: Sql,
  schedule: Pick<NewSchedule, 'id' | 'name' | 'options'>,
  scheduleSeq: number,
  run: NewRun,
  { worker, at }: Pick<Taking, 'worker' | 'at'>,
): StoredRun {
  const seq = sql.run(
    `INSERT INTO run (id, schedule, process, trigger, starter, started_by, status, due_at, queued_at, started_at, attempt, max_attempts, rank, input, rerun_of, worker, target)
     VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
    run.id,
    scheduleSeq,
    run.process,
    run.trigger,
    run.starter,
    run.startedBy,
    run.dueAt,
    run.at,
    at,
    run.maxAttempts,
    run.rank,
    toJson(run.input),
    run.rerunOf,
    worker,
    run.target ?? anybody,
  ).lastInsertRowid;
  insertAttempt(sql, seq, 1, at);
  noteStart(sql, run.id, at);
  const { id, process, trigger, starter, startedBy, dueAt, maxAttempts, rerunOf, rank, input, target } = run;
  return {
    ...{ id, seq, process, trigger, starter, startedBy, dueAt, maxAttempts, rerunOf, worker, rank, input, target },
    scheduleSeq,
    scheduleId: schedule.id,
    scheduleName: schedule.name,
    overlap: schedule.options.overlap,
    status: 'running',
    outcome: null,
    reason: null,
    hasWarning: false,
    isLate: false,
    queuedAt: run.at,
    startedAt: at,
    endedAt: null,
    attempt: 1,
    retryAt: null,
    progress: null,
    outputLine: '',
    outputs: {},
  };
}

export const activeOf = (sql: Sql, schedule: number): StoredRun[] =>
  selectRuns(sql, `WHERE run.schedule = ? AND run.status <> 'ended' ORDER BY run.seq`, schedule);

/** Stores the last result of its schedule, for the Scheduler screen. */
export function markLast(sql: Sql, id: string): void {
  sql.run(
    'UPDATE schedule SET last_run = (SELECT seq FROM run WHERE id = ?1) WHERE seq = (SELECT schedule FROM run WHERE id = ?1)',
    id,
  );
}

export const getRun = (sql: Sql, id: string): StoredRun | null => selectRuns(sql, 'WHERE run.id = ?', id)[0] ?? null;

/** Ends a waiting run; null if it is over, or was claimed meanwhile: then its child must be stopped first. */
export function endWaiting(
  sql: Sql,
  id: string,
  outcome: Outcome,
  reason: Reason,
  at: number,
  after: (sql: Sql, id: string) => StoredRun | null = getRun,
): StoredRun | null {
  const { changes } = sql.run(
    `UPDATE run SET status = 'ended', outcome = ?, reason = ?, ended_at = ?, retry_at = NULL, look_at = NULL, expires_at = NULL
     WHERE id = ? AND status IN ('queued', 'retrying')`,
    outcome,
    toJson(reason),
    at,
    id,
  );
  if (changes === 0) return null;
  markLast(sql, id);
  noteEnd(sql, id, outcome, at);
  return after(sql, id);
}
