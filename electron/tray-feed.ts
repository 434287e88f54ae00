import type { Announcement } from '../contract/events.ts';
import type { ScheduleRow } from '../contract/schedule.ts';
import type { After, Engine, Say } from './server-face.ts';
import { activeRun, isActive, needsValues, noState, recentRuns, type Favourite, type TrayState } from './tray-state.ts';
import type { Language } from '../contract/reasons.ts';

const everyMs = 1000;
const mostRecent = 5;

type Asked = Pick<Engine, 'catalogue' | 'notices' | 'runs' | 'schedules' | 'subscribe' | 'views' | 'worker'>;

/** What the feed tells beside the state: whether a robot that needs the screen runs, and when the next run or attempt is due. */
export interface Told {
  readonly state: TrayState;
  readonly isDesktopRunning: boolean;
  readonly nextDue: number | null;
}

/** Gathers what the tray shows, at most once a second, and tells it when something changed. */
export function feedTray(deps: {
  readonly engine: Asked;
  readonly language: () => Language;
  readonly after: After;
  readonly say: Say;
  onState(told: Told): void;
}): {
  /** Whether other programs can reach the server. */
  readonly setReachable: (isReachable: boolean) => void;
  readonly stop: () => void;
} {
  const { engine } = deps;
  const favourites = new Map<string, ScheduleRow>();
  let isBusy = false;
  let isReachable = true;
  let isStale = false;
  let isStopped = false;
  let cancel: (() => void) | null = null;

  async function readFavourites(): Promise<void> {
    let before: number | undefined;
    do {
      const query = { filter: 'all', q: '', limit: 1000, ...(before === undefined ? {} : { before }) } as const;
      const { rows, next } = await engine.schedules.list(query);
      for (const row of rows) if (row.isFavourite) favourites.set(row.id, row);
      before = next ?? undefined;
    } while (before !== undefined && !isStopped);
  }

  function favourite(row: ScheduleRow): Favourite {
    const process = engine.catalogue.find(row.process);
    const asks = process !== null && needsValues(process.parameters, row.values);
    return { scheduleId: row.id, name: row.name || row.process, needsValues: asks };
  }

  async function gather(): Promise<Told> {
    const page = { limit: 200, tests: false } as const;
    const [glance, active, queued, ended, notices] = await Promise.all([
      engine.views.glance(),
      engine.runs.list({ ...page, result: 'running' }),
      engine.runs.list({ ...page, result: 'waiting' }),
      engine.runs.list({ result: 'all', status: 'ended', limit: 50, tests: false }),
      engine.notices.all(),
    ]);
    const usesDesktop = ({ process }: { process: string }) => engine.catalogue.find(process)?.usesDesktop === true;
    const running = active.runs.filter(isActive);
    const { isPaused, until } = engine.schedules.pausedAll();
    const { id, desktop } = engine.worker.status();
    const state: TrayState = {
      ...noState(deps.language(), 'up'),
      isReachable,
      isPaused,
      pausedUntil: until,
      attention: glance.attention + notices.length,
      desktop,
      waiting: queued.runs.filter((run) => run.status === 'queued' && usesDesktop(run)).length,
      running: running.map(activeRun),
      next: isPaused ? null : glance.next,
      favourites: [...favourites.values()].toSorted((a, b) => a.seq - b.seq).map(favourite),
      recent: recentRuns(ended.runs, mostRecent),
      workerId: id,
    };
    const retries = queued.runs.flatMap(({ retryAt }) => retryAt ?? []);
    const nextDue = Math.min(glance.next?.due ?? Infinity, ...retries);
    return {
      state,
      isDesktopRunning: running.some(usesDesktop),
      nextDue: Number.isFinite(nextDue) ? nextDue : null,
    };
  }

  async function refresh(): Promise<void> {
    if (isBusy || isStopped) return;
    isBusy = true;
    isStale = false;
    try {
      const told = await gather();
      if (!isStopped) deps.onState(told);
    } catch (error) {
      deps.say('the tray could not read what runs', error);
    }
    isBusy = false;
    if (isStopped) return;
    cancel = deps.after(everyMs, () => {
      cancel = null;
      if (isStale) void refresh();
    });
  }

  function hear(announcement: Announcement): void {
    if (['log', 'log-tail', 'client', 'calendar'].includes(announcement.type)) return;
    // Of many at once each is not told.
    if (announcement.type === 'import') {
      if (!announcement.isOver) return;
      readFavourites().catch((error: unknown) => deps.say('the favourites could not be read', error));
    }
    if (announcement.type === 'schedule') {
      const { id, row } = announcement;
      if (row?.isFavourite === true) favourites.set(id, row);
      else favourites.delete(id);
    }
    lookSoon();
  }

  function lookSoon(): void {
    isStale = true;
    if (cancel === null) void refresh();
  }

  const unsubscribe = engine.subscribe(hear);
  readFavourites()
    .catch((error: unknown) => deps.say('the favourites could not be read', error))
    .finally(lookSoon);
  return {
    setReachable(isThere) {
      isReachable = isThere;
      lookSoon();
    },
    stop() {
      isStopped = true;
      unsubscribe();
      cancel?.();
    },
  };
}
