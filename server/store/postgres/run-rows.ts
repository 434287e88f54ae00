import type { Reason } from '../../../contract/reasons.ts';
import type { Outcome } from '../../../contract/run.ts';
import { chainColumns, reasonOf, statusOf, toJson, toRun } from '../rows/rows.ts';
import { anybody, type NewRun, type StoredRun, type Taking } from '../stored-run.ts';
import type { NewSchedule } from '../stored-schedule.ts';
import { noteEnd, noteStart } from './message-events.ts';
import type { Params, Sql } from './sql.ts';

// Rows of the run table: reading, adding and ending them, inside the caller's transaction.

export const joined = `SELECT run.*, schedule.id AS schedule_id, schedule.name AS schedule_name, schedule.overlap
  FROM run JOIN schedule ON schedule.seq = run.schedule`;

export const selectRuns = async (sql: Sql, where: string, ...params: Params): Promise<StoredRun[]> =>
  (await sql.all(`${joined} ${where}`, ...params)).map(toRun);

export const getRun = async (sql: Sql, id: string): Promise<StoredRun | null> =>
  (await selectRuns(sql, 'WHERE run.id = $1', id))[0] ?? null;

export const activeOf = (sql: Sql, schedule: number): Promise<StoredRun[]> =>
  selectRuns(sql, `WHERE run.schedule = $1 AND run.status <> 'ended' ORDER BY run.seq`, schedule);

/**
 * Null if the schedule has a row for that due time already. But if that one was called missed because the clock was ahead for a
 * while, it runs when its time comes after all.
 */
export async function insertRun(sql: Sql, schedule: number, run: NewRun): Promise<StoredRun | null> {
  const row = await sql.get(
    `INSERT INTO run (id, schedule, process, trigger, starter, started_by, status, outcome, reason, due_at, queued_at, ended_at, max_attempts, rank, expires_at, input, rerun_of, worker, target, look_at, look_until)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
     ON CONFLICT (schedule, due_at) WHERE trigger = 'schedule'
     DO UPDATE SET status = excluded.status, outcome = NULL, reason = excluded.reason, ended_at = NULL, rank = excluded.rank, expires_at = excluded.expires_at,
       target = excluded.target, look_at = excluded.look_at, look_until = excluded.look_until, seen_at = NULL, seen_by = NULL
     WHERE run.outcome = 'missed' AND excluded.status <> 'ended'
     RETURNING id`,
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
  if (row === undefined) return null;
  const chain = chainColumns(run);
  if (chain !== null)
    await sql.run(
      'UPDATE run SET follows = $1, follow = $2, ends_chain = $3, retry_at = $4 WHERE id = $5',
      ...chain,
      run.id,
    );
  if (run.ended) {
    await markLast(sql, run.id);
    await noteEnd(sql, run.id, run.ended.outcome, run.at);
  }
  return getRun(sql, String(row['id']));
}

/** Whether a run waits that a worker with these targets could take. */
export const isAnyQueued = async (sql: Sql, { targets }: Pick<Taking, 'targets'>): Promise<boolean> =>
  (await sql.get(`SELECT 1 AS one FROM run WHERE status = 'queued' AND target = ANY($1) LIMIT 1`, targets)) !==
  undefined;

/** Adds a run with its first attempt, never queued. Returns it as written, without reading it again. */
export async function insertBegun(
  sql: Sql,
  schedule: Pick<NewSchedule, 'id' | 'name' | 'options'>,
  scheduleSeq: number,
  run: NewRun,
  { worker, at }: Pick<Taking, 'worker' | 'at'>,
): Promise<StoredRun> {
  const row = await sql.get(
    `WITH begun AS (
       INSERT INTO run (id, schedule, process, trigger, starter, started_by, status, due_at, queued_at, started_at, attempt, max_attempts, rank, input, rerun_of, worker, target)
       VALUES ($1, $2, $3, $4, $5, $6, 'running', $7, $8, $9, 1, $10, $11, $12, $13, $14, $15) RETURNING seq)
     INSERT INTO attempt (run, number, started_at) SELECT seq, 1, $9 FROM begun RETURNING run AS seq`,
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
  );
  await noteStart(sql, run.id, at);
  const { id, process, trigger, starter, startedBy, dueAt, maxAttempts, rerunOf, rank, input, target } = run;
  return {
    ...{ id, process, trigger, starter, startedBy, dueAt, maxAttempts, rerunOf, worker, rank, input, target },
    seq: Number(row?.['seq']),
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

/** Stores the last result of its schedule, for the Scheduler screen. */
export const markLast = (sql: Sql, id: string): Promise<number> =>
  sql.run('UPDATE schedule SET last_run = run.seq FROM run WHERE run.id = $1 AND schedule.seq = run.schedule', id);

/** Ends a waiting run; null if it is over, or was claimed meanwhile: then its child must be stopped first. */
export async function endWaiting(
  sql: Sql,
  id: string,
  outcome: Outcome,
  reason: Reason,
  at: number,
  after: (sql: Sql, id: string) => Promise<StoredRun | null> = getRun,
): Promise<StoredRun | null> {
  const changes = await sql.run(
    `UPDATE run SET status = 'ended', outcome = $2, reason = $3, ended_at = $4, retry_at = NULL, expires_at = NULL
     WHERE id = $1 AND status IN ('queued', 'retrying')`,
    id,
    outcome,
    toJson(reason),
    at,
  );
  if (changes === 0) return null;
  await markLast(sql, id);
  await noteEnd(sql, id, outcome, at);
  return after(sql, id);
}
