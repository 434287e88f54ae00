import type { FileTrigger, ScheduleTrigger, StartupTrigger } from '../../contract/triggers.ts';
import type { Translatable } from '../../contract/translatable.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { StoredSchedule } from '../store/stored-schedule.ts';
import type { TriggerStore } from '../store/trigger-store.ts';
import { createArrivals, type Arrived } from './arrivals.ts';
import { forgetOld } from './forget-old.ts';
import { moveDone } from './move-done.ts';
import { createSessionWatch, type SessionWatchDeps } from './session-watch.ts';
import { watchFolder } from './watch-folder.ts';

export interface TriggerDeps extends Pick<SessionWatchDeps, 'facts' | 'bySession'> {
  readonly store: TriggerStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether this computer looks for a schedule: it names this one, or there is no other. */
  readonly isMine: (schedule: StoredSchedule) => boolean;
  /** Stores a run for each file, once; false if the schedule is not what it was. */
  readonly arrived: (schedule: StoredSchedule, trigger: FileTrigger, files: readonly Arrived[]) => Promise<boolean>;
  /** Stores a run because Rota has started. */
  readonly startedUp: (schedule: StoredSchedule, trigger: StartupTrigger) => Promise<void>;
  /** Shows a problem of a trigger to people, or takes it back. */
  readonly tell: (schedule: StoredSchedule, trigger: string, problem: Translatable | null) => void;
  /** Whether schedules may be changed by other computers, which say nothing here. */
  readonly hasOthers: boolean;
}

export interface Triggers {
  start(): Promise<void>;
  /** A schedule may have changed. */
  changed(): void;
  /** A run of a file is over. */
  ended(): void;
  /** The screen of this computer was unlocked. */
  unlocked(): void;
  stop(): Promise<void>;
}

const togetherMs = 200;
const othersEveryMs = 15_000;
/** How often it is looked whether marks are of files that are long gone. */
const sweepEveryMs = 24 * 3_600_000;

interface Watched {
  readonly version: number;
  /** Moves what is over, soon. */
  move(): void;
  /** `isOver`: it is watched no more, or in another version; else Rota ends. */
  stop(isOver: boolean): Promise<void>;
}

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
      if (!watched.has(seq) && filesOf(schedule).length > 0) watched.set(seq, watchSchedule(schedule, deps, changed));
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

  function startUp(schedule: StoredSchedule, trigger: StartupTrigger): void {
    later.in(trigger.delaySeconds * 1000, () => {
      deps
        .startedUp(schedule, trigger)
        .catch((error: unknown) =>
          log.error('a run at the start of Rota could not be stored', { schedule: schedule.id, error }),
        );
    });
  }

  return {
    async start() {
      isStarted = true;
      for (const schedule of await activeMine())
        for (const trigger of schedule.options.triggers ?? [])
          if (trigger.kind === 'startup' && trigger.enabled) startUp(schedule, trigger);
      await read();
      if (deps.hasOthers) later.every(othersEveryMs, readSoon);
    },
    changed,
    ended: () => watched.forEach((one) => one.move()),
    unlocked: () => session.unlocked(),
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

const isFile = (trigger: ScheduleTrigger): trigger is FileTrigger => trigger.kind === 'file' && trigger.enabled;
const filesOf = ({ options }: StoredSchedule): FileTrigger[] => (options.triggers ?? []).filter(isFile);

/** Everything that is watched for one schedule, as it is in this version. */
function watchSchedule(schedule: StoredSchedule, deps: TriggerDeps, reread: () => void): Watched {
  const { store, clock, log } = deps;
  const triggers = filesOf(schedule);
  /** What people were told last, null for nothing; absent: an older version may have told something. */
  const told = new Map<string, string | null>();
  let isStopped = false;
  let moving: Promise<void> | null = null;
  let isMoveAsked = false;
  let sweptAt: number | null = null;

  /** One that is told of already is not told of again; looking and moving have problems of their own. */
  function tell(trigger: string, what: 'look' | 'move', problem: Translatable | null): void {
    const key = `${trigger}/${what}`;
    const words = problem === null ? null : JSON.stringify(problem);
    if (told.get(key) === words) return;
    told.set(key, words);
    deps.tell(schedule, key, problem);
  }

  async function moveAll(): Promise<void> {
    do {
      isMoveAsked = false;
      const problems = await moveDone({
        ...{ store, schedule: schedule.seq, triggers: schedule.options.triggers ?? [] },
        isStopped: () => isStopped,
      });
      for (const { id } of triggers) tell(id, 'move', problems.get(id) ?? null);
    } while (isMoveAsked && !isStopped);
  }

  function move(): void {
    isMoveAsked = true;
    if (isStopped || moving !== null) return;
    moving = moveAll()
      .catch((error: unknown) => log.warn('files could not be moved after their runs', { error }))
      .finally(() => (moving = null));
  }

  async function sweep(): Promise<void> {
    if (sweptAt !== null && clock.monotonic() - sweptAt < sweepEveryMs) return;
    sweptAt = clock.monotonic();
    for (const { id } of triggers) await forgetOld(id, schedule.seq, deps, () => isStopped);
  }

  const watches = triggers.map((trigger) => {
    const arrivals = createArrivals({
      ...{ trigger, schedule: schedule.seq, clock, store },
      isStopped: () => isStopped,
      async start(files) {
        const isStored = await deps.arrived(schedule, trigger, files);
        if (!isStored) reread();
        return isStored;
      },
    });
    return watchFolder({
      ...{ trigger, clock, log },
      async look(onFolder) {
        const waitMs = await arrivals.look(onFolder);
        await sweep();
        move();
        return waitMs;
      },
      tell: (problem) => tell(trigger.id, 'look', problem),
    });
  });

  return {
    version: schedule.version,
    move,
    async stop(isOver) {
      isStopped = true;
      await Promise.all(watches.map((one) => one.stop()));
      await moving;
      if (isOver) for (const [key, words] of told) if (words !== null) deps.tell(schedule, key, null);
    },
  };
}
