import type { Look } from './look.ts';

/** Looks that are under way, a bounded number of them at once; who asks for the same one gets the same answer. */
export interface LookLine {
  look(key: string, begin: () => Promise<Look>): Promise<Look>;
}

const mostAtOnce = 32;
/** An answer is good for so long: many runs that wait for the same are looked after together. */
const freshMs = 1_000;
const mostFresh = 1_000;

export function createLookLine({ monotonic }: { readonly monotonic: () => number }): LookLine {
  const underWay = new Map<string, Promise<Look>>();
  const fresh = new Map<string, { readonly look: Look; readonly at: number }>();
  const waiting: (() => void)[] = [];
  let active = 0;

  async function inTurn(key: string, begin: () => Promise<Look>): Promise<Look> {
    if (active >= mostAtOnce) await new Promise<void>((resolve) => void waiting.push(resolve));
    active += 1;
    try {
      const look = await begin();
      if (fresh.size >= mostFresh) fresh.clear();
      fresh.set(key, { look, at: monotonic() });
      return look;
    } finally {
      active -= 1;
      waiting.shift()?.();
    }
  }

  return {
    look(key, begin) {
      const known = fresh.get(key);
      if (known && monotonic() - known.at < freshMs) return Promise.resolve(known.look);
      const present = underWay.get(key);
      if (present) return present;
      const look = inTurn(key, begin).finally(() => underWay.delete(key));
      underWay.set(key, look);
      return look;
    },
  };
}
