import type { Clock } from '../../clock.ts';

/** Wall clock and monotonic clock disagree on how much time passed. Epoch ms: what the wall clock should show, and what it shows. */
export interface ClockChange {
  readonly kind: 'slept' | 'set-forward' | 'set-back';
  readonly from: number;
  readonly to: number;
  /** How far the wall clock moved on its own: negative if set back. */
  readonly byMs: number;
}

/** Moving ahead counts as a jump from this size; less is caught up silently. */
export const jumpMs = 20_000;

/** If the clock goes back by this much, plans are computed again. Smaller steps come from slewing. */
export const setBackMs = 1_000;

/** Two clocks may drift apart by a thousandth without being set: a quartz is 20 times better, slewing goes up to half of it. */
const driftShare = 0.001;

export interface ClockWatch {
  /** The watched clock; reading it also compares the clocks. */
  readonly clock: Clock;
  /** Compares the clocks; true if it reported a change. */
  look(): boolean;
  /** Reports changes, at once and before the reader that noticed one gets the time. */
  listen(tell: (change: ClockChange) => void): void;
}

/**
 * Notices that the wall clock was set, or that the computer slept: the uptime of a suspended computer goes on, and setting the clock
 * moves neither uptime nor monotonic clock.
 */
export function createClockWatch(clock: Clock): ClockWatch {
  let tell: (change: ClockChange) => void = () => {};
  let last = read();
  /** Wall clock minus monotonic clock, as last known. */
  let offset = last.wall - last.steady;

  /** The thread may be suspended between two readings: then they do not belong together, and are read again. */
  function read() {
    for (let tries = 1; ; tries += 1) {
      const steady = clock.monotonic();
      const at = { wall: clock.now(), steady, uptime: clock.uptime() };
      if (tries === 5 || clock.monotonic() - steady < 20) return at;
    }
  }

  function look(): boolean {
    const before = last;
    const now = read();
    const ran = now.steady - before.steady;
    const apart = now.wall - now.steady - offset;
    last = now;
    if (apart > -setBackMs && apart < setBackMs) {
      offset += Math.max(-ran * driftShare, Math.min(ran * driftShare, apart));
      return false;
    }
    offset += apart;
    if (apart > 0 && apart <= jumpMs) return false;
    const slept = now.uptime - before.uptime - ran > jumpMs / 2;
    const byMs = Math.round(apart);
    if (apart < 0) tell({ kind: 'set-back', from: now.wall - byMs, to: now.wall, byMs });
    else tell({ kind: slept ? 'slept' : 'set-forward', from: before.wall, to: now.wall, byMs });
    return true;
  }

  return {
    clock: {
      ...clock,
      now() {
        const wall = clock.now();
        if (Math.abs(wall - clock.monotonic() - offset) >= setBackMs) look();
        return wall;
      },
    },
    look,
    listen: (told) => void (tell = told),
  };
}
