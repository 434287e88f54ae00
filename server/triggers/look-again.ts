import type { Clock } from '../clock.ts';
import type { Look, TriggerWatch } from './trigger-watch.ts';

/** One look, and when the next one is due by itself. */
export interface Looked {
  readonly look: Look;
  readonly waitMs: number;
  /** The same where something asked for a look meanwhile. */
  readonly askedMs: number;
}

export interface Looking {
  readonly lookNow: TriggerWatch['lookNow'];
  /** No later than that; after a look that is under way. */
  readonly lookIn: (ms: number) => void;
  readonly isLooking: () => boolean;
  /** No further look begins. Resolves when the last one is over. */
  readonly stop: () => Promise<void>;
}

/** Looks again and again, never twice at once. The first look comes at once. */
export function lookAgain(clock: Clock, once: () => Promise<Looked>): Looking {
  let isStopped = false;
  let isAsked = false;
  let looking: Promise<Look> | null = null;
  let next: { readonly at: number; readonly cancel: () => void } | null = null;

  function start(): Promise<Look> {
    next?.cancel();
    next = null;
    looking = once().then(({ look, waitMs, askedMs }) => {
      looking = null;
      lookIn(isAsked ? askedMs : waitMs);
      isAsked = false;
      return look;
    });
    return looking;
  }

  function lookIn(ms: number): void {
    if (isStopped) return;
    if (looking !== null) return void (isAsked = true);
    const at = clock.monotonic() + ms;
    if (next !== null && next.at <= at) return;
    next?.cancel();
    next = { at, cancel: clock.after(ms, () => void start()) };
  }

  lookIn(0);
  return {
    lookIn,
    async lookNow() {
      while (looking !== null) await looking;
      return start();
    },
    isLooking: () => looking !== null,
    async stop() {
      isStopped = true;
      next?.cancel();
      await looking;
    },
  };
}
