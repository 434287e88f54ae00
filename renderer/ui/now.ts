import { useSyncExternalStore } from 'react';

interface Ticker {
  now: number;
  readonly subscribe: (listener: () => void) => () => void;
  readonly read: () => number;
}

const tickers = new Map<number, Ticker>();

/** One timer for all readers of the same beat; it stands still while the page is hidden, and goes on at once when it is seen again. */
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
        // Nobody has read it for a while: an old time would stay until the next beat.
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

/** The time now, drawn again every `everyMs` (one second for durations that grow, more for "3 h ago"). */
export function useNow(everyMs = 15_000): number {
  const ticker = tickerOf(everyMs);
  return useSyncExternalStore(ticker.subscribe, ticker.read);
}
