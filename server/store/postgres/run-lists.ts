import { foldForSearch } from '../../../contract/search.ts';
import type { HistoryQuery, RunsQuery } from '../list-store.ts';
import { conditionOf, fewPlaces, type MatchDialect } from '../rows/run-match.ts';
import type { StoredRun } from '../stored-run.ts';
import type { Database } from './connection.ts';
import { selectRuns } from './run-rows.ts';
import type { Param, Sql } from './sql.ts';

/** How many processes or schedules a search in the runs may match, because each needs an index lookup. */
const mostMatches = 25;

/** Conditions of one query with their values: `?` in a text becomes the number of its value. */
class Where {
  readonly #texts: string[] = [];
  readonly #params: Param[] = [];

  add(text: string, ...values: readonly Param[]): void {
    const first = this.#params.length;
    let at = first;
    this.#texts.push(text.replaceAll('?', () => `$${(at += 1)}`));
    this.#params.push(...values);
  }

  /** Newest first, at most so many. */
  select(sql: Sql, limit: number): Promise<StoredRun[]> {
    this.add('TRUE ORDER BY run.seq DESC LIMIT ?', limit);
    return selectRuns(sql, `WHERE ${this.#texts.join(' AND ')}`, ...this.#params);
  }
}

export function runLists(db: Database) {
  return {
    async history(question: HistoryQuery): Promise<{ runs: StoredRun[]; next: number | null }> {
      const where = new Where();
      const { processes, owner, statuses, outcomes, from, to, limit, before } = question;
      if (before !== null) where.add('run.seq < ?', before);
      if (processes !== null) where.add('run.process = ANY(?)', processes);
      if (owner !== null) where.add('schedule.owner = ?', owner);
      if (statuses.length > 0) where.add('run.status = ANY(?)', statuses);
      // As in the partial index, which is used only where its condition stands.
      if (statuses.length > 0 && !statuses.includes('ended')) where.add(`run.status <> 'ended'`);
      if (outcomes.length > 0) where.add('(run.outcome IS NULL OR run.outcome = ANY(?))', outcomes);
      addTimes(where, from, to);
      return page(await where.select(db, limit + 1), limit);
    },

    async runs(query: RunsQuery): Promise<{ runs: StoredRun[]; next: number | null }> {
      const parts: StoredRun[][] = [];
      for (const place of await placesOf(db, query)) parts.push(await pageIn(db, query, place));
      const merged =
        parts.length === 1
          ? parts[0]!
          : [...new Map(parts.flat().map((run) => [run.seq, run])).values()].sort((a, b) => b.seq - a.seq);
      return page(merged, query.limit);
    },
  };
}

function page(found: readonly StoredRun[], limit: number) {
  const runs = found.slice(0, limit);
  return { runs, next: found.length > limit ? (runs.at(-1)?.seq ?? null) : null };
}

/** If the clock was wrong for a while, `seq_after` may be off: so each run's own time decides. */
function addTimes(where: Where, from: number | null, to: number | null): void {
  if (from !== null) where.add('run.seq >= seq_after(?) AND run.queued_at >= ?', from - 1, from);
  if (to !== null) where.add('run.seq < seq_after(?) AND run.queued_at <= ?', to, to);
}

interface Place {
  readonly where: string;
  readonly value: string | number | null;
}

/** Where a query searches: everywhere, or at each index entry that its search text matches. */
async function placesOf(db: Database, query: RunsQuery): Promise<Place[]> {
  const needle = foldForSearch(query.q?.trim() ?? '');
  const few = needle === '' ? fewPlaces(query.matches ?? []) : null;
  if (few !== null)
    return [
      ...few.processes.map((value) => ({ where: 'run.process = ?', value })),
      ...few.schedules.map((value) => ({ where: 'run.schedule = ?', value })),
    ];
  if (needle === '') return [{ where: '', value: null }];
  const names = await db.all(
    `WITH RECURSIVE name (process) AS (SELECT min(process) FROM run UNION ALL
     SELECT (SELECT min(process) FROM run WHERE process > name.process) FROM name WHERE name.process IS NOT NULL)
     SELECT process FROM name WHERE process IS NOT NULL LIMIT 5000`,
  );
  const processes = names
    .map((row) => String(row['process']))
    .filter((name) => foldForSearch(name).includes(needle))
    .map((value) => ({ where: 'run.process = ?', value }));
  const named = await namedSchedules(db, needle);
  const schedules = named.map((value) => ({ where: 'run.schedule = ?', value }));
  const byId = { where: 'run.id = ?', value: query.q!.trim().toLowerCase() };
  return [byId, ...processes.slice(0, mostMatches), ...schedules.slice(0, mostMatches)];
}

const ofSchedule = 'run.schedule = (SELECT seq FROM schedule WHERE id = ?)';

/** The sequence numbers of the listed schedules that have a text in their name. */
export async function namedSchedules(db: Database, needle: string): Promise<number[]> {
  const listed = await db.all('SELECT seq, name FROM schedule WHERE is_listed = 1 AND deleted_at IS NULL LIMIT 100000');
  return listed.filter((row) => foldForSearch(String(row['name'])).includes(needle)).map(({ seq }) => Number(seq));
}

const dialect: MatchDialect<Param> = {
  among: (column) => `${column} = ANY(?)`,
  list: (values) => values,
  holds: (column) => `position(? in lower(${column})) > 0`,
};

function pageIn(db: Sql, query: RunsQuery, place: Place): Promise<StoredRun[]> {
  const where = new Where();
  const { result } = query;
  if (query.before !== undefined) where.add('run.seq < ?', query.before);
  if (place.value !== null) where.add(place.where, place.value);
  // The condition of each partial index is repeated as it stands: it is used only then.
  if (result === 'running') where.add(`run.status <> 'ended' AND run.status IN ('running', 'cancelling')`);
  else if (result === 'waiting') where.add(`run.status <> 'ended' AND run.status IN ('queued', 'retrying')`);
  else if (result !== 'all') where.add('run.outcome = ?', result);
  if (!['all', 'succeeded', 'running', 'waiting'].includes(result))
    where.add(`run.outcome IS NOT NULL AND run.outcome <> 'succeeded'`);
  if (query.process !== undefined) where.add('run.process = ?', query.process);
  if (query.schedule !== undefined) where.add(ofSchedule, query.schedule);
  if (query.worker !== undefined)
    where.add('((run.worker = ? AND run.attempt > 0) OR run.target = ?)', query.worker, query.worker);
  if (query.trigger !== undefined) where.add('run.trigger = ?', query.trigger);
  if (query.status !== undefined) where.add('run.status = ?', query.status);
  if (query.status !== undefined && query.status !== 'ended') where.add(`run.status <> 'ended'`);
  if (query.tests === false) where.add(`run.trigger <> 'test'`);
  for (const match of query.matches ?? []) {
    const { sql, params } = conditionOf(match, dialect);
    where.add(sql, ...params);
  }
  addTimes(where, query.from ?? null, query.to ?? null);
  return where.select(db, query.limit + 1);
}
