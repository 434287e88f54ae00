import { withoutOverlap } from '../../domain/time/overlap-policy.ts';
import type { AuditLine } from '../record-store.ts';
import { isUnderWay } from '../followers.ts';
import { keyLifeMs } from '../run-store.ts';
import type { Fired, Firing, MissedStart, NewRun, StoredRun, Taking } from '../stored-run.ts';
import type { NewSchedule, StoredSchedule } from '../stored-schedule.ts';
import type { Database } from './connection.ts';
import { insertAudit, takeNoticeRuns } from './record-rows.ts';
import { activeOf, insertBegun, insertRun, isAnyQueued } from './run-rows.ts';
import { advance, insertSchedule } from './schedule-rows.ts';
import type { Sql } from './sql.ts';
import { limitReached } from './take-run.ts';

type Once = { client: string; key: string; body: string; bodyAsWritten: string } | null;
type Started = { run: StoredRun | null; seq: number } | { replay: string; sameBody: boolean };

// New runs, each with everything that its transaction must store.
export function runStarts(db: Database) {
  return {
    async earlierStart(client: string, key: string, since: number): Promise<{ id: string; body: string } | null> {
      const row = await db.get(
        'SELECT schedule, body FROM idempotency WHERE client = $1 AND key = $2 AND at > $3',
        client,
        key,
        since,
      );
      return row ? { id: String(row['schedule']), body: String(row['body']) } : null;
    },

    start: (
      schedule: NewSchedule,
      run: NewRun | null,
      once: Once,
      { begin, audit }: { begin: Taking | null; audit: AuditLine | null } = { begin: null, audit: null },
    ) =>
      db.write(async (sql): Promise<Started> => {
        sql.mustBeNewest();
        const earlier = once && (await earlierWith(sql, once, schedule));
        if (earlier) return earlier;
        const seq = await insertSchedule(sql, schedule);
        if (audit) await insertAudit(sql, audit);
        if (run === null) return { seq, run: null };
        const waits =
          begin === null || (await isAnyQueued(sql, begin)) || (await limitReached(sql, run.process, begin)) !== null;
        return {
          seq,
          run: await (waits ? insertRun(sql, seq, run) : insertBegun(sql, schedule, seq, run, begin)),
        };
      }),

    insert: (schedule: number, run: NewRun) =>
      db.write((sql) => {
        sql.mustBeNewest();
        return insertRun(sql, schedule, run);
      }),
  };
}

/** The start that has this key already. Else the key is kept: whoever brings it next waits until this start is stored. */
async function earlierWith(sql: Sql, once: NonNullable<Once>, { id, at }: NewSchedule): Promise<Started | null> {
  const { client, key, body, bodyAsWritten } = once;
  const kept = await sql.run(
    `INSERT INTO idempotency (client, key, body, schedule, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (client, key)
     DO UPDATE SET body = excluded.body, schedule = excluded.schedule, at = excluded.at WHERE idempotency.at <= $6`,
    client,
    key,
    body,
    id,
    at,
    at - keyLifeMs,
  );
  if (kept === 1) return null;
  const found = await sql.get('SELECT schedule, body FROM idempotency WHERE client = $1 AND key = $2', client, key);
  return {
    replay: String(found?.['schedule']),
    sameBody: [body, bodyAsWritten].includes(String(found?.['body'])),
  };
}

// Runs of what was due.
export function dueStarts(db: Database) {
  return {
    fire: (schedule: StoredSchedule, { next, runs, at, begin, isOneOfMany = false }: Firing) =>
      db.write(async (sql): Promise<Fired | null> => {
        sql.mustBeNewest();
        const { seq, due, options, version } = schedule;
        const from = { expectedDue: due ?? 0, skipsLocked: isOneOfMany };
        const present = due === null ? null : await advance(sql, seq, from, next, at);
        if (present === null) return null;
        const active = runs.some(({ ended }) => ended === null) ? (await activeOf(sql, seq)).filter(isUnderWay) : [];
        const mayBegin = begin !== null && active.length === 0 && present.version === version;
        const begins = mayBegin && !(await isAnyQueued(sql, begin)) ? begin : null;
        const rows: StoredRun[] = [];
        for (const run of withoutOverlap(runs, options.overlap, active.length)) {
          const begun = run.ended === null && begins !== null && (await beginsNow(sql, seq, run, begins));
          const row = await (begun ? insertBegun(sql, schedule, seq, run, begins) : insertRun(sql, seq, run));
          if (row !== null) rows.push(row);
        }
        return { runs: rows, active };
      }),

    startMissed: (notice: string, runIds: readonly string[], starts: readonly MissedStart[]) =>
      db.write(async (sql) => {
        sql.mustBeNewest();
        const taken = await takeNoticeRuns(sql, notice, runIds);
        const started: StoredRun[] = [];
        for (const { of, schedule, run } of starts) {
          if (!taken.includes(of)) continue;
          const stored = await insertRun(sql, schedule, run);
          if (stored === null) throw new Error(`run ${run.id} is stored already`);
          started.push(stored);
        }
        return { taken, started };
      }),
  };
}

async function beginsNow(sql: Sql, schedule: number, run: NewRun, taking: Taking): Promise<boolean> {
  const row = `SELECT 1 AS one FROM run WHERE schedule = $1 AND due_at = $2 AND trigger = 'schedule'`;
  if ((await sql.get(row, schedule, run.dueAt)) !== undefined) return false;
  return (await limitReached(sql, run.process, taking)) === null;
}
