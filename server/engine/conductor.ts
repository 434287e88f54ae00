import { restoredFact } from '../store/restored-database.ts';
import type { StoredRun } from '../store/rows.ts';
import type { Audit } from './shared/audit.ts';
import type { Configuration } from './configuration/configuration.ts';
import type { EngineContext } from './shared/engine-context.ts';
import type { EngineParts } from './engine-parts.ts';
import type { Notices } from './shared/audit-and-notices.ts';
import { createCancels } from './runs/cancels.ts';
import { createDispatcher, type Dispatcher } from './runs/dispatcher.ts';
import { createOutcomes } from './runs/outcomes.ts';
import { recover } from './runs/recovery.ts';
import { createRetention } from './runs/retention.ts';
import { createStarts } from './runs/starts.ts';
import { createTidy } from './runs/tidy.ts';
import { createWaiting } from './runs/waiting.ts';
import { createAlerts } from './time/alerts.ts';
import { createPauseAll } from './time/pause-all.ts';
import type { ClockWatch } from './time/clock-watch.ts';
import { createScheduler, type Scheduler } from './time/scheduler.ts';
import { createSetClock } from './time/set-clock.ts';
import { createZoneChanges } from './time/zone-changes.ts';
import type { Webhooks } from './webhooks/webhooks.ts';
import { createWorker } from './worker.ts';

export type Conductor = ReturnType<typeof createConductor>;

/**
 * What goes on by itself: time makes runs, the dispatcher starts them, outcomes are kept, what was missed is told. Its parts call
 * each other only once everything stands.
 */
export function createConductor(deps: {
  readonly core: EngineContext;
  readonly parts: EngineParts;
  readonly audit: Audit;
  readonly notices: Notices;
  readonly configuration: Configuration;
  readonly webhooks: Webhooks;
  readonly watch: ClockWatch;
  readonly isStopping: () => boolean;
}) {
  const { core, parts, audit, webhooks } = deps;
  const { launcher } = parts;
  const { catalogue, identity, placeOf } = deps.configuration;
  const dispatch = () => dispatcher.wake();
  const wakeScheduler = () => scheduler.wake();
  const changed = () => worker.changed();
  const ended = (run: StoredRun): void => {
    changed();
    tidy.ended(run);
    webhooks.runEnded(run);
  };

  const waiting = createWaiting({
    core,
    hold: () => ({
      paused: pauseAll.state(),
      short: core.room.reason() ?? core.means.reason(),
      desktop: worker.desktop(),
      ...dispatcher.desktopHold(),
    }),
    running: () => dispatcher.running.values(),
  });
  const pauseAll = createPauseAll({
    core,
    audit,
    changed: () => {
      changed();
      waiting.changed();
      dispatch();
    },
  });
  const worker = createWorker({
    core,
    identity,
    dispatcher: () => dispatcher,
    pauseAll: () => pauseAll,
    version: parts.version,
    platform: parts.platform,
    desktopProcesses: () => catalogue.all().flatMap((one) => (one.usesDesktop ? [one.name] : [])),
    wakeScheduler,
    onDesktop: () => waiting.changed(),
  });
  const dispatcher: Dispatcher = createDispatcher({
    core,
    launcher,
    isHeld: () => deps.isStopping() || pauseAll.state().isPaused,
    desktop: () => worker.desktop(),
    ended,
    begun: (run) => webhooks.runStarted(run),
    changed,
    holdChanged: () => waiting.changed(),
    beforeDesktopRun: parts.beforeDesktopRun ?? (() => Promise.resolve('go')),
  });
  const outcomes = createOutcomes({ core, launcher, dispatcher, ended, wakeScheduler });
  const cancels = createCancels({ core, launcher, dispatcher: () => dispatcher, ended });
  const alerts = createAlerts({ core, notices: deps.notices, dispatcher });
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
    },
  });
  const scheduler: Scheduler = createScheduler({
    core,
    watch: deps.watch,
    setClock,
    pausedAll: () => pauseAll.state(),
    resumeIfOver: (now) => pauseAll.resumeIfOver(now),
    placeOf,
    replace: (runs) => cancels.replace(runs),
    dispatch,
    ended,
    onMissed: (missed) => alerts.missed(missed),
  });
  const zoneChanges = createZoneChanges({
    core,
    zones: parts.zones,
    notices: deps.notices,
    placeOf,
    wakeScheduler,
    settle: () => scheduler.settle(),
  });
  const retention = createRetention(core);
  const tidy = createTidy(core);
  const timezone = () => core.settings().timezone ?? parts.zones.computerZone();
  const starts = createStarts({ core, timezone, placeOf, dispatcher, wakeScheduler });

  return {
    zoneChanges,
    waiting,
    pauseAll,
    worker,
    cancels,
    scheduler,
    starts,
    dispatch,
    wakeScheduler,
    ended,
    tidy,
    /** The zone in which a time without one is meant. */
    timezone,
    /** The disk is full, or is so no more. */
    roomChanged(): void {
      changed();
      waiting.changed();
      dispatch();
    },

    /** Settles what the last server left, then what was due since it was last alive (epoch ms); then goes on by itself. */
    async start(lastAlive: number | null): Promise<void> {
      await pauseAll.load();
      await setClock.atStart(lastAlive);
      await webhooks.start(lastAlive);
      await recover({ core, endLeftovers: parts.endLeftovers, ended });
      await zoneChanges.start();
      const restoredFrom = await core.store.records.fact(restoredFact);
      await scheduler.start(lastAlive, restoredFrom === null ? null : Number(restoredFrom));
      if (restoredFrom !== null) await core.store.records.setFact(restoredFact, null);
      core.room.start();
      dispatcher.start();
      changed();
      retention.start(lastAlive);
      tidy.start();
      alerts.start();
    },

    /** Makes and takes no more runs, stops what runs, keeps every result. */
    async stop(): Promise<void> {
      core.room.stop();
      core.means.stop();
      alerts.stop();
      await zoneChanges.stop();
      await retention.stop();
      await tidy.stop();
      await scheduler.stop();
      await dispatcher.stop();
      await launcher.close();
      await outcomes.settled();
      await webhooks.stop();
      worker.close();
    },
  };
}
