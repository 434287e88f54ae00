import type { Clock } from '../../server/clock.ts';

/** A clock with everything that clocks do to a program: it goes on, is set both ways, and sleeps. */
export interface EngineClock extends Clock {
  /** Time goes by; timers are called in order, and what they set off is over before the next. */
  move(ms: number): Promise<void>;
  /** Time went by while nobody looked: no timer is called. */
  leap(ms: number): void;
  /** Somebody sets the wall clock. */
  set(byMs: number): void;
  /** The computer sleeps: wall clock and uptime go on, the steady clock and all timers stand still. */
  sleep(ms: number): void;
  /** How many timers are armed for an instant of the wall clock. */
  alarms(): number;
}

/** Lets everything that waits for a turn of the event loop, or for the disk, have it: until `count` turns went by in which nothing waited. */
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
  /** As node-schedule: counts down by the steady clock, and waits on while the instant lies ahead by the wall clock. */
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
