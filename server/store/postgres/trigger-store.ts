import type { Outcome } from '../../../contract/run.ts';
import { toJson, toSchedule } from '../rows/rows.ts';
import type { StoredRun } from '../stored-run.ts';
import type { StoredSchedule } from '../stored-schedule.ts';
import { placeKey, type Mark, type ToMove, type TriggerStart, type TriggerStore } from '../trigger-store.ts';
import type { Database } from './connection.ts';
import { isListening } from './followers.ts';
import { insertRun } from './run-rows.ts';
import type { Sql } from './sql.ts';

const hasTriggers = 'has_triggers = 1 AND is_listed = 1 AND deleted_at IS NULL';
const ofTrigger = 'schedule = $1 AND trigger = $2 AND key = ANY($3)';

export function createTriggerStore(db: Database): TriggerStore {
  return {
    schedules: async () =>
      (await db.all(`SELECT * FROM schedule WHERE ${hasTriggers} AND state <> 'ended' ORDER BY seq`)).map(toSchedule),

    listeners: async () =>
      (await db.all(`SELECT * FROM schedule AS listener WHERE ${isListening} ORDER BY seq`)).map(toSchedule),

    async known(schedule: number, trigger: string, keys: readonly string[]) {
      const rows = await db.all(`SELECT key FROM trigger_mark WHERE ${ofTrigger}`, schedule, trigger, keys);
      return new Set(rows.map((row) => String(row['key'])));
    },

    mark: (schedule: number, trigger: string, marks: readonly Mark[]) =>
      db.write(async (sql) => {
        sql.mustBeNewest();
        for (const mark of marks) await insertMark(sql, schedule, trigger, mark, null);
      }),

    start: ({ seq, version }: Pick<StoredSchedule, 'seq' | 'version'>, trigger: string, starts) =>
      db.write(async (sql): Promise<StoredRun[] | null> => {
        sql.mustBeNewest();
        // Held until the transaction ends: whoever pauses or deletes it comes before or after.
        const present = await sql.get(
          `SELECT 1 AS one FROM schedule WHERE seq = $1 AND version = $2 AND state = 'active' AND deleted_at IS NULL FOR SHARE`,
          seq,
          version,
        );
        if (present === undefined) return null;
        const runs: StoredRun[] = [];
        for (const one of starts) runs.push(...(await startOne(sql, seq, trigger, one)));
        return runs;
      }),

    ...places(db),
    ...moves(db),
    ...oldMarks(db),
    ...hooks(db),
  };
}

const hasHook = 'is_hooked = 1 AND deleted_at IS NULL';

function hooks(db: Database): Pick<TriggerStore, 'hooked' | 'runOf' | 'forgetBefore'> {
  return {
    async hooked(name) {
      const asked = `SELECT * FROM schedule WHERE ${hasHook} AND position($1::text IN options) > 0 ORDER BY seq`;
      return (await db.all(asked, JSON.stringify(name))).map(toSchedule);
    },
    async runOf(schedule, trigger, key) {
      const mark = 'SELECT run FROM trigger_mark WHERE schedule = $1 AND trigger = $2 AND key = $3';
      const run = (await db.get(mark, schedule, trigger, key))?.['run'];
      return typeof run === 'string' ? run : null;
    },
    forgetBefore: (schedule, trigger, at) =>
      db.write(async (sql) => {
        await sql.run(
          `DELETE FROM trigger_mark WHERE schedule = $1 AND trigger = $2 AND at < $3 AND path = ''`,
          schedule,
          trigger,
          at,
        );
      }),
  };
}

async function insertMark(
  sql: Sql,
  schedule: number,
  trigger: string,
  mark: Mark,
  run: string | null,
): Promise<boolean> {
  const changes = await sql.run(
    `INSERT INTO trigger_mark (schedule, trigger, key, path, stamp, at, run, moves) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT DO NOTHING`,
    schedule,
    trigger,
    mark.key,
    mark.path,
    mark.stamp,
    mark.at,
    run,
    mark.moves ? 1 : 0,
  );
  return changes === 1;
}

async function startOne(
  sql: Sql,
  schedule: number,
  trigger: string,
  { mark, run }: TriggerStart,
): Promise<StoredRun[]> {
  if (!(await insertMark(sql, schedule, trigger, mark, run.id))) return [];
  const stored = await insertRun(sql, schedule, run);
  if (stored === null) throw new Error(`run ${run.id} is stored already`);
  const { startReason } = run;
  if (startReason === undefined) return [stored];
  await sql.run('UPDATE run SET start_reason = $1 WHERE seq = $2', toJson(startReason), stored.seq);
  return [{ ...stored, startReason }];
}

function places(db: Database): Pick<TriggerStore, 'place' | 'setPlace'> {
  return {
    async place(schedule, trigger) {
      const row = await db.get(
        'SELECT stamp FROM trigger_mark WHERE schedule = $1 AND trigger = $2 AND key = $3',
        schedule,
        trigger,
        placeKey,
      );
      return row === undefined ? null : String(row['stamp']);
    },
    setPlace: (schedule, trigger, text) =>
      db.write(async (sql) => {
        sql.mustBeNewest();
        await sql.run(
          `INSERT INTO trigger_mark (schedule, trigger, key, path, stamp, at) VALUES ($1, $2, $3, '', $4, 0)
           ON CONFLICT (schedule, trigger, key) DO UPDATE SET stamp = excluded.stamp`,
          schedule,
          trigger,
          placeKey,
          text,
        );
      }),
  };
}

function moves(db: Database): Pick<TriggerStore, 'toMove' | 'moved'> {
  return {
    async toMove(schedule, after, limit) {
      const rows = await db.all(
        `SELECT mark.trigger, mark.key, mark.path, mark.stamp, run.outcome FROM trigger_mark AS mark JOIN run ON run.id = mark.run
         WHERE mark.schedule = $1 AND mark.moves = 1 AND mark.key > $2 AND run.status = 'ended' ORDER BY mark.key LIMIT $3`,
        schedule,
        after,
        limit,
      );
      return rows.map((row): ToMove => ({
        trigger: String(row['trigger']),
        key: String(row['key']),
        path: String(row['path']),
        stamp: String(row['stamp']),
        outcome: row['outcome'] as Outcome,
      }));
    },
    moved: (schedule, trigger, keys) =>
      db.write(async (sql) => {
        await sql.run(`UPDATE trigger_mark SET moves = 0 WHERE ${ofTrigger}`, schedule, trigger, keys);
      }),
  };
}

function oldMarks(db: Database): Pick<TriggerStore, 'old' | 'gone' | 'forget'> {
  return {
    async old(schedule, trigger, before, after, limit) {
      const rows = await db.all(
        `SELECT key, path, stamp, gone_at FROM trigger_mark
         WHERE schedule = $1 AND trigger = $2 AND key > $3 AND at < $4 AND path <> '' ORDER BY key LIMIT $5`,
        schedule,
        trigger,
        after,
        before,
        limit,
      );
      return rows.map((row) => ({
        key: String(row['key']),
        path: String(row['path']),
        stamp: String(row['stamp']),
        goneAt: typeof row['gone_at'] === 'number' ? row['gone_at'] : null,
      }));
    },
    gone: (schedule, trigger, keys, at) =>
      db.write(async (sql) => {
        await sql.run(`UPDATE trigger_mark SET gone_at = $4 WHERE ${ofTrigger}`, schedule, trigger, keys, at);
      }),
    forget: (schedule, trigger, keys) =>
      db.write(async (sql) => {
        await sql.run(`DELETE FROM trigger_mark WHERE ${ofTrigger}`, schedule, trigger, keys);
      }),
  };
}
