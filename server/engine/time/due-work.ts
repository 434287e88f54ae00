import { RotaError } from '../../../contract/errors.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { whatItSays } from '../../../contract/translatable.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { ReservedPlace } from '../runs/reserved-places.ts';
import { othersTurn } from '../shared/slices.ts';
import { createFire, type FireDeps } from './fire.ts';

/** Due schedules, and rows of due times, per transaction: more would block other requests. */
const atOnce = 100;
const rowsAtOnce = 300;

export interface DueWorkDeps extends FireDeps {
  /** There is a new run in the queue. */
  readonly dispatch: () => void;
}

/** As the queue takes runs: what begins with its due time is also launched in this order. */
const byPriority = (due: readonly StoredSchedule[]): StoredSchedule[] =>
  due.toSorted((a, b) => b.options.priority - a.options.priority);

/** Settles everything that is due: page by page, and schedule by schedule. */
export function createDueWork(deps: DueWorkDeps, isStopped: () => boolean) {
  const { core } = deps;
  const { store, clock } = core;
  const fire = createFire(deps);

  /** Queues runs whose retry is due, and expires those that waited too long: page by page. */
  async function takeTurns(change: () => Promise<StoredRun[]>): Promise<void> {
    for (;;) {
      const runs = await change();
      for (const run of runs) {
        core.announcements.run(run);
        if (run.status === 'ended') deps.ended(run);
      }
      if (runs.length > 0) deps.dispatch();
      if (runs.length < 500) return;
    }
  }

  async function resumeWhosePauseIsOver(now: number): Promise<void> {
    for (const id of await store.schedules.resumeOver(now)) core.announcements.schedule(id);
  }

  /** Settles due schedules, page by page in time, until none is left; yields to other requests after each commit. */
  async function drain(): Promise<void> {
    const met = new Map<number, boolean>();
    while (!isStopped()) {
      const due = byPriority(await store.schedules.due(clock.now(), atOnce));
      if (due.length === 0) return;
      const share = { slice: Math.max(1, Math.floor(rowsAtOnce / due.length)), count: due.length };
      const places = placesFor(due);
      const fired = await Promise.allSettled(
        due.map((schedule) =>
          fire(schedule, share, met, places.get(schedule.seq) ?? null).catch((error: unknown) =>
            setAside(schedule, error),
          ),
        ),
      );
      if (fired.some((one) => one.status === 'fulfilled' && one.value > 0)) deps.dispatch();
      const failed = fired.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      await othersTurn();
    }
  }

  /** Free slots, given in the order of `due`. */
  function placesFor(due: readonly StoredSchedule[]): ReadonlyMap<number, ReservedPlace> {
    const places = new Map<number, ReservedPlace>();
    for (const { seq, state, process: name, options, worker } of due) {
      const process = state === 'active' ? core.processOf(name) : null;
      if (!process?.enabled) continue;
      const place = deps.reserve(process, core.targetOf(worker), { seq, isExclusive: options.overlap !== 'allow' });
      if (place !== null) places.set(seq, place);
    }
    return places;
  }

  /** A schedule that cannot be settled must not stop the others: it is paused with the reason. */
  async function setAside(schedule: StoredSchedule, error: unknown): Promise<number> {
    if (error instanceof RotaError) throw error;
    core.log.error('a schedule could not be settled and was paused', { schedule: schedule.id, error });
    const reason: Reason = { code: 'plan-broken', params: { message: whatItSays(error) } };
    // One that was changed since it was read is tried again as it is now.
    const { id, version } = schedule;
    await store.schedules.change(id, { state: 'paused', due: null, reason }, clock.now(), { version });
    core.announcements.schedule(schedule.id);
    return 0;
  }

  return { takeTurns, resumeWhosePauseIsOver, drain };
}
