import type { StopReason } from '../../../contract/run.ts';
import { type AttemptRoom, type RunningAttempt, beginAttempt } from '../attempt/attempt.ts';
import { isDiskFull } from '../attempt/disk-watch.ts';
import type { ChildPlan } from '../attempt/plan.ts';

const tickMs = 100;
/** Descendants are polled once a second, while an attempt has lived long enough to have relevant ones. */
const lookMs = 1000;
/** More often where one may use only so much. */
const closeLookMs = 500;
const youngMs = 250;

/** All attempts of one process: a host, or the desktop shell for its scripts. */
export interface HostPool {
  launch(plan: ChildPlan): void;
  stop(runId: string, reason: StopReason, force: boolean): void;
  /** Stops every attempt (`shutdown`) and resolves when nothing of them is left. Later launches end at once. */
  close(): Promise<void>;
  /** Kills all groups at once, without reports: the server is gone. */
  abandon(): void;
  /** The environments of the attempts that use the desktop. */
  desktops(): Readonly<Record<string, string>>[];
  /** Marks `runId/attempt` of all active attempts. */
  running(): string[];
}

export function createHostPool(room: AttemptRoom): HostPool {
  const running = new Map<string, RunningAttempt>();
  /** Plans to start, one per turn of the event loop: a start blocks for 1–2 ms, and output and exits must be handled in between. */
  const waiting: ChildPlan[] = [];
  let ticker: ReturnType<typeof setInterval> | null = null;
  let lookAt = 0;
  let isPumping = false;
  let isClosing = false;
  let onEmpty = () => {};

  return {
    launch(plan) {
      if (isClosing) return endUnstarted(room, plan, 'shutdown');
      waiting.push(plan);
      if (isPumping) return;
      isPumping = true;
      pump();
    },
    stop(runId, reason, force) {
      const index = waiting.findIndex((plan) => plan.runId === runId);
      const unstarted = index === -1 ? undefined : waiting.splice(index, 1)[0];
      if (unstarted !== undefined) endUnstarted(room, unstarted, reason);
      else running.get(runId)?.stop(reason, force);
    },
    async close() {
      isClosing = true;
      for (const plan of waiting.splice(0)) endUnstarted(room, plan, 'shutdown');
      for (const attempt of running.values()) attempt.stop('shutdown', false);
      if (running.size > 0) await new Promise<void>((resolve) => (onEmpty = resolve));
      await room.sweeper.idle();
    },
    abandon() {
      for (const attempt of running.values()) attempt.abandon();
    },
    desktops: () => [...running.values()].flatMap(({ plan, env }) => (plan.usesDesktop ? [env] : [])),
    running: () => [...running.values()].map(({ plan }) => `${plan.runId}/${plan.attempt}`),
  };

  function pump(): void {
    const plan = waiting.shift();
    if (plan === undefined) {
      isPumping = false;
      return;
    }
    begin(plan);
    setImmediate(pump);
  }

  function begin(plan: ChildPlan): void {
    let isOver = false;
    const attempt = beginAttempt(plan, room, () => {
      isOver = true;
      running.delete(plan.runId);
      if (running.size > 0) return;
      if (ticker !== null) clearInterval(ticker);
      ticker = null;
      onEmpty();
    });
    if (isOver) return;
    running.set(plan.runId, attempt);
    ticker ??= setInterval(() => {
      const isFull = isDiskFull(plan.runDir);
      for (const each of running.values()) each.tick(isFull);
      look();
    }, tickMs);
  }

  function look(): void {
    const at = room.monotonic();
    if (room.kin === undefined || at < lookAt) return;
    if (![...running.values()].some(({ begunAt }) => at - begunAt >= youngMs)) return;
    const isClose = [...running.values()].some(({ plan }) => plan.limits !== undefined);
    lookAt = at + (isClose ? closeLookMs : lookMs);
    room.kin.look();
    if (isClose) for (const each of running.values()) each.checkLimits();
  }
}

/** It was never started, so nothing of it can be left. */
function endUnstarted(room: AttemptRoom, { runId, attempt }: ChildPlan, stoppedBy: StopReason): void {
  const facts = { exitCode: null, signal: null, stoppedBy };
  room.report({ runId, attempt, type: 'ended', at: room.now(), facts, outputs: {} });
}
