import type { ConfigClock } from '../../server/store/config-file.ts';

/** A clock that a test moves by hand; timers that come due are called in order while it moves. */
export interface HandClock extends ConfigClock {
  /** Moves on by `ms`. */
  move(ms: number): void;
}

export function createHandClock(start = Date.UTC(2026, 0, 31, 9, 5)): HandClock {
  let now = start;
  let timers: { at: number; call: () => void }[] = [];
  return {
    now: () => now,
    after(ms, call) {
      const timer = { at: now + ms, call };
      timers.push(timer);
      return () => void (timers = timers.filter((other) => other !== timer));
    },
    move(ms) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        now = next.at;
        next.call();
      }
      now = until;
    },
  };
}
