import type { Log } from '../../log.ts';
import type { Clock } from '../clock.ts';

/** A stretch of wall-clock time in which nothing could run, and why. Epoch ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly cause: 'was-off' | 'slept' | 'clock-jumped' | 'restored';
}

export interface Alarm {
  /** Something is due at that instant (null: nothing known): rings then, or earlier to look at the wall clock again. */
  set(due: number | null): void;
  /** Ring now: the computer woke up, or something was put in front. */
  wake(): void;
  /** Resolves when the ring that is under way, if any, is over. */
  quiet(): Promise<void>;
  stop(): void;
}

/** No sleep is longer: laptops suspend and clocks jump. */
const longestSleepMs = 5_000;

/** What could not be done is tried again after this time, not in a circle. */
const againMs = 1_000;

/** Wall clock and monotonic clock may drift apart by this much before it is called a jump. */
export const jumpMs = 20_000;

/**
 * The one armed timer of the engine. Calls `ring` when something may be due, `onGap` when time went by without us and
 * `onSetBack` when the wall clock went back. Rings never overlap: one that is asked for meanwhile follows.
 */
export function createAlarm(deps: {
  clock: Clock;
  log: Log;
  ring: () => Promise<void>;
  onGap: (gap: Gap) => void;
  onSetBack: (byMs: number) => void;
}): Alarm {
  const { clock } = deps;
  let due: number | null = null;
  let disarm: (() => void) | null = null;
  let ringing: Promise<void> | null = null;
  let isAskedAgain = false;
  let isStopped = false;
  const look = () => ({ wall: clock.now(), steady: clock.monotonic(), uptime: clock.uptime() });
  let last = look();
  /** When the timer was armed, and for how long at most. */
  let armed: { readonly wall: number; readonly until: number } | null = null;

  function arm(hasFailed: boolean): void {
    disarm?.();
    disarm = null;
    if (isStopped) return;
    const now = clock.now();
    const wake = now + longestSleepMs;
    const at = hasFailed ? now + againMs : due === null ? wake : Math.min(due, wake);
    armed = { wall: now, until: clock.monotonic() + longestSleepMs };
    disarm = clock.at(at, ring);
  }

  /** A suspended computer's uptime goes on while its steady clock stands still; a set clock moves neither. */
  function lookAtClocks(): void {
    const now = look();
    const ran = now.steady - last.steady;
    const jumped = now.wall - last.wall - ran;
    if (jumped > jumpMs) {
      const slept = now.uptime - last.uptime - ran > jumpMs / 2;
      deps.onGap({ from: last.wall, to: now.wall, cause: slept ? 'slept' : 'clock-jumped' });
    } else if (jumped < -jumpMs) {
      deps.log.warn('the clock was set back', { seconds: Math.round(-jumped / 1000) });
      deps.onSetBack(-jumped);
    } else if (armed !== null && now.steady - armed.until > jumpMs) {
      // Where the steady clock goes on through a sleep (Windows), or Rota itself was held.
      deps.onGap({ from: armed.wall, to: now.wall, cause: 'slept' });
    }
    last = now;
  }

  function ring(): void {
    if (isStopped) return;
    if (ringing) {
      isAskedAgain = true;
      return;
    }
    lookAtClocks();
    let hasFailed = false;
    ringing = deps
      .ring()
      .catch((error: unknown) => {
        hasFailed = true;
        deps.log.error('looking for what is due failed; it is tried again', { error });
      })
      .finally(() => {
        ringing = null;
        if (isAskedAgain && !hasFailed) {
          isAskedAgain = false;
          ring();
        } else {
          isAskedAgain = false;
          arm(hasFailed);
        }
      });
  }

  return {
    set(next) {
      due = next;
      if (!ringing) arm(false);
    },
    wake: ring,
    async quiet() {
      while (ringing) await ringing;
    },
    stop() {
      isStopped = true;
      disarm?.();
      disarm = null;
    },
  };
}
