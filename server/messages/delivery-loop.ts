import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** The wall clock may jump, so no timer is longer. */
const lookAgainMs = 60_000;
const shortestMs = 50;

export interface DeliveryLoop<Place> {
  /** What is being sent, by the key under which it was taken. */
  readonly underWay: ReadonlyMap<string, Place>;
  /** Aborted once it is stopped. */
  readonly signal: AbortSignal;
  /** Sends what is due, soon. */
  readonly look: () => void;
  /** Runs the work after all earlier work, and after what is being looked at. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Begins to send something; when it is over, a place is free and others are looked for. */
  readonly take: (key: string, place: Place, sending: () => Promise<void>) => void;
  /** Resolves when nothing is being looked at or sent. */
  readonly quiet: () => Promise<void>;
  /** Nothing is taken any more; resolves when what is being sent has ended. */
  readonly stop: () => Promise<void>;
}

interface LoopDeps<Place> {
  readonly clock: Clock;
  readonly log: Log;
  /** For the log: what could not be looked at, what could not be delivered. */
  readonly words: { readonly all: string; readonly one: string };
  /** Takes what is due, and says when the next is (epoch ms, later than now); null if nothing waits. */
  readonly fill: (loop: DeliveryLoop<Place>) => Promise<number | null>;
}

/** Looks for due deliveries, one look at a time, and again when the next is due, when one has ended, and after a fault. */
export function createDeliveryLoop<Place>({ clock, log, words, fill }: LoopDeps<Place>): DeliveryLoop<Place> {
  const underWay = new Map<string, Place>();
  const sending = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const { signal } = stopping;
  let cancelTimer = (): void => {};
  let isAsked = false;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  function lookIn(ms: number): void {
    cancelTimer();
    if (!signal.aborted) cancelTimer = clock.after(Math.min(lookAgainMs, Math.max(shortestMs, ms)), look);
  }

  async function pump(): Promise<void> {
    isAsked = false;
    cancelTimer();
    if (signal.aborted) return;
    const next = await fill(loop);
    // A due delivery without a place waits for one that ends, which looks again.
    if (next !== null || underWay.size > 0) lookIn(next === null ? lookAgainMs : next - clock.now());
  }

  function look(): void {
    if (isAsked || signal.aborted) return;
    isAsked = true;
    inTurn(pump).catch((error: unknown) => {
      log.error(`${words.all}; it is tried again`, { error });
      lookIn(lookAgainMs);
    });
  }

  const loop: DeliveryLoop<Place> = {
    underWay,
    signal,
    look,
    inTurn,
    take(key, place, send) {
      underWay.set(key, place);
      const done = send()
        .catch((error: unknown) => log.error(words.one, { id: key, error }))
        .finally(() => {
          underWay.delete(key);
          sending.delete(key);
          look();
        });
      sending.set(key, done);
    },
    async quiet() {
      for (let seen: unknown = null; seen !== turn;) {
        seen = turn;
        await turn;
        await Promise.all(sending.values());
      }
    },
    async stop() {
      stopping.abort();
      cancelTimer();
      await turn;
      await Promise.all(sending.values());
    },
  };
  return loop;
}

/** Sends what is ours for a while, so that another computer does not send it, too; it is given back unless its result was stored. */
export async function leased(
  lease: { readonly take: () => Promise<boolean>; readonly giveBack: () => Promise<void> },
  send: () => Promise<{ readonly isStored: boolean }>,
): Promise<void> {
  if (!(await lease.take())) return;
  let isStored = false;
  try {
    ({ isStored } = await send());
  } finally {
    if (!isStored) await lease.giveBack();
  }
}
