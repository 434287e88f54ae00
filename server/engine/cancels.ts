import { rotaError } from '../../contract/errors.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { StopReason } from '../../contract/run.ts';
import type { Launcher } from '../runner/launcher.ts';
import type { StoredRun, StoredSchedule } from '../store/rows.ts';
import type { Core, RunEnded } from './core.ts';
import type { Dispatcher } from './dispatcher.ts';

/** Stops what was started. */
export interface Cancels {
  /** A waiting run ends at once; a running one is asked, then forced after its grace time, or at once with `force`. */
  run(run: StoredRun, force: boolean, who: string): Promise<StoredRun>;
  /** Ends the plan and all of its runs. */
  schedule(schedule: StoredSchedule, who: string): Promise<void>;
  replace(runs: readonly StoredRun[]): Promise<void>;
}

export function createCancels(deps: {
  core: Core;
  launcher: Launcher;
  dispatcher: () => Dispatcher;
  ended: RunEnded;
}): Cancels {
  const { core } = deps;

  async function stop(run: StoredRun, stopReason: StopReason, reason: Reason, force: boolean): Promise<StoredRun> {
    const isUnderWay = run.status === 'running' || run.status === 'cancelling';
    if (!isUnderWay) {
      const over = await core.store.runs.end(run.id, 'cancelled', reason, core.clock.now());
      // The dispatcher may have been quicker: then it runs by now.
      const now = over ?? (await core.store.runs.get(run.id));
      if (over) {
        core.live.run(over);
        deps.ended(over);
      } else if (now && now.status === 'running') {
        return stop(now, stopReason, reason, force);
      }
      return now ?? run;
    }
    const cancelling =
      (await core.store.runs.setCancelling(run.id, reason)) ?? (await core.store.runs.get(run.id)) ?? run;
    if (deps.dispatcher().running.has(run.id)) deps.launcher.stop(run.id, stopReason, force);
    core.live.run(cancelling);
    return cancelling;
  }

  const cancelledBy = (who: string): Reason => ({ code: 'cancelled-by', params: { who } });

  return {
    run(run, force, who) {
      if (run.status === 'ended') throw rotaError('CONFLICT', `Run "${run.id}" is over already.`);
      return stop(run, 'cancel', cancelledBy(who), force);
    },
    async schedule(schedule, who) {
      const active = await core.store.runs.activeOf(schedule.seq);
      if (schedule.state !== 'ended') await core.store.schedules.end(schedule.seq, cancelledBy(who), core.clock.now());
      else if (active.length === 0)
        throw rotaError('CONFLICT', `Nothing of "${schedule.name}" is waiting, running or planned.`);
      for (const run of active) await stop(run, 'cancel', cancelledBy(who), false);
      core.live.schedule(schedule.id);
    },
    async replace(runs) {
      for (const run of runs) await stop(run, 'replaced', { code: 'replaced', params: {} }, false);
    },
  };
}
