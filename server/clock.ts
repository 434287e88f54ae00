import { scheduleJob } from 'node-schedule';

/** The engine's only source of time; tests pass their own. A timer here does not keep the process alive. */
export interface Clock {
  /** Epoch ms of the wall clock; it may jump in both directions. */
  now(): number;
  /** Milliseconds that never go back and, on most systems, do not count while the computer sleeps. */
  monotonic(): number;
  /** Milliseconds since the computer started, sleep included; setting the wall clock does not move it. */
  uptime(): number;
  /** Whether `monotonic` is known to stop while the computer sleeps; else it may go on. */
  readonly stopsInSleep: boolean;
  /** Calls once after `ms` (at most 2^31-1); returns the function that cancels it. */
  after(ms: number, call: () => void): () => void;
  /**
   * Calls once when the wall clock reaches an instant, however long a clock that is set back delays it; at once if it has passed. Returns the
   * function that cancels it.
   */
  at(instant: number, call: () => void): () => void;
}

/** Callers that never ask for `uptime` may leave `uptimeMs` out. */
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
      // node-schedule sets no timer for an instant that has passed.
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
