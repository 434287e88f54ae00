import type { Clock } from '../../server/clock.ts';

/** A clock that a test moves by hand; due timers are called in order while it moves. */
export interface HandClock extends Clock {
  move(ms: number): void;
}

export function createHandClock(start = Date.UTC(2026, 10, 23, 7)): HandClock {
  let now = start;
  let timers: { at: number; call: () => void }[] = [];
  function at(instant: number, call: () => void): () => void {
    const timer = { at: instant, call };
    timers.push(timer);
    return () => void (timers = timers.filter((other) => other !== timer));
  }
  return {
    now: () => now,
    monotonic: () => now - start,
    uptime: () => now - start,
    stopsInSleep: false,
    after: (ms, call) => at(now + ms, call),
    at,
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
