import type { Log } from '../../log.ts';
import type { Clock } from '../../clock.ts';
import { jumpMs } from './clock-watch.ts';

/** A stretch of wall-clock time in which nothing could run, and why. Epoch ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly cause: 'was-off' | 'slept' | 'stalled' | 'clock-jumped' | 'restored';
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

/** No sleep is longer: laptops suspend and clocks are set. */
export const longestSleepMs = 3_000;

/** What could not be done is tried again after this time, not in a circle. */
const againMs = 1_000;

/**
 * The one armed timer of the engine. Calls `ring` when something may be due and `onGap` when time went by in which Rota was held.
 * Rings never overlap: one that is asked for meanwhile follows.
 */
export function createAlarm(deps: {
  clock: Clock;
  log: Log;
  ring: () => Promise<void>;
  /** Compares the clocks; true if the wall clock has made a jump. */
  lookAtClocks: () => boolean;
  onGap: (gap: Gap) => void;
}): Alarm {
  const { clock } = deps;
  let due: number | null = null;
  let disarm: (() => void) | null = null;
  let ringing: Promise<void> | null = null;
  let isAskedAgain = false;
  let isStopped = false;
  /** When the timer was armed, and until when at most by the steady clock. */
  let armed: { readonly wall: number; readonly until: number } | null = null;

  function arm(hasFailed: boolean): void {
    disarm?.();
    disarm = null;
    if (isStopped) return;
    const now = clock.now();
    const wake = now + longestSleepMs;
    const at = hasFailed ? now + againMs : due === null ? wake : Math.min(due, wake);
    armed = { wall: now, until: clock.monotonic() + longestSleepMs };
    const cancelJob = clock.at(at, ring);
    // The job waits for its instant by the wall clock, however far that is set back: this one does not.
    const cancelWatch = clock.after(longestSleepMs, ring);
    disarm = () => {
      cancelJob();
      cancelWatch();
    };
  }

  /** The steady clock went on by itself: Rota was stopped or held up, or sleeping does not stop that clock. */
  function lookForStall(): void {
    const steady = clock.monotonic();
    if (armed === null || steady - armed.until <= jumpMs) return;
    deps.onGap({ from: armed.wall, to: clock.now(), cause: clock.stopsInSleep ? 'stalled' : 'slept' });
  }

  function ring(): void {
    if (isStopped) return;
    if (ringing) {
      isAskedAgain = true;
      return;
    }
    if (!deps.lookAtClocks()) lookForStall();
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
