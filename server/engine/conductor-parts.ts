import type { ConductorDeps, Signals } from './conductor-deps.ts';
import { createFleetWork } from './fleet-work.ts';
import { createCancels } from './runs/cancels.ts';
import { createDispatcher, type Dispatcher } from './runs/dispatcher.ts';
import { createWorkerBeat } from './runs/worker-beat.ts';
import type { StartDeps } from './runs/start-basis.ts';
import { createHooks } from './runs/hooks.ts';
import { createStarts } from './runs/starts.ts';
import { createOutcomes } from './runs/record-outcomes.ts';
import { createWaiting } from './runs/waiting.ts';
import { createAlerts } from './time/alerts.ts';
import { createPauseAll } from './time/pause-all.ts';
import { createScheduler, type Scheduler } from './time/scheduler.ts';
import { createSetClock } from './time/set-clock.ts';
import { createWakeUp } from './time/wake-up.ts';
import { createZoneChanges } from './time/zone-changes.ts';
import { createLooks } from './looks.ts';
import { createTriggerWork } from './trigger-work.ts';
import { createWorker } from './worker.ts';
import { createWorkerParts } from './worker-parts.ts';

export type RunParts = ReturnType<typeof createRunParts>;

/** The parts that take runs from the queue, start them and store the result. */
export function createRunParts(deps: ConductorDeps, signals: Signals) {
  const { core, parts, audit } = deps;
  const { launcher } = parts;
  const { catalogue, roster } = deps.configuration;
  const { ended, wakeScheduler } = signals;
  const workers = createWorkerParts(deps, {
    running: () => dispatcher.running.size,
    isPaused: () => pauseAll.state().isPaused,
    isIdTaken: () => beat.isTwin(),
    desktop: () => worker.desktop(),
    changed: () => {
      signals.changed();
      waiting.changed();
      signals.dispatch();
    },
  });
  const waiting = createWaiting({
    core,
    hold: () => ({
      paused: pauseAll.state(),
      short: core.room.reason() ?? core.resources.reason(),
      desktop: worker.desktop(),
      ...dispatcher.desktopHold(),
    }),
    running: () => dispatcher.running.values(),
    targets: workers,
    limitOf: (target) => roster.limitOf(target),
  });
  const pauseAll = createPauseAll({
    core,
    audit,
    changed: () => {
      signals.changed();
      waiting.changed();
      signals.dispatch();
    },
  });
  const worker = createWorker({
    core,
    named: () => parts.config.get().worker,
    isHeld: () => workers.isHeld() || beat.isTwin() || core.reach.state().isNewer,
    rename: (change, caller) => workers.verbs.change(core.workerId(), change, caller),
    dispatcher: () => dispatcher,
    pauseAll: () => pauseAll,
    ...{ version: parts.version, platform: parts.platform },
    desktopProcesses: () => catalogue.all().flatMap((one) => (one.usesDesktop ? [one.name] : [])),
    wakeScheduler: signals.wakeScheduler,
    onUnlocked: signals.unlocked,
    onDesktop: () => waiting.changed(),
  });
  const dispatcher: Dispatcher = createDispatcher({
    core,
    launcher,
    isHeld: () => isHeld(deps, { pauseAll, workers, beat }),
    cannotRun: workers.cannotRun,
    desktop: () => worker.desktop(),
    ended: signals.ended,
    begun: signals.begun,
    changed: signals.changed,
    holdChanged: () => waiting.changed(),
    beforeDesktopRun: parts.beforeDesktopRun ?? (() => Promise.resolve('go')),
  });
  const outcomes = createOutcomes({ core, launcher, dispatcher, ended, wakeScheduler });
  const cancels = createCancels({ core, launcher, dispatcher: () => dispatcher, ended });
  const beat = createWorkerBeat({
    ...{ core, launcher, cancels, ended },
    running: () => dispatcher.running,
    computer: parts.computerMark ?? core.newId(),
    report: () => ({ ...workers.report(), state: pauseAll.state().isPaused ? 'paused' : 'available' }),
    async lookAround(configVersion) {
      await workers.beat(configVersion);
      dispatcher.freed();
      dispatcher.wake();
      wakeScheduler();
      signals.lookAround();
    },
  });
  const fleet = createFleetWork({ core, home: parts.home, signals, beat, dispatcher, pauseAll, workers });
  return { waiting, pauseAll, worker, workers, dispatcher, outcomes, cancels, beat, fleet };
}

/** While true, nothing is started here. */
const isHeld = (
  { core, isStopping }: ConductorDeps,
  { pauseAll, workers, beat }: Pick<RunParts, 'pauseAll' | 'workers' | 'beat'>,
): boolean =>
  isStopping() || pauseAll.state().isPaused || beat.isTwin() || workers.isHeld() || core.reach.state().isNewer;

/** The parts that turn due times into runs, and report what was missed. */
export function createTimeParts(deps: ConductorDeps, signals: Signals, runs: RunParts) {
  const { core, parts, webhooks, messages } = deps;
  const { placeByCalendars } = deps.configuration;
  const { dispatch, ended, wakeScheduler } = signals;
  const { waiting, pauseAll, dispatcher, cancels } = runs;
  const alerts = createAlerts({
    core,
    notices: deps.notices,
    dispatcher,
    takesLong: (run, usualMs) => messages.takesLong(run, usualMs),
  });
  const setClock = createSetClock({
    core,
    notices: deps.notices,
    shiftOthers: async (byMs) => {
      await pauseAll.shift(byMs);
      await deps.configuration.clients.shiftOldSecrets(byMs);
    },
    moved: () => {
      waiting.changed();
      webhooks.wake();
      messages.wake();
    },
  });
  const wakeUp = createWakeUp({
    ...{ core, notices: deps.notices, pausedAll: () => pauseAll.state() },
    workerName: () => deps.configuration.roster.own().name,
    alarm: parts.wakeAlarm ?? { set: () => Promise.resolve(null) },
  });
  const scheduler: Scheduler = createScheduler({
    core,
    watch: deps.watch,
    setClock,
    pausedAll: () => pauseAll.state(),
    resumeIfOver: (now) => pauseAll.resumeIfOver(now),
    placeByCalendars,
    replace: (runs) => cancels.replace(runs),
    reserve: (...whose) => dispatcher.reserve(...whose),
    dispatch,
    ended,
    looked: () => wakeUp.look(),
    onMissed: (missed) => alerts.missed(missed),
  });
  const zoneChanges = createZoneChanges({
    core,
    zones: parts.zones,
    notices: deps.notices,
    placeByCalendars,
    wakeScheduler,
    settle: () => scheduler.settle(),
  });
  return { alerts, setClock, scheduler, zoneChanges, wakeUp };
}

/** The parts that make runs beside plans (what callers ask for, what triggers see, web calls), and what keeps them until it holds. */
export function createStartParts(deps: ConductorDeps, timezone: () => string, signals: Signals, runs: RunParts) {
  const { core, configuration } = deps;
  const { dispatch, wakeScheduler, ended } = signals;
  const startDeps: StartDeps = {
    ...{ core, timezone, wakeScheduler, placeByCalendars: configuration.placeByCalendars },
    dispatcher: { ...runs.dispatcher, wake: dispatch },
  };
  return {
    starts: createStarts(startDeps),
    triggers: createTriggerWork(core, startDeps, deps.notices, deps.parts.session),
    hooks: createHooks(startDeps),
    looks: createLooks({
      ...{ core, timezone, dispatch, ended },
      isHeld: () => isHeld(deps, runs),
      replace: (old) => runs.cancels.replace(old),
    }),
  };
}
