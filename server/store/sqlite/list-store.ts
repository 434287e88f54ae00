import { failingOutcomes } from '../../../contract/attention.ts';
import type { ScheduleRow, ScheduleState } from '../../../contract/schedule.ts';
import { foldForSearch } from '../../../contract/search.ts';
import type { Database, Sql } from './database.ts';
import type { HistoryQuery, ListStore, RunsQuery, SchedulesQuery } from '../list-store.ts';
import { selectRuns } from './run-rows.ts';
import { conditionOf, fewPlaces, type MatchDialect } from '../rows/run-match.ts';
import { mostMarked, toMarked } from '../rows/marked-schedules.ts';
import { toScheduleRow } from '../rows/rows.ts';
import type { StoredRun } from '../stored-run.ts';

// Pages of schedules and runs, by `seq <`, never by offset.

const rowColumns = `SELECT schedule.*, last.id AS last_id, last.outcome AS last_outcome, last.reason AS last_reason,
    last.started_at AS last_started_at, last.ended_at AS last_ended_at,
    active.id AS active_id, active.status AS active_status, active.started_at AS active_started_at, active.reason AS active_reason
  FROM schedule
  LEFT JOIN run last ON last.seq = schedule.last_run
  LEFT JOIN run active ON active.seq = (SELECT min(seq) FROM run WHERE run.schedule = schedule.seq AND run.status <> 'ended')
  WHERE schedule.is_listed = 1 AND schedule.deleted_at IS NULL`;

const filters: Readonly<Record<SchedulesQuery['filter'], string>> = {
  all: '',
  running: 'AND active.seq IS NOT NULL',
  paused: `AND schedule.state = 'paused'`,
  failing: `AND last.outcome IN (${failingOutcomes.map((outcome) => `'${outcome}'`).join(', ')})`,
  ended: `AND schedule.state = 'ended'`,
};

/** Schedules that are read in one go: some milliseconds of work. */
const mostRead = 500;

/** How many processes or schedules a search in the runs may match, because each needs an index lookup. */
const mostMatches = 25;

export const createListStore = (db: Database): ListStore => ({ ...scheduleLists(db), ...runLists(db) });

function scheduleLists(db: Database) {
  return {
    scheduleRow(id: string): Promise<ScheduleRow | null> {
      const row = db.get(`${rowColumns} AND schedule.id = ?`, id);
      return Promise.resolve(row ? toScheduleRow(row) : null);
    },

    scheduleRows(query: SchedulesQuery): Promise<{ rows: ScheduleRow[]; next: number | null }> {
      const needle = foldForSearch(query.q.trim());
      const byProcess = query.process === undefined ? '' : 'AND schedule.process = ?2';
      const byWorker = query.worker === undefined ? '' : 'AND schedule.worker = ?4';
      const before = query.before ?? Number.MAX_SAFE_INTEGER;
      const last = db.get(
        'SELECT seq FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL AND seq < ? ORDER BY seq DESC LIMIT 1 OFFSET ?',
        before,
        mostRead,
      );
      const low = Number(last?.['seq'] ?? -1);
      const sql = `${rowColumns} ${filters[query.filter]} ${byProcess} ${byWorker} AND schedule.seq < ?1 AND schedule.seq > ?3 ORDER BY schedule.seq DESC`;
      const rows: ScheduleRow[] = [];
      const wanted = query.worker === undefined ? [] : [query.worker];
      for (const row of db.all(sql, before, query.process ?? '', low, ...wanted)) {
        if (needle !== '' && !foldForSearch(`${String(row['name'])} ${String(row['process'])}`).includes(needle))
          continue;
        if (rows.length === query.limit) return Promise.resolve({ rows, next: rows.at(-1)!.seq });
        rows.push(toScheduleRow(row));
      }
      return Promise.resolve({ rows, next: last === undefined ? null : low + 1 });
    },

    scheduleNames: (after: number, limit: number) =>
      Promise.resolve(
        db
          .all(
            `SELECT seq, id, name, process FROM schedule WHERE seq > ? AND is_listed = 1 AND deleted_at IS NULL AND state <> 'ended'
             AND plan ->> 'kind' NOT IN ('now', 'never') ORDER BY seq LIMIT ?`,
            after,
            limit,
          )
          .map(({ seq, id, name, process }) => ({
            seq: Number(seq),
            id: String(id),
            name: String(name),
            process: String(process),
          })),
      ),

    markedSchedules: () =>
      Promise.resolve(
        db
          .all(
            `SELECT seq, process, options FROM schedule
             WHERE (instr(options, '"tags":[') > 0 OR instr(options, '"folder":"') > 0) ORDER BY seq DESC LIMIT ?`,
            mostMarked,
          )
          .flatMap(toMarked),
      ),

    schedulesNamed: (folded: string) => Promise.resolve(namedSchedules(db, folded).map(({ seq }) => Number(seq))),

    listedCount: () =>
      Promise.resolve(
        Number(db.get('SELECT count(*) AS n FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL')?.['n'] ?? 0),
      ),

    stateCounts(): Promise<Record<ScheduleState, number>> {
      const counts = { active: 0, paused: 0, ended: 0 };
      const rows = db.all(
        'SELECT state, count(*) AS n FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL GROUP BY state',
      );
      return Promise.resolve(Object.assign(counts, Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]))));
    },
  };
}

function runLists(db: Database) {
  return {
    history(question: HistoryQuery): Promise<{ runs: StoredRun[]; next: number | null }> {
      const where = ['WHERE run.seq < ?'];
      const params: (string | number)[] = [
        Math.min(
          question.before ?? Number.MAX_SAFE_INTEGER,
          question.to === null ? Number.MAX_SAFE_INTEGER : seqAfter(db, question.to),
        ),
      ];
      const add = (text: string, ...values: (string | number)[]) => {
        where.push(text);
        params.push(...values);
      };
      const [only, ...others] = question.processes ?? [];
      // One name is looked up in its index; several are filtered on the way.
      if (only !== undefined && others.length === 0) add('AND run.process = ?', only);
      else if (question.processes !== null)
        add('AND run.process IN (SELECT value FROM json_each(?))', JSON.stringify(question.processes));
      if (question.owner !== null) add('AND schedule.owner = ?', question.owner);
      if (question.statuses.length > 0)
        add('AND run.status IN (SELECT value FROM json_each(?))', JSON.stringify(question.statuses));
      if (question.statuses.length > 0 && !question.statuses.includes('ended')) add(`AND run.status <> 'ended'`);
      if (question.outcomes.length > 0)
        add(
          `AND (run.outcome IS NULL OR run.outcome IN (SELECT value FROM json_each(?)))`,
          JSON.stringify(question.outcomes),
        );
      if (question.from !== null)
        add('AND run.seq >= ? AND run.queued_at >= ?', seqAfter(db, question.from - 1), question.from);
      // If the clock was wrong for a while, `seqAfter` may be off: so each run's own time decides.
      if (question.to !== null) add('AND run.queued_at <= ?', question.to);
      const found = selectRuns(db, `${where.join(' ')} ORDER BY run.seq DESC LIMIT ${question.limit + 1}`, ...params);
      const runs = found.slice(0, question.limit);
      return Promise.resolve({ runs, next: found.length > question.limit ? (runs.at(-1)?.seq ?? null) : null });
    },

    runs(query: RunsQuery): Promise<{ runs: StoredRun[]; next: number | null }> {
      const before = Math.min(
        query.before ?? Number.MAX_SAFE_INTEGER,
        query.to === undefined ? Number.MAX_SAFE_INTEGER : seqAfter(db, query.to),
      );
      const parts = places(db, query).map((place) => pageOf(db, query, place, before));
      const merged =
        parts.length === 1
          ? parts[0]!
          : [...new Map(parts.flat().map((run) => [run.seq, run])).values()].sort((a, b) => b.seq - a.seq);
      const runs = merged.slice(0, query.limit);
      return Promise.resolve({ runs, next: merged.length > query.limit ? (runs.at(-1)?.seq ?? null) : null });
    },
  };
}

interface Place {
  readonly where: string;
  readonly value: string | number | null;
}

/** Where a query searches: everywhere, or at each index entry that its search text matches. */
function places(db: Database, query: RunsQuery): Place[] {
  const needle = foldForSearch(query.q?.trim() ?? '');
  const few = needle === '' ? fewPlaces(query.matches ?? []) : null;
  if (few !== null)
    return [
      ...few.processes.map((value) => ({ where: 'AND run.process = ?', value })),
      ...few.schedules.map((value) => ({ where: 'AND run.schedule = ?', value })),
    ];
  if (needle === '') return [{ where: '', value: null }];
  const processes = db
    .all(
      `WITH RECURSIVE name (process) AS (SELECT min(process) FROM run UNION ALL
       SELECT (SELECT min(process) FROM run WHERE process > name.process) FROM name WHERE name.process IS NOT NULL)
       SELECT process FROM name WHERE process IS NOT NULL LIMIT 5000`,
    )
    .map((row) => String(row['process']))
    .filter((name) => foldForSearch(name).includes(needle))
    .map((value) => ({ where: 'AND run.process = ?', value }));
  const schedules = namedSchedules(db, needle).map(({ seq }) => ({
    where: 'AND run.schedule = ?',
    value: Number(seq),
  }));
  const byId = { where: 'AND run.id = ?', value: query.q!.trim().toLowerCase() };
  return [byId, ...processes.slice(0, mostMatches), ...schedules.slice(0, mostMatches)];
}

const namedSchedules = (db: Database, needle: string) =>
  db
    .all('SELECT seq, name FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL LIMIT 100000')
    .filter((row) => foldForSearch(String(row['name'])).includes(needle));

const dialect: MatchDialect<string> = {
  among: (column) => `${column} IN (SELECT value FROM json_each(?))`,
  list: (values) => JSON.stringify(values),
  holds: (column) => `instr(lower(${column}), ?) > 0`,
};

function pageOf(db: Sql, query: RunsQuery, place: Place, before: number): StoredRun[] {
  const where = [`WHERE run.seq < ?`];
  const params: (string | number)[] = [before];
  const add = (text: string, ...values: (string | number)[]) => {
    where.push(text);
    params.push(...values);
  };
  if (place.value !== null) add(place.where, place.value);
  // Repeats the condition of each partial index literally: otherwise SQLite does not use it and reads all of history.
  if (query.result === 'running') add(`AND run.status <> 'ended' AND run.status IN ('running', 'cancelling')`);
  else if (query.result === 'waiting') add(`AND run.status <> 'ended' AND run.status IN ('queued', 'retrying')`);
  else if (query.result !== 'all') add('AND run.outcome = ?', query.result);
  if (query.result !== 'all' && query.result !== 'succeeded' && !['running', 'waiting'].includes(query.result))
    add(`AND run.outcome IS NOT NULL AND run.outcome <> 'succeeded'`);
  if (query.process !== undefined) add('AND run.process = ?', query.process);
  if (query.schedule !== undefined) add('AND run.schedule = (SELECT seq FROM schedule WHERE id = ?)', query.schedule);
  if (query.worker !== undefined)
    add('AND ((run.worker = ? AND run.attempt > 0) OR run.target = ?)', query.worker, query.worker);
  if (query.trigger !== undefined) add('AND run.trigger = ?', query.trigger);
  if (query.status !== undefined) add('AND run.status = ?', query.status);
  if (query.status !== undefined && query.status !== 'ended') add(`AND run.status <> 'ended'`);
  if (query.tests === false) add(`AND run.trigger <> 'test'`);
  for (const match of query.matches ?? []) {
    const { sql, params: values } = conditionOf(match, dialect);
    add(`AND ${sql}`, ...values);
  }
  if (query.from !== undefined)
    add('AND run.seq >= ? AND run.queued_at >= ?', seqAfter(db, query.from - 1), query.from);
  if (query.to !== undefined) add('AND run.queued_at <= ?', query.to);
  return selectRuns(db, `${where.join(' ')} ORDER BY run.seq DESC LIMIT ${query.limit + 1}`, ...params);
}

/** The first sequence number queued after an instant, by bisection, because sequence and time increase together. */
export function seqAfter(sql: Sql, instant: number): number {
  const edge = (order: 'ASC' | 'DESC') =>
    Number(sql.get(`SELECT seq FROM run ORDER BY seq ${order} LIMIT 1`)?.['seq'] ?? 0);
  let low = edge('ASC');
  let high = edge('DESC') + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = sql.get('SELECT seq, queued_at FROM run WHERE seq >= ? ORDER BY seq LIMIT 1', middle);
    if (row !== undefined && Number(row['queued_at']) <= instant) low = Number(row['seq']) + 1;
    else high = middle;
  }
  return low;
}
