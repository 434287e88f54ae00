import { connectorStatus } from '../../domain/connector/connector-status.ts';
import { pause } from '../../clock.ts';
import type { ConnectorDeps, ConnectorSchedule } from './connector-deps.ts';
import { checkOwn, findSchedule } from './connector-sight.ts';
import type { Caller } from '../../people/caller.ts';
import type { ConnectorVerbs } from '../engine.ts';
import { dueToRun } from '../../domain/time/plan-times.ts';

/** The longest wait of a call. Proxies cut a silent connection after 60 s (nginx and Apache by default). */
const mostWaitMs = 55_000;

/** Created once: `abort` would create its own reason, and the stack of that costs more than the check. */
const isOver = new DOMException('it was waited long enough', 'AbortError');

/** The state of a start: asking for it, waiting for it, and cancelling. */
export function createConnectorState(deps: ConnectorDeps): Pick<ConnectorVerbs, 'status' | 'cancel'> {
  async function stateOf(schedule: ConnectorSchedule, { processes }: Caller, isNative: boolean) {
    const runs = await deps.runsOf(schedule, processes);
    const queued = runs.active.find(({ status }) => status === 'queued');
    const ahead = queued === undefined ? 0 : await deps.aheadOf(queued);
    const isEverythingPaused = deps.isEverythingPaused();
    const awaited = { ...schedule, due: dueToRun(schedule.plan, schedule.due) };
    return connectorStatus(
      { ...runs, schedule: awaited, ahead, isEverythingPaused, now: deps.clock.now() },
      { isNative },
    );
  }

  return {
    async status(spid, { waitMs, isNative, signal }, caller) {
      if (waitMs <= 0) return stateOf(await findSchedule(deps, spid, caller), caller, isNative);
      const until = deps.clock.monotonic() + Math.min(waitMs, mostWaitMs);
      for (;;) {
        const waiting = new AbortController();
        const stop = (): void => waiting.abort(isOver);
        const first = await findSchedule(deps, spid, caller);
        // Subscribe before reading, so that no change is lost in between.
        const change = deps.nextChange(first.id, waiting.signal);
        signal?.addEventListener('abort', stop, { once: true });
        try {
          const state = await stateOf(await findSchedule(deps, spid, caller), caller, isNative);
          const leftMs = until - deps.clock.monotonic();
          if (state.retryAfterSeconds === null || leftMs <= 0 || signal?.aborted || deps.isStopping()) return state;
          await Promise.race([change, pause(deps.clock, leftMs, waiting.signal)]);
        } finally {
          stop();
          signal?.removeEventListener('abort', stop);
        }
      }
    },

    async cancel(spid, caller) {
      const schedule = await findSchedule(deps, spid, caller);
      checkOwn(schedule, caller, 'cancel');
      const before = await stateOf(schedule, caller, false);
      const hadEnded = before.retryAfterSeconds === null && schedule.due === null;
      if (!hadEnded) {
        await deps.cancel(schedule.id, caller);
        deps.audit(caller, 'run cancelled', `${schedule.process} (${schedule.id})`);
      }
      const { answer } = await stateOf(await findSchedule(deps, spid, caller), caller, false);
      return {
        robustaSpid: schedule.id,
        message: hadEnded ? 'Nothing to cancel: it has ended' : cancelWords(answer.status),
        status: answer.status,
      };
    },
  };
}

const cancelWords = (status: string): string =>
  status === 'RUNNING' ? 'Cancelling: it was asked to stop' : 'Cancelled';
