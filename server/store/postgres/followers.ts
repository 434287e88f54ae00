import type { FollowUp } from '../../../contract/follow-up.ts';
import { hasFollowers, onceKeptMs, onceKey, type Ended, type FollowBook, type FollowPlanner } from '../followers.ts';
import { storedJson } from '../stored-json.ts';
import type { StoredRun } from '../stored-run.ts';
import type { StoredSchedule, Values } from '../stored-schedule.ts';
import { toRun, toSchedule } from '../rows/rows.ts';
import type { Database } from './connection.ts';
import { getRun, insertRun, selectRuns } from './run-rows.ts';
import { insertSchedule } from './schedule-rows.ts';
import type { Sql, Transaction } from './sql.ts';

// What follows a run, written in the transaction that ends it.

const isAwaiting = 'other.awaits = 1 AND other.deleted_at IS NULL';

/** Schedules that the end of another run may start. */
export const isListening = `listener.listens = 1 AND listener.deleted_at IS NULL AND listener.state <> 'ended'`;
const hearsIt = (process: string, schedule: string): string =>
  `(position(${process} IN listener.options) > 0 OR position(${schedule} IN listener.options) > 0)`;

/** A run with what stands on its schedule, whether another schedule waits for it, too, and whether one listens: one question. */
const endedRun = `SELECT run.*, schedule.id AS schedule_id, schedule.name AS schedule_name, schedule.overlap,
    CASE WHEN position('"then":[' IN schedule.options) > 0 THEN schedule.options END AS after_it,
    EXISTS (SELECT 1 FROM schedule AS other WHERE ${isAwaiting} AND position(schedule.id IN other.options) > 0) AS is_awaited,
    EXISTS (SELECT 1 FROM schedule AS listener WHERE ${isListening} AND ${hearsIt('run.process', 'schedule.id')}) AS is_heard,
    schedule.owner
  FROM run JOIN schedule ON schedule.seq = run.schedule WHERE run.id = $1`;

interface Options {
  readonly then: readonly FollowUp[];
}

/** What a change calls for a run that it has ended: queues what follows, and returns the run. */
export type AfterEnd = (sql: Sql, id: string) => Promise<StoredRun | null>;

/** Makes a change that may end runs; what follows them is told once it is durable. */
export async function ending<T>(
  db: Database,
  { planner }: FollowBook,
  change: (sql: Transaction, after: AfterEnd) => Promise<T>,
): Promise<T> {
  if (planner === null) return db.write((sql) => change(sql, getRun));
  const { made, value } = await db.write(async (sql) => {
    const made: StoredRun[] = [];
    const value = await change(sql, async (inside, id) => {
      const { run, followers } = await followed(inside, planner, id);
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

async function followed(sql: Sql, planner: FollowPlanner, id: string): Promise<Followed> {
  const row = await sql.get(endedRun, id);
  const run = row === undefined ? null : toRun(row);
  if (row === undefined || run?.status !== 'ended' || !hasFollowers(run)) return { run, followers: [] };
  const own = run.endsChain
    ? []
    : planner.wanted(run, typeof row['after_it'] === 'string' ? storedJson<Options>(row['after_it']).then : []);
  const followers = own.length === 0 ? [] : await queueAll(sql, planner, run, own);
  if (row['is_heard'] === 1 && !run.endsChain) followers.push(...(await ofListeners(sql, planner, run, row['owner'])));
  if (row['is_awaited'] !== 1 || run.outcome !== 'succeeded') return { run, followers };
  // Held until the end of the transaction: of two ends at one moment, the second sees the first.
  const others = await sql.all(
    `SELECT * FROM schedule AS other WHERE ${isAwaiting} AND position($1::text IN other.options) > 0 ORDER BY seq FOR UPDATE`,
    run.scheduleId,
  );
  const further: StoredRun[] = [];
  for (const other of others) further.push(...(await ofAwaiting(sql, planner, toSchedule(other), run)));
  return { run, followers: [...followers, ...further] };
}

/** What stands on the schedules that listen. */
async function ofListeners(sql: Sql, planner: FollowPlanner, run: StoredRun, owner: unknown): Promise<StoredRun[]> {
  const rows = await sql.all(
    `SELECT * FROM schedule AS listener WHERE ${isListening} AND ${hearsIt('$1::text', '$2::text')} ORDER BY seq`,
    run.process,
    run.scheduleId,
  );
  const heard = rows.flatMap((row) => planner.heard(run, typeof owner === 'string' ? owner : null, toSchedule(row)));
  return heard.length === 0 ? [] : queueAll(sql, planner, run, heard, true);
}

/** What another schedule waits for is over: what follows its own last run of the day, if that is over, too. */
async function ofAwaiting(
  sql: Sql,
  planner: FollowPlanner,
  other: StoredSchedule,
  { scheduleId, endedAt }: StoredRun,
): Promise<StoredRun[]> {
  const { from } = planner.dayOf(other, endedAt ?? 0);
  const last = await lastOf(sql, other.seq, from);
  if (last === null || last.endsChain) return [];
  const wanted = planner
    .wanted(last, other.options.then ?? [])
    .filter(({ alsoAfter }) => alsoAfter.includes(scheduleId));
  return wanted.length === 0 ? [] : queueAll(sql, planner, last, wanted);
}

async function queueAll(
  sql: Sql,
  planner: FollowPlanner,
  run: StoredRun,
  wanted: readonly FollowUp[],
  isHeard = false,
): Promise<StoredRun[]> {
  const isJoined = wanted.some(({ alsoAfter }) => alsoAfter.length > 0);
  const row = await sql.get(`SELECT * FROM schedule WHERE seq = $1 ${isJoined ? 'FOR UPDATE' : ''}`, run.scheduleSeq);
  if (row === undefined) return [];
  const schedule = toSchedule(row);
  const ended: Ended = { run, schedule, values: await valuesOf(sql, run, schedule) };
  const made: StoredRun[] = [];
  for (const one of wanted) {
    const also = one.alsoAfter.length === 0 ? [] : await othersOf(sql, planner, ended, one);
    if (also === null) continue;
    const target = one.then.kind === 'schedule' ? await targetOf(sql, one.then.schedule) : null;
    const follower = planner.make(ended, one, target, also, isHeard);
    const seq =
      typeof follower.schedule === 'number' ? follower.schedule : await insertSchedule(sql, follower.schedule);
    const queued = await insertRun(sql, seq, follower.run);
    if (queued !== null) made.push(queued);
  }
  return made;
}

async function valuesOf(sql: Sql, run: StoredRun, schedule: StoredSchedule): Promise<Values> {
  if (run.input !== null) return run.input;
  const old = await sql.get(
    'SELECT input FROM old_input WHERE schedule = $1 AND until_run >= $2 ORDER BY until_run LIMIT 1',
    run.scheduleSeq,
    run.seq,
  );
  return old === undefined ? schedule.values : storedJson<Values>(old['input']);
}

/** The last runs of today of all that are waited for; null if one has not succeeded, or if it has followed today already. */
async function othersOf(
  sql: Sql,
  planner: FollowPlanner,
  { run, schedule }: Ended,
  wanted: FollowUp,
): Promise<readonly StoredRun[] | null> {
  const at = Math.max(run.endedAt ?? 0, 0);
  const { day, from } = planner.dayOf(schedule, at);
  const runs: StoredRun[] = [];
  for (const id of wanted.alsoAfter) {
    const seq = (await sql.get('SELECT seq FROM schedule WHERE id = $1', id))?.['seq'];
    const last = typeof seq === 'number' ? await lastOf(sql, seq, from) : null;
    if (last?.outcome !== 'succeeded') return null;
    runs.push(last);
  }
  await sql.run('DELETE FROM follow_once WHERE at < $1', at - onceKeptMs);
  const changes = await sql.run(
    'INSERT INTO follow_once VALUES ($1, $2) ON CONFLICT DO NOTHING',
    onceKey(schedule, wanted, day),
    at,
  );
  return changes === 1 ? runs : null;
}

/** The last run of a schedule that is over, if it ended since then. */
async function lastOf(sql: Sql, schedule: number, from: number): Promise<StoredRun | null> {
  const [last] = await selectRuns(
    sql,
    `WHERE run.schedule = $1 AND run.started_at IS NOT NULL AND run.status = 'ended' ORDER BY run.seq DESC LIMIT 1`,
    schedule,
  );
  return last !== undefined && (last.endedAt ?? 0) >= from ? last : null;
}

/** By its ID, also one that was deleted; else by a name that only one has. */
async function targetOf(sql: Sql, name: string): Promise<StoredSchedule | null> {
  const byId = await sql.get('SELECT * FROM schedule WHERE id = $1', name);
  if (byId !== undefined) return toSchedule(byId);
  const named = await sql.all(
    'SELECT * FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL AND name = $1 LIMIT 2',
    name,
  );
  return named.length === 1 ? toSchedule(named[0]!) : null;
}
