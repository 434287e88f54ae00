/** How many wait at most: of more the oldest that says something without asking for anything goes. */
const mostWaiting = 5;

export interface Toast {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A later toast with the same id replaces this one. */
  readonly id?: string;
}

/** `dismiss`: the label of the button that closes it. */
export type ShownToast = Toast & Queued & { readonly dismiss: string };

/** What a toast needs of its queue. */
export interface ToastQueue {
  readonly over: (id: string) => void;
  readonly isAnyWaiting: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
}

export interface Queued {
  readonly id: string;
  readonly isPlain: boolean;
}

/** Toasts one at a time: the others wait for their turn, and one with the same id takes the place of the one before. */
export function createToastQueue<Item extends Queued>(screen: {
  readonly show: (item: Item) => void;
  /** Leads to `over`. */
  readonly hide: (id: string) => void;
}) {
  let shown: Item | null = null;
  let isUsed = false;
  let waiting: readonly Item[] = [];
  const listeners = new Set<() => void>();

  function change(next: readonly Item[]): void {
    waiting = next;
    for (const listener of listeners) listener();
  }

  function showNext(): void {
    const [next, ...others] = waiting;
    if (shown !== null || next === undefined) return;
    shown = next;
    isUsed = true;
    change(others);
    screen.show(next);
  }

  return {
    add(item: Item): void {
      const others = waiting.filter(({ id }) => id !== item.id);
      if (shown?.id === item.id) {
        change([item, ...others]);
        screen.hide(item.id);
        return;
      }
      const dropped = others.length < mostWaiting ? undefined : (others.find(({ isPlain }) => isPlain) ?? others[0]);
      change([...others.filter((other) => other !== dropped), item]);
      showNext();
    },
    /** It is gone, whoever closed it. */
    over(id: string): void {
      if (shown?.id !== id) return;
      shown = null;
      showNext();
    },
    isCurrent: (item: Item): boolean => shown === item,
    isShown: (id: string): boolean => shown?.id === id,
    /** Whether there has been any. */
    isUsed: (): boolean => isUsed,
    isAnyWaiting: (): boolean => waiting.length > 0,
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
