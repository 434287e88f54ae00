import type { ScheduleRow } from '../../contract/schedule.ts';
import { Usage } from './command.ts';
import type { Connection } from './connection.ts';

/** Every page of the list. */
export async function allSchedules(
  connection: Connection,
  query: Readonly<Record<string, string>> = {},
): Promise<ScheduleRow[]> {
  const rows: ScheduleRow[] = [];
  for (let before: number | undefined; ;) {
    const page = await connection.ask('schedules', {
      query: before === undefined ? query : { ...query, before: String(before) },
    });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    before = page.next;
  }
}

/** The ID of a schedule that is named by its ID or its name. Throws Usage where there is none, or several have the name. */
export async function scheduleIdOf(name: string, connection: Connection): Promise<string> {
  const found = (await allSchedules(connection)).filter((row) => row.name === name || row.id === name);
  const [one, another] = found;
  if (one === undefined) throw new Usage(`There is no schedule "${name}".`);
  if (another !== undefined)
    throw new Usage(`Several schedules are named "${name}": give the ID of one, such as ${one.id}.`);
  return one.id;
}
