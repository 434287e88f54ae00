import { scheduleJob } from 'node-schedule';

/** The engine's only source of time; a test holds its own. Nothing armed here keeps the process alive by itself. */
export interface Clock {
  /** Epoch ms by the wall clock; it may jump both ways. */
  now(): number;
  /** Milliseconds that never go back and, on most systems, stand still while the computer sleeps. */
  monotonic(): number;
  /** Milliseconds since the computer started, sleep included; setting the wall clock does not move it. */
  uptime(): number;
  /** Whether `monotonic` is known to stand still while the computer sleeps; else it may go on. */
  readonly stopsInSleep: boolean;
  /** Calls once after `ms` (at most 2^31-1); returns its cancel. */
  after(ms: number, call: () => void): () => void;
  /** Calls once when the wall clock reaches an instant, however late that becomes by its being set back; at once if it has passed. Returns its cancel. */
  at(instant: number, call: () => void): () => void;
}

/** Whoever does not ask for `uptime` need not say how to get it. */
export function createSystemClock(uptimeMs: () => number = () => performance.now(), stopsInSleep = false): Clock {
  const after: Clock['after'] = (ms, call) => {
    const timer = setTimeout(call, Math.min(ms, 0x7fff_ffff));
    timer.unref();
    return () => clearTimeout(timer);
  };
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    uptime: uptimeMs,
    stopsInSleep,
    after,
    at(instant, call) {
      // node-schedule arms nothing for an instant that has passed.
      const armed = instant > Date.now() ? scheduleJob(new Date(instant), call) : null;
      return armed ? () => void armed.cancel() : after(0, call);
    },
  };
}

/** Resolves after `ms` of the clock, or at once when the signal aborts. Never rejects. */
export function pause(clock: Clock, ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const cancel = clock.after(ms, done);
    signal?.addEventListener('abort', done, { once: true });
    function done() {
      cancel();
      signal?.removeEventListener('abort', done);
      resolve();
    }
  });
}
