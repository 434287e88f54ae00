import { toRun } from '../rows/rows.ts';
import type { Refusal } from '../run-store.ts';
import { anybody, type StoredRun, type Taking } from '../stored-run.ts';
import { noteLate, noteStart } from './message-events.ts';
import { joined } from './run-rows.ts';
import type { Sql } from './sql.ts';

// Starts of stored runs, and the limits that are counted for them, inside the caller's transaction. Whoever starts a run while others may
// do the same holds what the limit is about: the row of the schedule, or a lock by the name of the process or group. Then it counts. The schedule is
// always held before its run, as where a schedule is deleted.

const active = `run WHERE status <> 'ended' AND status IN ('running', 'cancelling')`;

/** queued -> running, with the row of its attempt; null if it no longer waits, is for others, or somebody is changing it just now. */
export async function takeRun(
  sql: Sql,
  id: string,
  taking: Taking,
  isLate: boolean,
): Promise<StoredRun | Refusal | null> {
  const exclusive = await sql.get(
    `SELECT seq FROM schedule WHERE seq = (SELECT schedule FROM run WHERE id = $1) AND overlap <> 'allow' FOR UPDATE`,
    id,
  );
  const row = await sql.get(`${joined} WHERE run.id = $1 AND run.status = 'queued' FOR UPDATE OF run SKIP LOCKED`, id);
  if (row === undefined) return null;
  const waiting = toRun(row);
  if (!taking.targets.includes(waiting.target ?? anybody)) return null;
  if (exclusive !== undefined && (await isAnyActiveOf(sql, waiting.scheduleSeq))) return 'busy';
  const refusal = await limitReached(sql, waiting.process, taking);
  if (refusal !== null) return refusal;
  const { worker, at } = taking;
  const run: StoredRun = {
    ...waiting,
    ...{ worker, status: 'running', reason: null },
    attempt: waiting.attempt + 1,
    startedAt: waiting.startedAt ?? at,
    isLate: waiting.isLate || isLate,
  };
  await sql.run(
    `WITH begun AS (
       UPDATE run SET status = 'running', attempt = $2, started_at = $3, is_late = $4, worker = $5, reason = NULL, expires_at = NULL
       WHERE seq = $1 RETURNING seq, attempt)
     INSERT INTO attempt (run, number, started_at) SELECT seq, attempt, $6 FROM begun`,
    run.seq,
    run.attempt,
    run.startedAt,
    run.isLate ? 1 : 0,
    worker,
    at,
  );
  if (run.attempt === 1) await noteStart(sql, id, at);
  if (isLate) await noteLate(sql, id, at);
  return run;
}

/** Which limit another run of a process would pass; null if it may begin. */
export async function limitReached(
  sql: Sql,
  process: string,
  { worker, limits }: Taking,
): Promise<Exclude<Refusal, 'busy'> | null> {
  const { ofProcess, withoutAnyOf, ofGroup } = limits;
  if (ofProcess !== null) {
    await hold(sql, 'process', process);
    const row = await sql.get(`SELECT count(*) AS n FROM ${active} AND process = $1`, process);
    if (Number(row?.['n'] ?? 0) >= ofProcess) return 'full';
  }
  if (ofGroup !== null) {
    await hold(sql, 'group', ofGroup.name);
    const row = await sql.get(`SELECT count(*) AS n FROM ${active} AND target = $1`, ofGroup.name);
    if (Number(row?.['n'] ?? 0) >= ofGroup.most) return 'group-full';
  }
  if (withoutAnyOf.length === 0) return null;
  const besides = `SELECT 1 AS one FROM ${active} AND worker = $1 AND process = ANY($2) LIMIT 1`;
  return (await sql.get(besides, worker, withoutAnyOf)) === undefined ? null : 'full';
}

/** The first number says what the lock is for, the second which one; two names that give one number only wait for each other. */
const hold = (sql: Sql, what: 'process' | 'group', name: string) =>
  sql.run('SELECT pg_advisory_xact_lock($1::integer, hashtext($2))', lockOf[what], name);

const lockOf = { process: 1_919_906_913, group: 1_919_906_914 } as const;

const isAnyActiveOf = async (sql: Sql, schedule: number): Promise<boolean> =>
  (await sql.get(`SELECT 1 AS one FROM ${active} AND schedule = $1 LIMIT 1`, schedule)) !== undefined;
