import type { Log } from '../log.ts';
import type { Clock } from './clock.ts';

/** A stretch of wall-clock time in which nothing could run, and why. Epoch ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly cause: 'was-off' | 'slept' | 'clock-jumped';
}

export interface Alarm {
  /** Something is due at that instant (null: nothing known): rings then, or earlier to look at the wall clock again. */
  set(due: number | null): void;
  /** Ring now: the computer woke up, or something was put in front. */
  wake(): void;
  stop(): void;
}

/** No sleep is longer: laptops suspend and clocks jump. */
const longestSleepMs = 5_000;

/** Wall clock and monotonic clock may drift apart by this much before it is called a jump. */
const jumpMs = 20_000;

/**
 * The one armed timer of the engine. Calls `ring` when something may be due and `onGap` when time went by without us.
 * Rings never overlap: one that is asked for meanwhile follows.
 */
export function createAlarm(deps: {
  clock: Clock;
  log: Log;
  ring: () => Promise<void>;
  onGap: (gap: Gap) => void;
}): Alarm {
  const { clock } = deps;
  let due: number | null = null;
  let disarm: (() => void) | null = null;
  let isRinging = false;
  let isAskedAgain = false;
  let isStopped = false;
  let last = { wall: clock.now(), steady: clock.monotonic(), uptime: clock.uptime() };

  function arm(): void {
    disarm?.();
    disarm = null;
    if (isStopped) return;
    const wake = clock.now() + longestSleepMs;
    disarm = clock.at(due === null ? wake : Math.min(due, wake), () => ring());
  }

  /** A suspended computer's uptime goes on while its steady clock stands still; a set clock moves neither. */
  function lookAtClocks(): void {
    const now = { wall: clock.now(), steady: clock.monotonic(), uptime: clock.uptime() };
    const ran = now.steady - last.steady;
    const jumped = now.wall - last.wall - ran;
    if (jumped > jumpMs) {
      const slept = now.uptime - last.uptime - ran > jumpMs / 2;
      deps.onGap({ from: last.wall, to: now.wall, cause: slept ? 'slept' : 'clock-jumped' });
    } else if (jumped < -jumpMs) {
      deps.log.warn('the clock was set back', { seconds: Math.round(-jumped / 1000) });
    }
    last = now;
  }

  function ring(): void {
    if (isStopped) return;
    if (isRinging) {
      isAskedAgain = true;
      return;
    }
    isRinging = true;
    lookAtClocks();
    deps
      .ring()
      .catch((error: unknown) => deps.log.error('looking for what is due failed; it is tried again', { error }))
      .finally(() => {
        isRinging = false;
        if (isAskedAgain) {
          isAskedAgain = false;
          ring();
        } else {
          arm();
        }
      });
  }

  return {
    set(next) {
      due = next;
      if (!isRinging) arm();
    },
    wake: ring,
    stop() {
      isStopped = true;
      disarm?.();
      disarm = null;
    },
  };
}
