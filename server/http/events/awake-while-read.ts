import type { Clock } from '../../clock.ts';

interface Sleeper {
  readonly clock: Pick<Clock, 'after'>;
  /** How long after its last reader it still listens and buffers. */
  readonly lingerMs: number;
  /** Begins to hear of changes; returns what ends it. */
  readonly subscribe: () => () => void;
  /** What was buffered is not continued. */
  readonly forget: () => void;
}

/**
 * Listens to changes only while somebody reads them, and a little longer: what nobody wants is not read from the store, on no computer of a
 * fleet.
 */
export function awakeWhileRead({ clock, lingerMs, subscribe, forget }: Sleeper) {
  let unsubscribe: (() => void) | null = null;
  let stopWaiting = (): void => {};

  function sleep(): void {
    stopWaiting();
    if (unsubscribe === null) return;
    unsubscribe();
    unsubscribe = null;
    forget();
  }

  return {
    came(): void {
      stopWaiting();
      unsubscribe ??= subscribe();
    },
    /** Called when a reader has left; `isLast`: nobody reads any more. */
    left(isLast: boolean): void {
      if (!isLast || unsubscribe === null) return;
      stopWaiting();
      stopWaiting = clock.after(lingerMs, sleep);
    },
    sleep,
  };
}
