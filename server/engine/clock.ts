/** The engine's only source of time; a test holds its own. Timers of both kinds never keep the process alive by themselves. */
export interface Clock {
  /** Epoch ms by the wall clock; it may jump both ways. */
  now(): number;
  /** Milliseconds that never go back; stands still while the computer sleeps on most systems. */
  monotonic(): number;
  /** Calls once after `ms` (at most 2^31-1); returns its cancel. */
  after(ms: number, call: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, call) {
    const timer = setTimeout(call, Math.min(ms, 0x7fff_ffff));
    timer.unref();
    return () => clearTimeout(timer);
  },
};

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
