import type { QueryClient } from '@tanstack/react-query';
import type { Announcement } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { createBatch } from './batch.ts';
import { keys, type Answer, type RunPages } from './keys.ts';
import type { Live } from './live.ts';
import { watchOvertaken } from './overtaken.ts';
import { showSettings } from './shown-settings.ts';

/** The shortest time between two renders of rows, and between two fetches of a list. */
const patchMs = 100;
const refreshMs = 1000;

/**
 * Applies announcements to the query cache: single rows are patched, lists are fetched again. After a reconnect everything is fetched again
 * (HTTP is the truth). Returns its stopper.
 */
export function followAnnouncements(live: Live, queries: QueryClient): () => void {
  let lastId: number | null = null;
  const patches = createBatch<Announcement>(patchMs, (batch) => patchAll(queries, batch));
  const refreshes = createBatch<string>(refreshMs, (families) => {
    // A request in flight is not cancelled: one that takes longer than the time between changes would never finish. If its answer is older
    // than a change, `overtaken` refetches.
    for (const family of new Set(families))
      void queries.invalidateQueries({ queryKey: [family] }, { cancelRefetch: false });
  });
  const overtaken = watchOvertaken(queries, (family) => refreshes.add(family));

  const stop = live.onEvent(({ id, announcement }) => {
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

/** Queries that are patched instead of refetched. */
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

/** The lists that a change makes stale. */
function familiesOf(announcement: Announcement): readonly string[] {
  switch (announcement.type) {
    case 'run':
      return announcement.run.status === 'ended' || announcement.run.status === 'queued'
        ? ['overview', 'attention', 'timeline', 'processes', 'run', 'recent-runs', 'chain']
        : ['overview'];
    case 'schedule':
      // A process shows how many schedules it has.
      return ['overview', 'attention', 'timeline', 'processes', 'about-schedule'];
    case 'process':
      return ['processes'];
    case 'client':
      return ['clients', 'session'];
    case 'user':
      return ['users', 'session'];
    case 'channel':
      return ['channels'];
    case 'calendar':
      return ['calendars', 'about-schedule'];
    case 'vault':
      return ['vault'];
    case 'messages':
      return ['message-rules', 'messages'];
    case 'workers':
      return ['workers'];
    case 'attention':
      return ['attention'];
    case 'views':
      return ['views'];
    case 'notice':
      return ['notices'];
    case 'hidden':
      return announcement.isNotice ? ['notices'] : [];
    case 'settings':
      return ['settings'];
    // The session brings the zone data itself; what the server computes from it is fetched again.
    case 'zones':
      return ['session', 'zones', 'schedules', 'schedule', 'overview', 'timeline', 'calendars', 'about-schedule'];
    case 'import':
      return announcement.isOver
        ? ['schedules', 'schedule', 'processes', 'calendars', 'channels', 'overview', 'timeline']
        : [];
    case 'worker':
    case 'database':
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
      // Another tab or the tray has paused or resumed; only the session has the end of the pause.
      const isPaused = announcement.worker.state === 'paused';
      if (before && before.isPaused !== isPaused) void queries.invalidateQueries({ queryKey: keys.session });
    } else if (announcement.type === 'database') {
      const { database } = announcement;
      queries.setQueryData<Answer<'session'>>(keys.session, (old) => old && { ...old, database });
    } else if (announcement.type === 'settings') {
      showSettings(queries, announcement.settings);
    }
  }
  if (rows.size > 0 || runs.size > 0) patchSchedules(queries, rows, [...runs.values()]);
  // Only if a screen uses it: otherwise the cache would get an entry for every announced schedule.
  for (const [id, row] of rows)
    if (row) queries.setQueryData<Answer<'schedule'>>(keys.schedule(id), (old) => old && { row });
    // An open form keeps what was typed.
    else queries.removeQueries({ queryKey: keys.schedule(id), type: 'inactive' });
  if (runs.size > 0) patchRuns(queries, runs);
}

/** Patches changed rows in the list of schedules, and run states in the rows they belong to. */
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

/** A schedule's row after its run changed. */
export function withRun(row: ScheduleRow, run: Run): ScheduleRow {
  if (run.trigger === 'test') return row;
  if (run.status !== 'ended') {
    // A late answer: the end of this run has been announced already.
    if (row.lastRun?.id === run.id) return row.activeRun?.id === '' ? { ...row, activeRun: null } : row;
    const { id, status, startedAt, progress } = run;
    const reason = status === 'queued' || startedAt === null ? run.reason : null;
    // An empty id stands for a run that was requested and whose id is unknown.
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
    // A new attempt has begun, or the run has ended: what is announced lists neither its attempts nor its outputs and files.
    const isKnown = run.attempt === 0 || held?.attempts.some(({ number }) => number === run.attempt) === true;
    const isOver = run.status === 'ended' && held?.status !== 'ended';
    if (held && (!isKnown || isOver)) void queries.invalidateQueries({ queryKey: keys.run(id) });
  }
  queries.setQueriesData<Answer<'chain'>>(
    { queryKey: ['chain'] },
    (old) => old && { ...old, runs: old.runs.map((run) => ({ ...run, ...runs.get(run.id) })) },
  );
  queries.setQueriesData<RunPages>({ queryKey: ['runs'] }, (old) => {
    if (!old) return old;
    const pages = old.pages.map((page) => ({ ...page, runs: page.runs.map((run) => runs.get(run.id) ?? run) }));
    return { ...old, pages };
  });
}
