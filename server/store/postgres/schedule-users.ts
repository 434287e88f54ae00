import { toSchedule } from '../rows/rows.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import type { Database } from './connection.ts';

const listed = 'is_listed = 1 AND deleted_at IS NULL';

/** Whether the plan's own times come from a calendar. */
export const ofOwn = (name: string): string =>
  `(kind IN ('working-day', 'holiday') AND plan::json ->> 'calendar' = ${name})`;

/** Whether anything in its options may name another process. */
const namesOthers = `(position('"then":[' IN options) > 0 OR position('"kind":"run-end"' IN options) > 0)`;

// Listed schedules that use a process or a calendar.
export function scheduleUsers(db: Database) {
  const names = async (where: string, ...user: string[]): Promise<string[]> =>
    (
      await db.all(
        `SELECT name FROM schedule WHERE ${where} AND ${listed} AND state <> 'ended' ORDER BY seq LIMIT 20`,
        ...user,
      )
    ).map((row) => String(row['name']));

  return {
    called: async (name: string): Promise<StoredSchedule[]> =>
      (await db.all(`SELECT * FROM schedule WHERE name = $1 AND ${listed} LIMIT 2`, name)).map(toSchedule),
    usersOf: (process: string) =>
      names(
        `(process = $1 OR (${namesOthers} AND position($2::text IN options) > 0))`,
        process,
        `"process":${JSON.stringify(process)}`,
      ),
    usersOfWorker: (worker: string) => names('worker = $1', worker),
    async countForWorker(worker: string): Promise<number> {
      const count = `SELECT count(*) AS n FROM schedule WHERE worker = $1 AND ${listed} AND state <> 'ended'`;
      return Number((await db.get(count, worker))?.['n'] ?? 0);
    },

    retarget: (from: string, to: string, at: number): Promise<void> =>
      db.write(async (sql) => {
        sql.mustBeNewest();
        await sql.run(
          'UPDATE schedule SET worker = $2, version = version + 1, updated_at = $3 WHERE worker = $1 AND deleted_at IS NULL',
          from,
          to,
          at,
        );
        await sql.run(`UPDATE run SET target = $2 WHERE target = $1 AND status <> 'ended'`, from, to);
      }),

    usersOfCalendar: (calendar: string) => names(`(calendars @> ARRAY[$1]::text[] OR ${ofOwn('$1')})`, calendar),

    async countOf(process: string): Promise<number> {
      const count = `SELECT count(*) AS n FROM schedule WHERE process = $1 AND ${listed} AND state <> 'ended'`;
      return Number((await db.get(count, process))?.['n'] ?? 0);
    },

    listed: async (): Promise<StoredSchedule[]> =>
      (await db.all(`SELECT * FROM schedule WHERE ${listed} ORDER BY seq`)).map(toSchedule),
  };
}
