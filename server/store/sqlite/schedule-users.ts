import type { Database } from './database.ts';
import { toSchedule } from '../rows/rows.ts';

/** Whether anything in its options may name another process. */
const namesOthers = `(instr(options, '"then":[') > 0 OR instr(options, '"kind":"run-end"') > 0)`;

// Listed schedules that use a process or a calendar.
export function scheduleUsers(db: Database) {
  return {
    called: (name: string) =>
      Promise.resolve(
        db
          .all('SELECT * FROM schedule WHERE name = ? AND is_listed = 1 AND deleted_at IS NULL LIMIT 2', name)
          .map(toSchedule),
      ),

    usersOf: (process: string) =>
      Promise.resolve(
        db
          .all(
            `SELECT name FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL AND state <> 'ended'
             AND (process = ?1 OR (${namesOthers} AND instr(options, ?2) > 0)) LIMIT 20`,
            process,
            `"process":${JSON.stringify(process)}`,
          )
          .map((row) => String(row['name'])),
      ),

    usersOfWorker: (worker: string) =>
      Promise.resolve(
        db
          .all(
            `SELECT name FROM schedule WHERE worker = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended' LIMIT 20`,
            worker,
          )
          .map((row) => String(row['name'])),
      ),

    countForWorker: (worker: string) =>
      Promise.resolve(
        Number(
          db.get(
            `SELECT count(*) AS n FROM schedule WHERE worker = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended'`,
            worker,
          )?.['n'] ?? 0,
        ),
      ),

    retarget: (from: string, to: string, at: number): Promise<void> =>
      db.write(() => {
        db.run(
          'UPDATE schedule SET worker = ?, version = version + 1, updated_at = ? WHERE worker = ? AND deleted_at IS NULL',
          to,
          at,
          from,
        );
        db.run(`UPDATE run SET target = ? WHERE target = ? AND status <> 'ended'`, to, from);
      }),

    usersOfCalendar: (calendar: string) =>
      Promise.resolve(
        db
          .all(
            `SELECT name FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL AND state <> 'ended' AND (plan ->> 'calendar' = ?1 OR EXISTS
             (SELECT 1 FROM json_each(schedule.options, '$.calendars') WHERE value ->> 'calendar' = ?1)) LIMIT 20`,
            calendar,
          )
          .map((row) => String(row['name'])),
      ),

    countOf: (process: string) =>
      Promise.resolve(
        Number(
          db.get(
            `SELECT count(*) AS n FROM schedule WHERE process = ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended'`,
            process,
          )?.['n'] ?? 0,
        ),
      ),

    listed: () =>
      Promise.resolve(
        db.all('SELECT * FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL ORDER BY seq').map(toSchedule),
      ),
  };
}
