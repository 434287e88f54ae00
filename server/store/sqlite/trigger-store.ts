import type { Outcome } from '../../../contract/run.ts';
import { toJson, toSchedule } from '../rows/rows.ts';
import type { StoredRun } from '../stored-run.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import { placeKey, type Mark, type ToMove, type TriggerStart, type TriggerStore } from '../trigger-store.ts';
import type { Database, Sql } from './database.ts';
import { isListening } from './followers.ts';
import { insertRun } from './run-rows.ts';

/** As in the partial index, which is used only where its condition stands. */
const hasTriggers = `instr(options, '"triggers":') > 0 AND is_listed = 1 AND deleted_at IS NULL`;
const ofTrigger = 'schedule = ? AND trigger = ? AND key IN (SELECT value FROM json_each(?))';

export function createTriggerStore(db: Database): TriggerStore {
  return {
    schedules: () =>
      Promise.resolve(
        db.all(`SELECT * FROM schedule WHERE ${hasTriggers} AND state <> 'ended' ORDER BY seq`).map(toSchedule),
      ),

    listeners: () =>
      Promise.resolve(db.all(`SELECT * FROM schedule AS listener WHERE ${isListening} ORDER BY seq`).map(toSchedule)),

    known(schedule: number, trigger: string, keys: readonly string[]) {
      const rows = db.all(`SELECT key FROM trigger_mark WHERE ${ofTrigger}`, schedule, trigger, JSON.stringify(keys));
      return Promise.resolve(new Set(rows.map((row) => String(row['key']))));
    },

    mark: (schedule: number, trigger: string, marks: readonly Mark[]) =>
      db.write((sql) => {
        for (const mark of marks) insertMark(sql, schedule, trigger, mark, null);
      }),

    start: ({ seq, version }: Pick<StoredSchedule, 'seq' | 'version'>, trigger: string, starts) =>
      db.write((sql): StoredRun[] | null => {
        const present = sql.get(
          `SELECT 1 FROM schedule WHERE seq = ? AND version = ? AND state = 'active' AND deleted_at IS NULL`,
          seq,
          version,
        );
        return present === undefined ? null : starts.flatMap((one) => startOne(sql, seq, trigger, one));
      }),

    ...places(db),
    ...moves(db),
    ...oldMarks(db),
    ...hooks(db),
  };
}

/** As in the partial index. */
const hasHook = `instr(options, '"kind":"hook"') > 0 AND deleted_at IS NULL`;

function hooks(db: Database): Pick<TriggerStore, 'hooked' | 'runOf' | 'forgetBefore'> {
  return {
    hooked: (name) =>
      Promise.resolve(
        db
          .all(`SELECT * FROM schedule WHERE ${hasHook} AND instr(options, ?) > 0 ORDER BY seq`, JSON.stringify(name))
          .map(toSchedule),
      ),
    runOf(schedule, trigger, key) {
      const mark = 'SELECT run FROM trigger_mark WHERE schedule = ? AND trigger = ? AND key = ?';
      const run = db.get(mark, schedule, trigger, key)?.['run'];
      return Promise.resolve(typeof run === 'string' ? run : null);
    },
    forgetBefore: (schedule, trigger, at) =>
      db.write(
        (sql) =>
          void sql.run(
            `DELETE FROM trigger_mark WHERE schedule = ? AND trigger = ? AND at < ? AND path = ''`,
            schedule,
            trigger,
            at,
          ),
      ),
  };
}

const insertMark = (sql: Sql, schedule: number, trigger: string, mark: Mark, run: string | null): boolean =>
  sql.run(
    'INSERT OR IGNORE INTO trigger_mark (schedule, trigger, key, path, stamp, at, run, moves) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    schedule,
    trigger,
    mark.key,
    mark.path,
    mark.stamp,
    mark.at,
    run,
    mark.moves ? 1 : 0,
  ).changes === 1;

function startOne(sql: Sql, schedule: number, trigger: string, { mark, run }: TriggerStart): StoredRun[] {
  if (!insertMark(sql, schedule, trigger, mark, run.id)) return [];
  const stored = insertRun(sql, schedule, run);
  if (stored === null) throw new Error(`run ${run.id} is stored already`);
  const { startReason } = run;
  if (startReason === undefined) return [stored];
  sql.run('UPDATE run SET start_reason = ? WHERE seq = ?', toJson(startReason), stored.seq);
  return [{ ...stored, startReason }];
}

function places(db: Database): Pick<TriggerStore, 'place' | 'setPlace'> {
  return {
    place(schedule, trigger) {
      const row = db.get(
        'SELECT stamp FROM trigger_mark WHERE schedule = ? AND trigger = ? AND key = ?',
        schedule,
        trigger,
        placeKey,
      );
      return Promise.resolve(row === undefined ? null : String(row['stamp']));
    },
    setPlace: (schedule, trigger, text) =>
      db.write(
        (sql) =>
          void sql.run(
            `INSERT INTO trigger_mark (schedule, trigger, key, path, stamp, at) VALUES (?, ?, ?, '', ?, 0)
             ON CONFLICT (schedule, trigger, key) DO UPDATE SET stamp = excluded.stamp`,
            schedule,
            trigger,
            placeKey,
            text,
          ),
      ),
  };
}

function moves(db: Database): Pick<TriggerStore, 'toMove' | 'moved'> {
  return {
    toMove: (schedule, after, limit) =>
      Promise.resolve(
        db
          .all(
            `SELECT mark.trigger, mark.key, mark.path, mark.stamp, run.outcome FROM trigger_mark AS mark JOIN run ON run.id = mark.run
             WHERE mark.schedule = ? AND mark.moves = 1 AND mark.key > ? AND run.status = 'ended' ORDER BY mark.key LIMIT ?`,
            schedule,
            after,
            limit,
          )
          .map((row): ToMove => ({
            trigger: String(row['trigger']),
            key: String(row['key']),
            path: String(row['path']),
            stamp: String(row['stamp']),
            outcome: row['outcome'] as Outcome,
          })),
      ),
    moved: (schedule, trigger, keys) =>
      db.write(
        (sql) =>
          void sql.run(`UPDATE trigger_mark SET moves = 0 WHERE ${ofTrigger}`, schedule, trigger, JSON.stringify(keys)),
      ),
  };
}

function oldMarks(db: Database): Pick<TriggerStore, 'old' | 'gone' | 'forget'> {
  return {
    old: (schedule, trigger, before, after, limit) =>
      Promise.resolve(
        db
          .all(
            `SELECT key, path, stamp, gone_at FROM trigger_mark
             WHERE schedule = ? AND trigger = ? AND key > ? AND at < ? AND path <> '' ORDER BY key LIMIT ?`,
            schedule,
            trigger,
            after,
            before,
            limit,
          )
          .map((row) => ({
            key: String(row['key']),
            path: String(row['path']),
            stamp: String(row['stamp']),
            goneAt: typeof row['gone_at'] === 'number' ? row['gone_at'] : null,
          })),
      ),
    gone: (schedule, trigger, keys, at) =>
      db.write(
        (sql) =>
          void sql.run(
            `UPDATE trigger_mark SET gone_at = ? WHERE ${ofTrigger}`,
            at,
            schedule,
            trigger,
            JSON.stringify(keys),
          ),
      ),
    forget: (schedule, trigger, keys) =>
      db.write(
        (sql) => void sql.run(`DELETE FROM trigger_mark WHERE ${ofTrigger}`, schedule, trigger, JSON.stringify(keys)),
      ),
  };
}
