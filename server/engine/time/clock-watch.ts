import type { Clock } from '../../clock.ts';

/** Wall clock and steady clock do not agree on how much time went by. Epoch ms: what the wall clock would show, and what it shows. */
export interface ClockChange {
  readonly kind: 'slept' | 'set-forward' | 'set-back';
  readonly from: number;
  readonly to: number;
  /** How far it moved by itself: negative when set back. */
  readonly byMs: number;
}

/** Going on by itself is called a jump from here on; less is caught up without a word. */
export const jumpMs = 20_000;

/** What was planned by a clock that has gone back by this much is planned anew. Finer steps are those of a clock that is slewed. */
export const setBackMs = 1_000;

/** Two clocks may drift apart by a thousandth without either having been set: a quartz is 20 times better, slewing goes up to half of it. */
const driftShare = 0.001;

export interface ClockWatch {
  /** The watched clock; asking it for the time is a look, too. */
  readonly clock: Clock;
  /** Compares the clocks; true if it had something to tell. */
  look(): boolean;
  /** Who is told, at once and before whoever asked for the time has it. */
  listen(tell: (change: ClockChange) => void): void;
}

/** Notices that the wall clock was set, or that the computer slept: a suspended computer's uptime goes on, a set clock moves neither. */
export function createClockWatch(clock: Clock): ClockWatch {
  let tell: (change: ClockChange) => void = () => {};
  let last = read();
  /** Wall clock minus steady clock, as far as it is known. */
  let offset = last.wall - last.steady;

  /** Somebody may be held between two readings: then they do not belong together. */
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
