import type { StartupTrigger, TriggerLook } from '../../contract/triggers.ts';
import type { Clock } from '../clock.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import { createSessionWatch, type SessionWatchDeps } from './session-watch.ts';
import { isWatched, watchSchedule, type WatchDeps, type Watched } from './watch-schedule.ts';

export interface TriggerDeps extends WatchDeps, Pick<SessionWatchDeps, 'facts' | 'bySession'> {
  /** Whether this computer looks for a schedule: it names this one, or there is no other. */
  readonly isMine: (schedule: StoredSchedule) => boolean;
  /** Stores a run because Rota has started. */
  readonly startedUp: (schedule: StoredSchedule, trigger: StartupTrigger) => Promise<void>;
  /** Whether schedules may be changed by other computers, which say nothing here. */
  readonly hasOthers: boolean;
}

export interface Triggers {
  start(): Promise<void>;
  /** A schedule may have changed. */
  changed(): void;
  /** A run of a file or a mail is over. */
  ended(): void;
  /** The screen of this computer was unlocked. */
  unlocked(): void;
  /** Looks at once, whatever is planned; null if nothing is looked at for this schedule here. */
  lookNow(schedule: number): Promise<TriggerLook[] | null>;
  stop(): Promise<void>;
}

const togetherMs = 200;
const othersEveryMs = 15_000;

/** Watches for everything that starts runs besides plans, calls and people. */
export function createTriggers(deps: TriggerDeps): Triggers {
  const { store, clock, log } = deps;
  const watched = new Map<number, Watched>();
  const later = createLater(clock);
  const session = createSessionWatch(deps);
  let isStarted = false;
  let isStopped = false;
  let next: (() => void) | null = null;
  /** Until the first pause is over. */
  let stopWaiting: (() => void) | null = null;
  let reading: Promise<void> = Promise.resolve();

  async function activeMine(): Promise<StoredSchedule[]> {
    const mine = (await store.schedules()).filter(deps.isMine);
    const pausedUntil = Math.min(...mine.map((one) => one.pausedUntil ?? Infinity));
    stopWaiting?.();
    stopWaiting = pausedUntil === Infinity || isStopped ? null : clock.at(pausedUntil, changed);
    return mine.filter(({ state }) => state === 'active');
  }

  async function read(): Promise<void> {
    const present = new Map((await activeMine()).map((one) => [one.seq, one]));
    for (const [seq, one] of watched) {
      if (present.get(seq)?.version === one.version) continue;
      watched.delete(seq);
      await one.stop(true);
    }
    if (isStopped) return;
    session.update([...present.values()]);
    for (const [seq, schedule] of present)
      if (!watched.has(seq) && schedule.options.triggers?.some(isWatched))
        watched.set(seq, watchSchedule(schedule, deps, changed));
  }

  function readSoon(): void {
    reading = reading
      .then(() => (isStopped ? undefined : read()))
      .catch((error: unknown) => log.error('the triggers of schedules could not be read', { error }));
  }

  function changed(): void {
    if (!isStarted || isStopped || next !== null) return;
    next = clock.after(togetherMs, () => {
      next = null;
      readSoon();
    });
  }

  return {
    async start() {
      isStarted = true;
      for (const schedule of await activeMine())
        for (const trigger of schedule.options.triggers ?? [])
          if (trigger.kind === 'startup' && trigger.enabled) startUp(schedule, trigger, deps, later);
      await read();
      if (deps.hasOthers) later.every(othersEveryMs, readSoon);
    },
    changed,
    unlocked: () => session.unlocked(),
    ended: () => watched.forEach((one) => one.ended()),
    async lookNow(schedule) {
      // It may have been changed a moment ago.
      if (next !== null) readSoon();
      await reading;
      return (await watched.get(schedule)?.lookNow()) ?? null;
    },
    async stop() {
      isStopped = true;
      next?.();
      later.stop();
      await reading;
      await session.stop();
      stopWaiting?.();
      await Promise.all([...watched.values()].map((one) => one.stop(false)));
    },
  };
}

function startUp(
  schedule: StoredSchedule,
  trigger: StartupTrigger,
  { startedUp, log }: TriggerDeps,
  later: ReturnType<typeof createLater>,
): void {
  later.in(trigger.delaySeconds * 1000, () => {
    startedUp(schedule, trigger).catch((error: unknown) =>
      log.error('a run at the start of Rota could not be stored', { schedule: schedule.id, error }),
    );
  });
}

/** Calls to come, which end together. */
function createLater(clock: Clock) {
  const cancels = new Set<() => void>();
  let isStopped = false;
  function after(ms: number, call: () => void): void {
    if (isStopped) return;
    const cancel = clock.after(ms, () => {
      cancels.delete(cancel);
      call();
    });
    cancels.add(cancel);
  }
  function every(ms: number, call: () => void): void {
    after(ms, () => {
      call();
      every(ms, call);
    });
  }
  return {
    in: after,
    every,
    stop() {
      isStopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}
