import type { Row } from '../rows/rows.ts';
import type { Database, Sql } from './connection.ts';

// What a computer brings along from its own folder. Every row has the id it had there, so that a second time adds nothing.

/** The first number of a run that the fleet itself has begun. Those that are brought have numbers by their time, which are all smaller. */
export const firstRunOfFleet = 4_000_000_000_000_000;
/** Numbers in a millisecond. */
const numbersAMs = 1000;

const roomFact = 'room-for-history';

/** Before the first run of a fleet: makes room for the history of computers that join. */
export async function keepRoomForHistory(sql: Sql): Promise<void> {
  await sql.run(`ALTER TABLE run ALTER COLUMN seq RESTART WITH ${firstRunOfFleet}`);
  await sql.run(`INSERT INTO fact VALUES ($1, 'yes') ON CONFLICT DO NOTHING`, roomFact);
}

export interface FleetAge {
  /** Whether there is room for history: the fleet was made by `rota fleet create`. */
  readonly hasRoom: boolean;
  /** When its first own run was queued; null if it has none. */
  readonly since: number | null;
}

export async function fleetAge(db: Sql): Promise<FleetAge> {
  const row = await db.get(
    `SELECT EXISTS (SELECT 1 FROM fact WHERE name = $2) AS has_room,
       (SELECT queued_at FROM run WHERE seq >= $1 ORDER BY seq LIMIT 1) AS since`,
    firstRunOfFleet,
    roomFact,
  );
  return {
    hasRoom: row?.['has_room'] === 1,
    since: (row?.['since'] ?? null) as number | null,
  };
}

/** Which of these are there already. */
export async function knownIds(
  db: Sql,
  table: 'schedule' | 'run',
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db.all(`SELECT id FROM ${table} WHERE id = ANY($1)`, ids);
  return new Set(rows.map((row) => String(row['id'])));
}

const scheduleColumns = `id TEXT, version BIGINT, name TEXT, process TEXT, worker TEXT, state TEXT, plan TEXT, kind TEXT, options TEXT,
  overlap TEXT, not_later_seconds BIGINT, input TEXT, due BIGINT, cursor BIGINT, paused_until BIGINT, reason TEXT, owner TEXT,
  created_by TEXT, created_at BIGINT, updated_at BIGINT, is_favourite SMALLINT, is_listed SMALLINT, deleted_at BIGINT`;
const namesIn = (columns: string): string => columns.replace(/\s+/g, ' ').replace(/ (TEXT|BIGINT|SMALLINT)/g, '');

/** Adds schedules as they are; `calendars` are names. Resolves to the number of new ones. */
export const putSchedules = (db: Database, rows: readonly Row[]): Promise<number> =>
  db.write((sql) => {
    sql.mustBeNewest();
    return sql.run(
      `INSERT INTO schedule (${namesIn(scheduleColumns)}, calendars)
       SELECT ${namesIn(scheduleColumns)}, ARRAY(SELECT json_array_elements_text(calendars))
       FROM json_to_recordset($1::json) AS given(${scheduleColumns}, calendars JSON) ON CONFLICT DO NOTHING`,
      JSON.stringify(rows),
    );
  });

const runColumns = `id TEXT, process TEXT, trigger TEXT, starter TEXT, started_by TEXT, status TEXT, outcome TEXT, reason TEXT,
  has_warning SMALLINT, is_late SMALLINT, due_at BIGINT, queued_at BIGINT, started_at BIGINT, ended_at BIGINT, attempt BIGINT,
  max_attempts BIGINT, rank BIGINT, input TEXT, outputs TEXT, rerun_of TEXT, worker TEXT, follows TEXT, follow TEXT, ends_chain SMALLINT,
  start_reason TEXT, usage TEXT, seen_at BIGINT, seen_by TEXT`;
const attemptColumns = 'number BIGINT, started_at BIGINT, ended_at BIGINT, pid BIGINT, mark TEXT, facts TEXT';

/** One computer brings history at a time: its numbers are counted. */
const lock = 0x726f7462;

/** Adds ended runs with their attempts (`run_id`), in one transaction; others are not told of each. Resolves to the number of new runs. */
export const putRuns = (db: Database, runs: readonly Row[], attempts: readonly Row[]): Promise<number> =>
  db.write(async (sql) => {
    sql.mustBeNewest();
    await sql.run(`SELECT set_config('rota.quiet', 'on', true), pg_advisory_xact_lock(${lock})`);
    const added = await sql.all(
      `INSERT INTO run (seq, schedule, ${namesIn(runColumns)}) OVERRIDING SYSTEM VALUE
       SELECT given.queued_at * ${numbersAMs} + row_number() OVER (PARTITION BY given.queued_at ORDER BY given.id) - 1
         + (SELECT count(*) FROM run WHERE seq >= given.queued_at * ${numbersAMs} AND seq < (given.queued_at + 1) * ${numbersAMs}),
         schedule.seq, ${namesIn(runColumns).replace(/\b(\w+)\b/g, 'given.$1')}
       FROM json_to_recordset($1::json) AS given(${runColumns}, schedule_id TEXT) JOIN schedule ON schedule.id = given.schedule_id
       WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.id = given.id)
       ON CONFLICT DO NOTHING RETURNING seq, schedule`,
      JSON.stringify(runs),
    );
    await sql.run(
      `INSERT INTO attempt (run, ${namesIn(attemptColumns)})
       SELECT run.seq, ${namesIn(attemptColumns).replace(/\b(\w+)\b/g, 'given.$1')}
       FROM json_to_recordset($1::json) AS given(${attemptColumns}, run_id TEXT) JOIN run ON run.id = given.run_id ON CONFLICT DO NOTHING`,
      JSON.stringify(attempts),
    );
    await sql.run(
      `UPDATE schedule SET last_run = newest.seq FROM (SELECT schedule, max(seq) AS seq FROM run WHERE seq = ANY($1) GROUP BY schedule) AS newest
       WHERE schedule.seq = newest.schedule AND coalesce(schedule.last_run, 0) < newest.seq`,
      added.map((row) => Number(row['seq'])),
    );
    return added.length;
  });
