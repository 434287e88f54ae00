import { useSyncExternalStore } from 'react';

interface Ticker {
  now: number;
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

const tickers = new Map<number, Ticker>();

/** One timer for all readers with the same interval; it stops while the page is hidden, and continues at once when it is visible. */
function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs);
  if (known) return known;
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  function beat(): void {
    if (document.hidden) return;
    ticker.now = Date.now();
    for (const each of listeners) each();
  }
  const ticker: Ticker = {
    now: Date.now(),
    read: () => ticker.now,
    subscribe: (listener) => {
      listeners.add(listener);
      if (timer === null) {
        // Unread for a while: otherwise the old time would stay until the next tick.
        ticker.now = Date.now();
        timer = setInterval(beat, everyMs);
        document.addEventListener('visibilitychange', beat);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
        document.removeEventListener('visibilitychange', beat);
      };
    },
  };
  tickers.set(everyMs, ticker);
  return ticker;
}

/** The current time, rendered again every `everyMs` (one second for running durations, more for "3 h ago"). */
export function useNow(everyMs = 15_000): number {
  const ticker = tickerOf(everyMs);
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}
