import type { ScheduleRow } from '../contract/schedule.ts';
import type { Engine } from './server-face.ts';
import {
  activeRun,
  isActive,
  needsValues,
  noState,
  recentRuns,
  withTitle,
  type Favourite,
  type TrayState,
} from './tray-state.ts';

const mostRecent = 5;

export type TrayEngine = Pick<
  Engine,
  'catalogue' | 'notices' | 'runs' | 'schedules' | 'subscribe' | 'views' | 'worker'
>;

/** What the feed reports besides the state: whether a desktop robot runs, and when the next run or retry is due. */
export interface TrayReport {
  readonly state: TrayState;
  readonly isDesktopRunning: boolean;
  readonly nextDue: number | null;
}

/** A snapshot of all that the tray shows. */
export async function gatherTray(
  engine: TrayEngine,
  favourites: readonly ScheduleRow[],
  face: Pick<TrayState, 'language' | 'isReachable'>,
): Promise<TrayReport> {
  const page = { limit: 200, tests: false } as const;
  const [glance, active, queued, ended, notices] = await Promise.all([
    engine.views.glance(),
    engine.runs.list({ ...page, result: 'running' }),
    engine.runs.list({ ...page, result: 'waiting' }),
    engine.runs.list({ result: 'all', status: 'ended', limit: 50, tests: false }),
    engine.notices.all(),
  ]);
  const usesDesktop = ({ process }: { process: string }) => engine.catalogue.find(process)?.usesDesktop === true;
  const titleOf = (process: string) => engine.catalogue.find(process)?.title;
  const running = active.runs.filter(isActive);
  const { isPaused, until } = engine.schedules.pausedAll();
  const { id, desktop } = engine.worker.status();
  const state: TrayState = {
    ...noState(face.language, 'up'),
    isReachable: face.isReachable,
    isPaused,
    pausedUntil: until,
    attention: glance.attention + notices.length,
    desktop,
    waiting: queued.runs.filter((run) => run.status === 'queued' && usesDesktop(run)).length,
    running: running.map((run) => activeRun(withTitle(run, titleOf))),
    next: isPaused ? null : glance.next,
    favourites: favourites.toSorted((a, b) => a.seq - b.seq).map((row) => favourite(engine, row)),
    recent: recentRuns(ended.runs, mostRecent, titleOf),
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

function favourite(engine: TrayEngine, row: ScheduleRow): Favourite {
  const process = engine.catalogue.find(row.process);
  const asks = process !== null && needsValues(process.parameters, row.values);
  return {
    scheduleId: row.id,
    name: row.name === '' || row.name === row.process ? (process?.title ?? row.process) : row.name,
    needsValues: asks,
  };
}
