import type { FollowUp } from '../../../contract/follow-up.ts';
import { hasFollowers, onceKeptMs, onceKey, type Ended, type FollowBook, type FollowPlanner } from '../followers.ts';
import { storedJson } from '../stored-json.ts';
import type { StoredRun } from '../stored-run.ts';
import type { StoredSchedule, Values } from '../stored-schedule.ts';
import { toRun, toSchedule } from '../rows/rows.ts';
import type { Database, Sql } from './database.ts';
import { getRun, insertRun, selectRuns } from './run-rows.ts';
import { insertSchedule } from './schedule-rows.ts';

// What follows a run, written in the transaction that ends it.

const isAwaiting = `instr(other.options, '"alsoAfter":["') > 0 AND other.deleted_at IS NULL`;

/** Schedules that the end of another run may start, as in the partial index. */
export const isListening = `instr(listener.options, '"kind":"run-end"') > 0 AND listener.deleted_at IS NULL AND listener.state <> 'ended'`;
const hearsIt = (process: string, schedule: string): string =>
  `(instr(listener.options, ${process}) > 0 OR instr(listener.options, ${schedule}) > 0)`;

/** A run with what stands on its schedule, whether another schedule waits for it, too, and whether one listens: one question. */
const endedRun = `SELECT run.*, schedule.id AS schedule_id, schedule.name AS schedule_name, schedule.options ->> 'overlap' AS overlap,
    schedule.options ->> 'then' AS after_it,
    EXISTS (SELECT 1 FROM schedule AS other WHERE ${isAwaiting} AND instr(other.options, schedule.id) > 0) AS is_awaited,
    EXISTS (SELECT 1 FROM schedule AS listener WHERE ${isListening} AND ${hearsIt('run.process', 'schedule.id')}) AS is_heard,
    schedule.owner
  FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.id = ?`;

/** What a change calls for a run that it has ended: queues what follows, and returns the run. */
export type AfterEnd = (sql: Sql, id: string) => StoredRun | null;

/** Makes a change that may end runs; what follows them is told once it is durable. */
export async function ending<T>(
  db: Database,
  { planner }: FollowBook,
  change: (sql: Sql, after: AfterEnd) => T,
): Promise<T> {
  if (planner === null) return db.write((sql) => change(sql, getRun));
  const { made, value } = await db.write((sql) => {
    const made: StoredRun[] = [];
    const value = change(sql, (inside, id) => {
      const { run, followers } = followed(inside, planner, id);
      made.push(...followers);
      return run;
    });
    return { made, value };
  });
  if (made.length > 0) planner.queued(made);
  return value;
}

interface Followed {
  readonly run: StoredRun | null;
  readonly followers: readonly StoredRun[];
}

function followed(sql: Sql, planner: FollowPlanner, id: string): Followed {
  const row = sql.get(endedRun, id);
  const run = row === undefined ? null : toRun(row);
  if (row === undefined || run?.status !== 'ended' || !hasFollowers(run)) return { run, followers: [] };
  const own = run.endsChain
    ? []
    : planner.wanted(run, typeof row['after_it'] === 'string' ? storedJson<FollowUp[]>(row['after_it']) : []);
  const followers = own.length === 0 ? [] : queueAll(sql, planner, run, own);
  if (row['is_heard'] === 1 && !run.endsChain) followers.push(...ofListeners(sql, planner, run, row['owner']));
  if (row['is_awaited'] !== 1 || run.outcome !== 'succeeded') return { run, followers };
  const others = sql
    .all(`SELECT * FROM schedule AS other WHERE ${isAwaiting} AND instr(other.options, ?) > 0`, run.scheduleId)
    .map(toSchedule);
  return { run, followers: [...followers, ...others.flatMap((other) => ofAwaiting(sql, planner, other, run))] };
}

/** What stands on the schedules that listen. */
function ofListeners(sql: Sql, planner: FollowPlanner, run: StoredRun, owner: unknown): StoredRun[] {
  const heard = sql
    .all(
      `SELECT * FROM schedule AS listener WHERE ${isListening} AND ${hearsIt('?', '?')} ORDER BY seq`,
      run.process,
      run.scheduleId,
    )
    .flatMap((row) => planner.heard(run, typeof owner === 'string' ? owner : null, toSchedule(row)));
  return heard.length === 0 ? [] : queueAll(sql, planner, run, heard, true);
}

/** What another schedule waits for is over: what follows its own last run of the day, if that is over, too. */
function ofAwaiting(sql: Sql, planner: FollowPlanner, other: StoredSchedule, { scheduleId, endedAt }: StoredRun) {
  const { from } = planner.dayOf(other, endedAt ?? 0);
  const last = lastOf(sql, other.seq, from);
  if (last === null || last.endsChain) return [];
  const wanted = planner
    .wanted(last, other.options.then ?? [])
    .filter(({ alsoAfter }) => alsoAfter.includes(scheduleId));
  return wanted.length === 0 ? [] : queueAll(sql, planner, last, wanted);
}

function queueAll(
  sql: Sql,
  planner: FollowPlanner,
  run: StoredRun,
  wanted: readonly FollowUp[],
  isHeard = false,
): StoredRun[] {
  const row = sql.get('SELECT * FROM schedule WHERE seq = ?', run.scheduleSeq);
  if (row === undefined) return [];
  const schedule = toSchedule(row);
  const ended: Ended = { run, schedule, values: valuesOf(sql, run, schedule) };
  return wanted.flatMap((one) => {
    const also = one.alsoAfter.length === 0 ? [] : othersOf(sql, planner, ended, one);
    if (also === null) return [];
    const target = one.then.kind === 'schedule' ? targetOf(sql, one.then.schedule) : null;
    const follower = planner.make(ended, one, target, also, isHeard);
    const seq = typeof follower.schedule === 'number' ? follower.schedule : insertSchedule(sql, follower.schedule);
    return insertRun(sql, seq, follower.run) ?? [];
  });
}

function valuesOf(sql: Sql, run: StoredRun, schedule: StoredSchedule): Values {
  if (run.input !== null) return run.input;
  const old = sql.get(
    'SELECT input FROM old_input WHERE schedule = ? AND until_run >= ? ORDER BY until_run LIMIT 1',
    run.scheduleSeq,
    run.seq,
  );
  return old === undefined ? schedule.values : storedJson<Values>(old['input']);
}

/** The last runs of today of all that are waited for; null if one has not succeeded, or if it has followed today already. */
function othersOf(
  sql: Sql,
  planner: FollowPlanner,
  { run, schedule }: Ended,
  wanted: FollowUp,
): readonly StoredRun[] | null {
  const at = Math.max(run.endedAt ?? 0, 0);
  const { day, from } = planner.dayOf(schedule, at);
  const runs: StoredRun[] = [];
  for (const id of wanted.alsoAfter) {
    const seq = sql.get('SELECT seq FROM schedule WHERE id = ?', id)?.['seq'];
    const last = typeof seq === 'number' ? lastOf(sql, seq, from) : null;
    if (last?.outcome !== 'succeeded') return null;
    runs.push(last);
  }
  sql.run('DELETE FROM follow_once WHERE at < ?', at - onceKeptMs);
  const { changes } = sql.run('INSERT OR IGNORE INTO follow_once VALUES (?, ?)', onceKey(schedule, wanted, day), at);
  return changes === 1 ? runs : null;
}

/** The last run of a schedule that is over, if it ended since then. */
function lastOf(sql: Sql, schedule: number, from: number): StoredRun | null {
  const [last] = selectRuns(
    sql,
    `WHERE run.schedule = ? AND run.started_at IS NOT NULL AND run.status = 'ended' ORDER BY run.seq DESC LIMIT 1`,
    schedule,
  );
  return last !== undefined && (last.endedAt ?? 0) >= from ? last : null;
}

/** By its ID, also one that was deleted; else by a name that only one has. */
function targetOf(sql: Sql, name: string): StoredSchedule | null {
  const byId = sql.get('SELECT * FROM schedule WHERE id = ?', name);
  if (byId !== undefined) return toSchedule(byId);
  const named = sql.all('SELECT * FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL AND name = ? LIMIT 2', name);
  return named.length === 1 ? toSchedule(named[0]!) : null;
}
