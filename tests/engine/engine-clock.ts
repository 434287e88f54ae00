import type { Clock } from '../../server/clock.ts';

/** A clock with all the behaviour of real ones: it runs, is set forward and back, and sleeps. */
export interface EngineClock extends Clock {
  /** Time passes; timers are called in order, and the work of each is finished before the next. */
  move(ms: number): Promise<void>;
  /** Time passes without any timer being called. */
  leap(ms: number): void;
  /** Sets the wall clock. */
  set(byMs: number): void;
  /** The computer sleeps: wall clock and uptime go on, the steady clock and all timers stop. */
  sleep(ms: number): void;
  /** How many timers are armed for an instant of the wall clock. */
  alarms(): number;
}

/** Lets all pending event loop turns and disk work finish: until `count` consecutive turns had nothing pending. */
export async function turns(count = 12): Promise<void> {
  for (let quiet = 0; quiet < count; quiet += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    if (process.getActiveResourcesInfo().some((what) => what.startsWith('FSReq'))) quiet = 0;
  }
}

export function createEngineClock(start = Date.UTC(2026, 10, 23, 7)): EngineClock {
  let wall = start;
  let steady = 0;
  let uptime = 1_000_000;
  let timers: { at: number; isAlarm: boolean; call: () => void }[] = [];

  function arm(ms: number, isAlarm: boolean, call: () => void): () => void {
    const timer = { at: steady + Math.max(0, ms), isAlarm, call };
    timers.push(timer);
    return () => void (timers = timers.filter((other) => other !== timer));
  }
  /** Like node-schedule: counts down by the steady clock, and continues while the instant is in the future by the wall clock. */
  function armFor(instant: number, call: () => void): () => void {
    let cancel = arm(instant - wall, true, again);
    function again(): void {
      if (instant > wall) cancel = arm(instant - wall, true, again);
      else call();
    }
    return () => cancel();
  }
  function go(ms: number): void {
    wall += ms;
    steady += ms;
    uptime += ms;
  }
  return {
    now: () => wall,
    monotonic: () => steady,
    uptime: () => uptime,
    stopsInSleep: false,
    after: (ms, call) => arm(ms, false, call),
    at: armFor,
    async move(ms) {
      const until = steady + ms;
      await turns();
      for (;;) {
        const next = timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        if (next.at > steady) go(next.at - steady);
        next.call();
        await turns(4);
      }
      go(until - steady);
      await turns();
    },
    leap: go,
    set: (byMs) => void (wall += byMs),
    sleep(ms) {
      wall += ms;
      uptime += ms;
    },
    alarms: () => timers.filter(({ isAlarm }) => isAlarm).length,
  };
}
