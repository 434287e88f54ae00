import type { NextDue, ScheduleChange, NewSchedule } from '../stored-schedule.ts';
import type { Sql } from './database.ts';
import { toJson } from '../rows/rows.ts';

// Rows of the schedule table: adding and changing them, inside the caller's transaction.

export function insertSchedule(sql: Sql, row: NewSchedule): number {
  return sql.run(
    `INSERT INTO schedule (id, name, process, worker, state, plan, options, input, due, cursor, reason, owner, created_by, created_at, updated_at, is_favourite, is_listed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.name,
    row.process,
    row.worker,
    row.state,
    JSON.stringify(row.plan),
    JSON.stringify(row.options),
    JSON.stringify(row.values),
    row.due,
    row.cursor,
    toJson(row.reason),
    row.owner,
    row.createdBy,
    row.at,
    row.at,
    row.isFavourite ? 1 : 0,
    row.isListed ? 1 : 0,
  ).lastInsertRowid;
}

/** Writes only if the due time is still the one that was read: the second caller changes nothing and gets false. */
export function advance(sql: Sql, seq: number, expectedDue: number, next: NextDue, at: number): boolean {
  return (
    sql.run(
      `UPDATE schedule SET due = ?, cursor = ?, state = ?3, paused_until = iif(?3 = 'paused', paused_until, NULL), reason = coalesce(?, iif(?3 = 'paused', reason, NULL)), updated_at = ? WHERE seq = ? AND due = ?`,
      next.due,
      next.cursor,
      next.state,
      toJson(next.reason),
      at,
      seq,
      expectedDue,
    ).changes === 1
  );
}

const columns: Readonly<Record<keyof ScheduleChange, string>> = {
  name: 'name',
  process: 'process',
  worker: 'worker',
  state: 'state',
  plan: 'plan',
  options: 'options',
  values: 'input',
  due: 'due',
  cursor: 'cursor',
  reason: 'reason',
  isFavourite: 'is_favourite',
  pausedUntil: 'paused_until',
};

function toColumn(value: unknown): string | number | null {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || value === null || value === undefined)
    return value ?? null;
  return JSON.stringify(value);
}

/** Writes the given fields and increases the version. Existing runs keep the values they were created with. */
export function changeSchedule(sql: Sql, id: string, change: ScheduleChange, at: number): void {
  if (change.values !== undefined) storeOldInput(sql, id, JSON.stringify(change.values));
  const named = Object.entries(change) as [keyof ScheduleChange, unknown][];
  const sets = [...named.map(([key]) => `${columns[key]} = ?`), 'version = version + 1', 'updated_at = ?'];
  sql.run(`UPDATE schedule SET ${sets.join(', ')} WHERE id = ?`, ...named.map(([, value]) => toColumn(value)), at, id);
}

function storeOldInput(sql: Sql, id: string, input: string): void {
  const row = sql.get(
    `SELECT seq, input, (SELECT max(seq) FROM run WHERE schedule = schedule.seq) AS last,
     (SELECT min(seq) FROM run WHERE schedule = schedule.seq) AS first FROM schedule WHERE id = ?`,
    id,
  );
  if (row === undefined || row['last'] === null || row['input'] === input) return;
  sql.run('DELETE FROM old_input WHERE schedule = ? AND until_run < ?', row['seq']!, row['first']!);
  sql.run(
    'INSERT OR IGNORE INTO old_input (schedule, until_run, input) VALUES (?, ?, ?)',
    row['seq']!,
    row['last']!,
    row['input']!,
  );
}
