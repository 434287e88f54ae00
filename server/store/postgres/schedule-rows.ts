import type { Plan, ScheduleOptions } from '../../../contract/schedule.ts';
import { toJson } from '../rows/rows.ts';
import type { NewSchedule, NextDue, ScheduleChange } from '../stored-schedule.ts';
import type { Param, Sql } from './sql.ts';

// Rows of the schedule table: adding and changing them, inside the caller's transaction. What is asked of a plan and of options stands in
// columns of its own beside their text.

type Columns = Readonly<Record<string, Param>>;

const ofPlan = (plan: Plan): Columns => ({ plan: JSON.stringify(plan), kind: plan.kind });

const ofOptions = (options: ScheduleOptions): Columns => ({
  options: JSON.stringify(options),
  overlap: options.overlap,
  not_later_seconds: options.notLaterThanSeconds,
  calendars: [...new Set(options.calendars.map(({ calendar }) => calendar))],
});

export async function insertSchedule(sql: Sql, row: NewSchedule): Promise<number> {
  const columns: Columns = {
    id: row.id,
    name: row.name,
    process: row.process,
    worker: row.worker,
    state: row.state,
    ...ofPlan(row.plan),
    ...ofOptions(row.options),
    input: JSON.stringify(row.values),
    due: row.due,
    cursor: row.cursor,
    reason: toJson(row.reason),
    owner: row.owner,
    created_by: row.createdBy,
    created_at: row.at,
    updated_at: row.at,
    is_favourite: row.isFavourite ? 1 : 0,
    is_listed: row.isListed ? 1 : 0,
  };
  const places = Object.keys(columns).map((_, at) => `$${at + 1}`);
  const inserted = await sql.get(
    `INSERT INTO schedule (${Object.keys(columns).join(', ')}) VALUES (${places.join(', ')}) RETURNING seq`,
    ...Object.values(columns),
  );
  return Number(inserted?.['seq']);
}

/**
 * Writes only if the due time is still the one that was read: the second caller changes nothing and gets null. From then on the row is held
 * until the transaction ends. With `skipsLocked` a row that another transaction holds is not waited for: null, too.
 */
export async function advance(
  sql: Sql,
  seq: number,
  { expectedDue, skipsLocked }: { readonly expectedDue: number; readonly skipsLocked: boolean },
  next: NextDue,
  at: number,
): Promise<{ version: number } | null> {
  const found = skipsLocked
    ? 'seq = (SELECT seq FROM schedule WHERE seq = $1 AND due = $2 FOR UPDATE SKIP LOCKED)'
    : 'seq = $1 AND due = $2';
  const row = await sql.get(
    `UPDATE schedule SET due = $3, cursor = $4, state = $5, paused_until = CASE WHEN $5 = 'paused' THEN paused_until END,
     reason = coalesce($6, CASE WHEN $5 = 'paused' THEN reason END), updated_at = $7 WHERE ${found} RETURNING version`,
    seq,
    expectedDue,
    next.due,
    next.cursor,
    next.state,
    toJson(next.reason),
    at,
  );
  return row === undefined ? null : { version: Number(row['version']) };
}

function columnsOf(change: ScheduleChange): Columns {
  const { plan, options, values, reason, isFavourite, pausedUntil, ...plain } = change;
  const { name, process, worker, state, due, cursor } = plain;
  const given = { name, process, worker, state, due, cursor, paused_until: pausedUntil };
  return {
    ...Object.fromEntries(Object.entries(given).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    ...(plan === undefined ? {} : ofPlan(plan)),
    ...(options === undefined ? {} : ofOptions(options)),
    ...(values === undefined ? {} : { input: JSON.stringify(values) }),
    ...(reason === undefined ? {} : { reason: toJson(reason) }),
    ...(isFavourite === undefined ? {} : { is_favourite: isFavourite ? 1 : 0 }),
  };
}

/** Writes the given fields and increases the version. Existing runs keep the values they were created with. */
export async function changeSchedule(sql: Sql, id: string, change: ScheduleChange, at: number): Promise<void> {
  if (change.values !== undefined) await storeOldInput(sql, id, JSON.stringify(change.values));
  const columns = columnsOf(change);
  const sets = [
    ...Object.keys(columns).map((name, index) => `${name} = $${index + 3}`),
    'version = version + 1',
    'updated_at = $2',
  ];
  await sql.run(`UPDATE schedule SET ${sets.join(', ')} WHERE id = $1`, id, at, ...Object.values(columns));
}

async function storeOldInput(sql: Sql, id: string, input: string): Promise<void> {
  const row = await sql.get(
    `SELECT seq, input, (SELECT max(seq) FROM run WHERE run.schedule = schedule.seq) AS last,
     (SELECT min(seq) FROM run WHERE run.schedule = schedule.seq) AS first FROM schedule WHERE id = $1`,
    id,
  );
  if (row === undefined || row['last'] === null || row['input'] === input) return;
  await sql.run('DELETE FROM old_input WHERE schedule = $1 AND until_run < $2', row['seq']!, row['first']!);
  await sql.run(
    'INSERT INTO old_input (schedule, until_run, input) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    row['seq']!,
    row['last']!,
    row['input']!,
  );
}
