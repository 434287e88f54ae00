import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Reason } from '../../../contract/reasons.ts';
import type { StopReason } from '../../../contract/run.ts';
import type { Launcher } from '../../runner/launcher.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { StoredSchedule } from '../../store/stored-schedule.ts';
import type { EngineContext, RunEnded } from '../shared/engine-context.ts';
import type { Dispatcher } from './dispatcher.ts';

/** Cancels runs and schedules. */
export interface Cancels {
  /** A waiting run ends at once; a running one is asked to stop, and killed after its grace time, or at once with `force`. */
  run(run: StoredRun, force: boolean, who: string): Promise<StoredRun>;
  /** The same for a run, which may be over, and all that follow it; nothing follows them any more. */
  chain(run: StoredRun, force: boolean, who: string): Promise<StoredRun>;
  /** Ends the plan and cancels all its runs. */
  schedule(schedule: StoredSchedule, who: string): Promise<void>;
  replace(runs: readonly StoredRun[]): Promise<void>;
  /** Asks the child of a run to stop that was cancelled on another computer; does nothing if it was asked as much already. */
  stopHere(run: StoredRun, force: boolean): void;
}

export function createCancels(deps: {
  core: EngineContext;
  launcher: Launcher;
  dispatcher: () => Dispatcher;
  ended: RunEnded;
}): Cancels {
  const { core } = deps;
  const { runs } = core.store;
  /** Runs whose children were asked to stop, and whether by force or more than once. */
  const asked = new Map<string, boolean>();

  function askChild(id: string, why: StopReason, force: boolean): void {
    const { running } = deps.dispatcher();
    for (const other of asked.keys()) if (!running.has(other)) asked.delete(other);
    if (!running.has(id)) return;
    asked.set(id, force || asked.has(id));
    deps.launcher.stop(id, why, force);
  }

  /** Retries, because the state may change meanwhile: a waiting run is claimed, a running one starts its next attempt. */
  async function stop(run: StoredRun, stopReason: StopReason, reason: Reason, force: boolean): Promise<StoredRun> {
    for (let now = run; ; now = (await runs.get(run.id)) ?? { ...now, status: 'ended' }) {
      if (now.status === 'ended') return now;
      const isUnderWay = now.status === 'running' || now.status === 'cancelling';
      const told = isUnderWay
        ? await ask(now, stopReason, reason, force)
        : await runs.endWaiting(run.id, 'cancelled', reason, core.clock.now());
      if (told === null) continue;
      core.announcements.run(told);
      if (told.status === 'ended') deps.ended(told);
      return told;
    }
  }

  /** At the second request, with or without force, the runner kills it at once. Null if it is no longer active. */
  async function ask(run: StoredRun, why: StopReason, reason: Reason, force: boolean): Promise<StoredRun | null> {
    const told = (await runs.setCancelling(run.id, reason, force)) ?? (await runs.get(run.id));
    if (told?.status !== 'cancelling') return null;
    askChild(run.id, why, force);
    return told;
  }

  /** With the instant of the request: if the run has not ended after some time, the page offers force. */
  const cancelledBy = (who: string): Reason => ({ code: 'cancelled-by', params: { who, at: core.clock.now() } });

  return {
    run(run, force, who) {
      if (run.status === 'ended') throw rotaError('CONFLICT', said`Run "${run.id}" is over already.`);
      return stop(run, 'cancel', cancelledBy(who), force);
    },
    chain: (run, force, who) => stopChain(core, run, (one) => stop(one, 'cancel', cancelledBy(who), force)),
    async schedule(schedule, who) {
      const hasPlan = schedule.state !== 'ended';
      // The plan first, then its runs, so that no new run appears in between.
      if (hasPlan) await core.store.schedules.end(schedule.seq, cancelledBy(who), core.clock.now());
      const active = await runs.activeOf(schedule.seq);
      if (!hasPlan && active.length === 0)
        throw rotaError('CONFLICT', said`Nothing of "${schedule.name}" is waiting, running or planned.`);
      for (const run of active) await stop(run, 'cancel', cancelledBy(who), false);
      core.announcements.schedule(schedule.id);
    },
    async replace(old) {
      for (const run of old) await stop(run, 'replaced', { code: 'replaced', params: {} }, false);
    },
    stopHere({ id, reason }, force) {
      const before = asked.get(id);
      if (before === undefined || (force && !before))
        askChild(id, reason?.code === 'replaced' ? 'replaced' : 'cancel', force);
    },
  };
}

/** What was queued by an end that came in between is found the next time. */
async function stopChain(
  { store: { runs } }: EngineContext,
  run: StoredRun,
  stop: (one: StoredRun) => Promise<unknown>,
): Promise<StoredRun> {
  const stopped = new Set<string>();
  for (;;) {
    const open = (await runs.endChain(run.id)).filter(({ id }) => !stopped.has(id));
    if (open.length === 0) break;
    for (const one of open) {
      stopped.add(one.id);
      await stop(one);
    }
  }
  if (stopped.size === 0)
    throw rotaError('CONFLICT', said`Run "${run.id}" is over already, and so is all that follows it.`);
  return (await runs.get(run.id)) ?? run;
}
