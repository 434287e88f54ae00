import type { Log } from '../../log.ts';
import type { Clock } from '../../clock.ts';
import { createToldOnce } from '../shared/told-once.ts';
import { jumpMs } from './clock-watch.ts';

/** A period of wall-clock time in which nothing could run, and why. Epoch ms. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly cause: 'was-off' | 'slept' | 'stalled' | 'clock-jumped' | 'restored';
}

export interface Alarm {
  /** Something is due at that instant (null: nothing known): rings then, or earlier to check the wall clock. */
  set(due: number | null): void;
  /** Ring now: the computer woke up, or something earlier was planned. */
  wake(): void;
  /** Resolves when the present ring, if any, is over. */
  quiet(): Promise<void>;
  stop(): void;
}

/** The longest sleep, because laptops suspend and clocks are set. */
export const longestSleepMs = 3_000;

/** A failure is retried after this time, not in a tight loop. */
const againMs = 1_000;

const saidOnce = {
  fails: 'looking for what is due failed; it is tried again until it works',
  isWell: 'looking for what is due works again',
};

interface AlarmDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly ring: () => Promise<void>;
  /** Compares wall clock and monotonic clock; true if the wall clock has jumped. */
  readonly lookAtClocks: () => boolean;
  readonly onGap: (gap: Gap) => void;
}

/**
 * The engine's only timer. Calls `ring` when something may be due, and `onGap` when time passed in which Rota was suspended.
 * Rings never overlap: one requested meanwhile follows.
 */
export function createAlarm(deps: AlarmDeps): Alarm {
  const { clock } = deps;
  const trouble = createToldOnce(deps.log, saidOnce);
  let due: number | null = null;
  let disarm: (() => void) | null = null;
  let ringing: Promise<void> | null = null;
  let isAskedAgain = false;
  let isStopped = false;
  /** When the timer was set, and its latest end in monotonic ms. */
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
    // The job waits for a wall-clock instant, even if the clock is set far back; this watch does not.
    const cancelWatch = clock.after(longestSleepMs, ring);
    disarm = () => {
      cancelJob();
      cancelWatch();
    };
  }

  /** The monotonic clock went on without us: Rota was stopped or blocked, or that clock counts sleep. */
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
      .then(() => trouble.well())
      .catch((error: unknown) => {
        hasFailed = true;
        trouble.failed(error);
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
