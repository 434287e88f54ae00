import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** The time of a database that several computers share, kept between questions by this computer's steady clock. */
export interface DatabaseClock {
  /** Its wall clock is that of the database: setting this computer's moves nothing. */
  readonly clock: Clock;
  /** How far this computer's wall clock is ahead of the database's (negative: behind), in ms. */
  ahead(): number;
  stop(): void;
}

/** Two quartzes drift apart by some ms in this time. */
const askEveryMs = 30_000;
/** A smaller difference than this is not worth a step, nor is one that the way of the question may have made. */
const leastMs = 20;
/** More than this between uptime and steady clock was a sleep. */
const sleptMs = 1_000;
/** So often the first question is asked: the quickest answer is the best one. */
const firstQuestions = 3;

interface Anchor {
  readonly at: number;
  readonly steady: number;
  readonly uptime: number;
}

/** Rejects if the database does not answer at first; later it goes on without. */
export async function createDatabaseClock(own: Clock, ask: () => Promise<number>, log: Log): Promise<DatabaseClock> {
  let anchor: Anchor = await best(own, ask);
  let cancel = (): void => {};
  let isStopped = false;

  function now(): number {
    const steady = own.monotonic() - anchor.steady;
    const slept = own.uptime() - anchor.uptime - steady;
    return Math.round(anchor.at + steady + (slept > sleptMs ? slept : 0));
  }

  async function lookAgain(): Promise<void> {
    const { found, tookMs } = await question(own, ask);
    const present = now();
    const there = found.at + (own.monotonic() - found.steady);
    const apart = there - present;
    if (Math.abs(apart) > Math.max(leastMs, tookMs)) anchor = found;
  }

  function again(): void {
    if (isStopped) return;
    cancel = own.after(askEveryMs, () => {
      lookAgain()
        .catch((error: unknown) => log.debug('the time of the database could not be asked for', { error }))
        .finally(again);
    });
  }
  again();

  return {
    clock: {
      ...own,
      now,
      // The own wall clock reaches it when it is so much ahead as it is now.
      at: (instant, call) => own.at(instant + own.now() - now(), call),
    },
    ahead: () => own.now() - now(),
    stop() {
      isStopped = true;
      cancel();
    },
  };
}

/** The time of the answer is taken for that in the middle between question and answer. */
async function question(own: Clock, ask: () => Promise<number>): Promise<{ found: Anchor; tookMs: number }> {
  const before = own.monotonic();
  const at = await ask();
  const tookMs = own.monotonic() - before;
  return { found: { at, steady: before + tookMs / 2, uptime: own.uptime() - tookMs / 2 }, tookMs };
}

async function best(own: Clock, ask: () => Promise<number>): Promise<Anchor> {
  let first = await question(own, ask);
  for (let asked = 1; asked < firstQuestions; asked += 1) {
    const next = await question(own, ask);
    if (next.tookMs < first.tookMs) first = next;
  }
  return first.found;
}
