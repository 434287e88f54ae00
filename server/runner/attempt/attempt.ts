import { end, settle } from './attempt-end.ts';
import {
  attemptState,
  killGroup,
  reportProgress,
  type AttemptRoom,
  type AttemptState,
  type RunningAttempt,
} from './attempt-state.ts';
import { checkLimits } from './attempt-limits.ts';
import { removeSecrets } from './attempt-folder.ts';
import { forceEnd, stopAttempt } from './attempt-stop.ts';
import type { StartChild } from '../child-port.ts';
import type { ChildPlan } from './plan.ts';
import { startedMark } from '../terminate/process-table.ts';
import { spawnErrorOf } from '../spawn/spawn-error.ts';

export type { AttemptRoom, RunningAttempt } from './attempt-state.ts';

/** The interval between checks of the output file. */
const peekEveryMs = 300;

const afterMs = (ms: number, call: () => void) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
};

const startNothing: StartChild = (_start, events) => {
  events.failed(null);
  return { leadsGroup: false, ask() {}, release() {} };
};

/** Starts one attempt and supervises it to the end; `onEnd` is called exactly once, after the report. */
export function beginAttempt(plan: ChildPlan, room: AttemptRoom, onEnd: () => void): RunningAttempt {
  const a = attemptState(plan, room, onEnd, afterMs);
  const startChild = a.mayStart ? room.startChild : startNothing;
  a.handle = startChild(a.start, {
    started(pid) {
      a.child = { pid, startedMark: startedMark(pid, a.room.now()) };
      a.room.kin?.begin(a.mark, a.child, strictBytesOf(plan));
      a.room.report({ ...a.who, type: 'started', at: a.room.now(), child: a.child });
      // A utility process reports its start late, and may have been cancelled by then.
      if (a.facts.wasForced === true) killGroup(a);
      else if (a.killAt !== Infinity) a.handle.ask();
    },
    failed(error) {
      a.facts.spawnError ??= spawnErrorOf(error, a.start);
      end(a);
    },
    output: a.listener.hear,
    drained() {
      a.isDrained = true;
      a.onDrained();
      settle(a);
    },
    exited(code, signal) {
      a.facts.exitCode = code;
      a.facts.signal = signal;
      a.phase = 'exited';
      a.exitedAt = a.room.monotonic();
      settle(a);
    },
  });

  return {
    plan,
    env: a.start.env,
    begunAt: a.begunAt,
    stop: (reason, force) => stopAttempt(a, reason, force),
    tick: (isDiskFull) => tick(a, isDiskFull),
    checkLimits: () => checkLimits(a),
    abandon() {
      killGroup(a);
      removeSecrets(a.plan, a.files);
    },
  };
}

/** Near its limit the memory of an attempt is measured exactly. */
const strictBytesOf = ({ limits }: ChildPlan): number | undefined =>
  limits?.memoryMb === undefined ? undefined : limits.memoryMb * 1024 * 1024;

function tick(a: AttemptState, isFull: boolean): void {
  a.sawFullDisk ||= isFull;
  const at = a.room.monotonic();
  a.listener.tick(at);
  a.log.flush();
  reportProgress(a);
  if (a.phase === 'running') {
    if (a.plan.timeoutMs !== null && at >= a.begunAt + a.plan.timeoutMs && a.killAt === Infinity)
      stopAttempt(a, 'timeout', false);
    if (at >= a.killAt && a.facts.wasForced !== true) forceEnd(a);
    if (at >= a.peekAt) {
      a.peekAt = at + peekEveryMs;
      const found = a.outputs.peek();
      if (found !== null) a.room.report({ ...a.who, type: 'outputs', outputs: a.mask.hideDeep(found) });
    }
  } else if (a.phase === 'exited') settle(a);
}
