export interface Batch<Item> {
  readonly add: (...items: readonly Item[]) => void;
  /** Drops the items that wait. */
  readonly stop: () => void;
}

/** Batches items: the first is delivered at once, later ones at most every `everyMs`. */
export function createBatch<Item>(everyMs: number, take: (items: readonly Item[]) => void): Batch<Item> {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;

  function flush(): void {
    if (waiting.length === 0) {
      timer = null;
      return;
    }
    const items = waiting;
    waiting = [];
    timer = setTimeout(flush, everyMs);
    take(items);
  }

  return {
    add: (...items) => {
      waiting.push(...items);
      if (timer === null) flush();
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      waiting = [];
    },
  };
}
