import { createDailyBackups } from './configuration/daily-backups.ts';
import { createRunTally } from './runs/run-tally.ts';
import { restoredFact } from '../store/facts.ts';
import type { ConductorDeps, Signals } from './conductor-deps.ts';
import { createRunParts, createStartParts, createTimeParts } from './conductor-parts.ts';
import { createFollowPlanner } from './runs/follow-planner.ts';
import { recover } from './runs/recovery.ts';
import { createRetention } from './runs/retention.ts';
import { createRunArchiver } from './runs/archive-ended-runs.ts';

export type Conductor = ReturnType<typeof createConductor>;

/**
 * The work that runs by itself: due times become runs, the dispatcher starts them, results are stored, missed runs are reported.
 * Its parts may call each other only once all of them exist.
 */
export function createConductor(deps: ConductorDeps) {
  const { core, parts, webhooks, messages } = deps;
  const [retention, archiver, daily] = [createRetention(core), createRunArchiver(core), dailyBackups(deps)];
  const tally = createRunTally();
  const signals: Signals = {
    dispatch: () => [runs.dispatcher.wake(), looks.wake()],
    wakeScheduler: () => [time.scheduler.wake(), triggers.changed()],
    lookAround: () => looks.lookAround(),
    changed: () => [runs.worker, runs.fleet].forEach((one) => one.changed()),
    unlocked: () => triggers.unlocked(),
    begun(run) {
      tally.begun(run);
      webhooks.runStarted(run);
      messages.wake();
    },
    ended(run) {
      tally.ended(run);
      changed();
      archiver.ended(run);
      webhooks.runEnded(run);
      messages.wake();
      if (run.trigger === 'file' || run.trigger === 'mail') triggers.ended();
    },
  };
  const { dispatch, wakeScheduler, changed, ended } = signals;
  const runs = createRunParts(deps, signals);
  const time = createTimeParts(deps, signals, runs);
  const { waiting, pauseAll, worker, workers, dispatcher, outcomes, cancels, fleet } = runs;
  const { alerts, setClock, scheduler, zoneChanges, wakeUp } = time;
  const timezone = () => core.settings().timezone ?? parts.zones.computerZone();
  core.store.runs.followBy(createFollowPlanner(core, { dispatch, wakeScheduler, ended }));
  const { triggers, looks, ...made } = createStartParts(deps, timezone, signals, runs);

  return {
    ...{ zoneChanges, waiting, pauseAll, worker, workers, cancels, scheduler, looks, archiver, tally, timezone, daily },
    ...{ dispatch, wakeScheduler, ended, triggers, ...made },
    /** The disk has become full, or has room again. */
    roomChanged(): void {
      changed();
      waiting.changed();
      dispatch();
    },

    /** Settles what the last server left, then what was due since it was last alive (epoch ms); then runs by itself. */
    async start(lastAlive: number | null): Promise<void> {
      await pauseAll.load();
      await setClock.atStart(lastAlive);
      // Before runs end: only from then on is it written what people are to be told of.
      await Promise.all([webhooks.start(lastAlive), messages.start()]);
      await fleet.start(() => recover({ core, endLeftovers: parts.endLeftovers, ended }));
      await zoneChanges.start();
      const restoredFrom = await core.store.records.fact(restoredFact);
      await scheduler.start(lastAlive, restoredFrom === null ? null : Number(restoredFrom));
      if (restoredFrom !== null) await core.store.records.setFact(restoredFact, null);
      core.room.start();
      dispatcher.start();
      changed();
      retention.start(lastAlive);
      archiver.start();
      alerts.start();
      await Promise.all([looks.start(), triggers.start(), daily.start()]);
    },

    /** Creates and starts no more runs, stops the active ones, stores every result. */
    async stop(): Promise<void> {
      await Promise.all([looks.stop(), triggers.stop()]);
      [core.room, core.resources, alerts].forEach((one) => one.stop());
      await Promise.all([zoneChanges.stop(), wakeUp.stop()]);
      await Promise.all([retention.stop(), daily.stop()]);
      await archiver.stop();
      await scheduler.stop();
      await dispatcher.stop();
      await parts.launcher.close();
      await outcomes.settled();
      await fleet.stop();
      await Promise.all([webhooks.stop(), messages.stop()]);
      worker.close();
    },
  };
}

const dailyBackups = ({ core, parts, audit, notices, messages }: ConductorDeps) =>
  createDailyBackups({
    ...{ core, parts, audit, notices },
    tell: (problem, once) => messages.backupFailed(problem, once),
  });
