import type { Reason } from '../../../contract/reasons.ts';
import type { Trigger } from '../../../contract/run.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import type { MayStart } from './start-check.ts';

/** Keeps desktop robots waiting that want nobody at mouse and keyboard. */
export interface IdleWait {
  /** Whether a run has to wait; it is looked again by itself. */
  readonly holds: (run: StoredRun, fit: MayStart) => Promise<boolean>;
  /** Schedules, by sequence number, that are not looked at until the next look. */
  readonly held: ReadonlySet<number>;
  /** Why their queued runs wait. */
  readonly reasons: ReadonlyMap<number, Reason>;
}

/** A person who starts one wants it now. */
const byPeople: readonly Trigger[] = ['operator', 'test', 'rerun'];
const longestLookMs = 60_000;
const shortestLookMs = 1000;

export function createIdleWait(deps: {
  readonly core: Pick<EngineContext, 'clock' | 'idleSeconds'>;
  /** Checks the queue again. */
  readonly again: () => void;
  /** The reason why runs wait has changed. */
  readonly changed: () => void;
}): IdleWait {
  const { clock, idleSeconds } = deps.core;
  const held = new Set<number>();
  const reasons = new Map<number, Reason>();
  /** The next look, by the steady clock; one for all that wait. */
  let next: { readonly at: number; readonly cancel: () => void } | null = null;

  function lookIn(ms: number): void {
    const at = clock.monotonic() + ms;
    if (next !== null && next.at <= at) return;
    next?.cancel();
    const cancel = clock.after(ms, () => {
      next = null;
      held.clear();
      deps.again();
    });
    next = { at, cancel };
  }

  function note(scheduleSeq: number, reason: Reason | null): void {
    const before = reasons.get(scheduleSeq);
    if (reason === null) reasons.delete(scheduleSeq);
    else reasons.set(scheduleSeq, reason);
    if (before?.code !== reason?.code) deps.changed();
  }

  return {
    async holds({ scheduleSeq, trigger }, { schedule, process }) {
      const minutes = schedule.options.idleMinutes ?? process.idleMinutes;
      if (minutes === undefined || !process.usesDesktop || byPeople.includes(trigger)) {
        note(scheduleSeq, null);
        return false;
      }
      const seconds = await idleSeconds();
      const leftMs = (minutes * 60 - (seconds ?? 0)) * 1000;
      if (seconds !== null && leftMs <= 0) {
        note(scheduleSeq, null);
        return false;
      }
      note(
        scheduleSeq,
        seconds === null ? { code: 'idle-unknown', params: {} } : { code: 'desktop-in-use', params: { minutes } },
      );
      held.add(scheduleSeq);
      lookIn(Math.min(Math.max(leftMs, shortestLookMs), longestLookMs));
      return true;
    },
    held,
    reasons,
  };
}
