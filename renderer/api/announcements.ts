import type { QueryClient } from '@tanstack/react-query';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { createBatch } from './batch.ts';
import { keys, type Answer, type RunPages } from './keys.ts';
import type { Live } from './live.ts';
import { watchOvertaken } from './overtaken.ts';
import { showSettings } from './shown-settings.ts';

/** Rows are drawn at most this often, lists fetched again at most this often. */
const patchMs = 100;
const refreshMs = 1000;

/**
 * Puts what is announced in the query cache: single rows are replaced, lists are fetched again, and after a reconnect
 * everything is (HTTP is the truth). Returns what ends it.
 */
export function followAnnouncements(live: Live, queries: QueryClient): () => void {
  let lastId: number | null = null;
  const patches = createBatch<Announcement>(patchMs, (batch) => patchAll(queries, batch));
  const refreshes = createBatch<string>(refreshMs, (families) => {
    // An answer that is under way may come in: given up for each change, one that takes longer than the next change never would.
    // If it was made before a change, `overtaken` asks once more.
    for (const family of new Set(families))
      void queries.invalidateQueries({ queryKey: [family] }, { cancelRefetch: false });
  });
  const overtaken = watchOvertaken(queries, (family) => refreshes.add(family));

  const stop = live.onHeard(({ id, announcement }) => {
    const number = id === null ? Number.NaN : Number(id);
    const isGap = lastId !== null && number > lastId + 1;
    if (announcement.type === 'hello') lastId = null;
    if (announcement.type === 'hello' || isGap) void queries.invalidateQueries();
    if (Number.isFinite(number)) lastId = number;
    patches.add(announcement);
    const families = familiesOf(announcement);
    overtaken.changed([...families, ...patchedBy(announcement)]);
    if (families.length > 0) refreshes.add(...families);
  });
  return () => {
    stop();
    patches.stop();
    refreshes.stop();
    overtaken.stop();
  };
}

/** What is patched without being fetched again. */
function patchedBy({ type }: Announcement): readonly string[] {
  switch (type) {
    case 'run':
      return ['schedules', 'runs', 'run'];
    case 'schedule':
      return ['schedules', 'schedule'];
    case 'worker':
    case 'settings':
      return ['session'];
    default:
      return [];
  }
}

/** The lists that a change makes old. */
function familiesOf(announcement: Announcement): readonly string[] {
  switch (announcement.type) {
    case 'run':
      return announcement.run.status === 'ended' || announcement.run.status === 'queued'
        ? ['overview', 'timeline', 'processes', 'run', 'recent-runs']
        : ['overview'];
    case 'schedule':
      // A process says how many schedules it has.
      return ['overview', 'timeline', 'processes'];
    case 'process':
      return ['processes'];
    case 'client':
      return ['clients', 'session'];
    case 'calendar':
      return ['calendars'];
    case 'notice':
      return ['notices'];
    case 'settings':
      return ['settings'];
    // The session brings the zone data itself; what the server reckons by it is asked again.
    case 'zones':
      return ['session', 'zones', 'schedules', 'schedule', 'overview', 'timeline', 'calendars'];
    case 'import':
      return announcement.isOver ? ['schedules', 'schedule', 'processes', 'calendars', 'overview', 'timeline'] : [];
    case 'worker':
    case 'hello':
    case 'log':
    case 'log-tail':
      return [];
  }
}

function patchAll(queries: QueryClient, batch: readonly Announcement[]): void {
  const rows = new Map<string, ScheduleRow | null>();
  const runs = new Map<string, Run>();
  for (const announcement of batch) {
    if (announcement.type === 'schedule') rows.set(announcement.id, announcement.row);
    else if (announcement.type === 'run') runs.set(announcement.run.id, announcement.run);
    else if (announcement.type === 'worker') {
      const before = queries.getQueryData<Answer<'session'>>(keys.session);
      queries.setQueryData<Answer<'session'>>(keys.session, (old) => old && { ...old, worker: announcement.worker });
      // Paused or resumed elsewhere, by the tray or another tab: until when, only the session knows.
      const isPaused = announcement.worker.state === 'paused';
      if (before && before.isPaused !== isPaused) void queries.invalidateQueries({ queryKey: keys.session });
    } else if (announcement.type === 'settings') {
      showSettings(queries, announcement.settings);
    }
  }
  if (rows.size > 0 || runs.size > 0) patchSchedules(queries, rows, [...runs.values()]);
  // Only where a screen holds it: the cache would grow by an entry for each schedule that was ever announced.
  for (const [id, row] of rows)
    if (row) queries.setQueryData<Answer<'schedule'>>(keys.schedule(id), (old) => old && { row });
  if (runs.size > 0) patchRuns(queries, runs);
}

/** Puts changed rows in the list of schedules, and the state of runs in the rows they belong to. */
export function patchSchedules(
  queries: QueryClient,
  changed: ReadonlyMap<string, ScheduleRow | null>,
  runs: readonly Run[] = [],
): void {
  queries.setQueryData<Answer<'schedules'>>(keys.schedules, (old) => {
    if (!old) return old;
    const bySchedule = Map.groupBy(runs, (run) => run.scheduleId);
    const known = new Set(old.rows.map((row) => row.id));
    const kept = old.rows.flatMap((row) => {
      const next = changed.get(row.id);
      if (next === null) return [];
      const withRow = next ?? row;
      return [(bySchedule.get(row.id) ?? []).reduce(withRun, withRow)];
    });
    const added = [...changed].flatMap(([id, row]) => (row && !known.has(id) ? [row] : []));
    return { ...old, rows: [...added, ...kept], total: old.total + added.length - (old.rows.length - kept.length) };
  });
}

/** A schedule's row as it is after its run changed. */
export function withRun(row: ScheduleRow, run: Run): ScheduleRow {
  if (run.trigger === 'test') return row;
  if (run.status !== 'ended') {
    // An answer that was read late: the end of this run has been told already.
    if (row.lastRun?.id === run.id) return row.activeRun?.id === '' ? { ...row, activeRun: null } : row;
    const { id, status, startedAt, progress } = run;
    const reason = status === 'queued' ? run.reason : null;
    // An empty id stands for the run that was asked for and is not yet known.
    const isNewer = row.activeRun === null || ['', id].includes(row.activeRun.id) || status !== 'queued';
    return isNewer ? { ...row, activeRun: { id, status, startedAt, progress, reason } } : row;
  }
  const activeRun = row.activeRun?.id === run.id ? null : row.activeRun;
  if (run.endedAt === null || run.outcome === null || (row.lastRun && row.lastRun.endedAt > run.endedAt)) {
    return { ...row, activeRun };
  }
  const durationMs = run.startedAt === null ? null : run.endedAt - run.startedAt;
  return {
    ...row,
    activeRun,
    lastRun: { id: run.id, outcome: run.outcome, reason: run.reason, endedAt: run.endedAt, durationMs },
  };
}

function patchRuns(queries: QueryClient, runs: ReadonlyMap<string, Run>): void {
  for (const [id, run] of runs) {
    const held = queries.getQueryData<Answer<'run'>>(keys.run(id))?.run;
    queries.setQueryData<Answer<'run'>>(keys.run(id), (old) => old && { ...old, run: { ...old.run, ...run } });
    // A try that has just begun: the run that is announced holds none of its tries.
    const isKnown = run.attempt === 0 || held?.attempts.some(({ number }) => number === run.attempt) === true;
    if (held && !isKnown) void queries.invalidateQueries({ queryKey: keys.run(id) });
  }
  queries.setQueriesData<RunPages>({ queryKey: ['runs'] }, (old) => {
    if (!old) return old;
    const pages = old.pages.map((page) => ({ ...page, runs: page.runs.map((run) => runs.get(run.id) ?? run) }));
    return { ...old, pages };
  });
}
