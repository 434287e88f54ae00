import { randomInt } from 'node:crypto';

/** Too much waits already; the caller may retry in a moment. */
export class HashBusy extends Error {
  constructor() {
    super('too many secrets wait to be hashed');
  }
}

/** Runs work in its turn. Rejects with HashBusy if it gets none. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs at most `atOnce` at a time. If more than `mostWaiting` wait, a random one rejects with HashBusy, so that a flood neither fills the
 * memory nor locks out the same caller each time.
 */
export function createTurns({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): InTurn {
  let running = 0;
  const waiting: { go: () => void; giveUp: (reason: Error) => void }[] = [];

  function turn(): Promise<void> {
    return new Promise((go, giveUp) => {
      waiting.push({ go, giveUp });
      if (waiting.length > mostWaiting) waiting.splice(randomInt(waiting.length), 1)[0]?.giveUp(new HashBusy());
    });
  }

  return async (work) => {
    // A slot is passed to the next waiting call and never freed while one waits.
    if (running >= atOnce) await turn();
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next.go();
      else running -= 1;
    }
  };
}
