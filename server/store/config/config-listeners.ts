import type { Log } from '../../log.ts';

/** Listeners of an event; if one throws, the others are still called. */
export function createListeners<T>(log: Log) {
  const listeners = new Set<(news: T) => void>();
  return {
    add: (listener: (news: T) => void): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell: (news: T): void => {
      for (const listener of listeners) {
        try {
          listener(news);
        } catch (error) {
          log.error('a listener failed', { error });
        }
      }
    },
  };
}
