import type { Outcome, Run } from '../../../contract/run.ts';
import type { Distribution, ProcessFigures } from '../shared/figures.ts';

/** Upper bounds in seconds. Changing them breaks graphs that span the change. */
export const durationBounds = [
  1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400,
] as const;
export const latenessBounds = [1, 5, 15, 60, 300, 900, 3600, 14_400, 43_200, 86_400] as const;

/** Counts runs as they begin and end, so that nobody who asks for figures reads the history. */
export interface RunTally {
  begun(run: TalliedRun): void;
  ended(run: TalliedRun): void;
  /** By process, in the order of their names. */
  figures(): readonly ProcessFigures[];
}

export type TalliedRun = Pick<Run, 'process' | 'trigger' | 'outcome' | 'dueAt' | 'startedAt' | 'endedAt'>;

interface Book {
  readonly outcomes: Map<Outcome, number>;
  readonly durations: Observations;
  readonly lateness: Observations;
}

export function createRunTally(): RunTally {
  const books = new Map<string, Book>();

  function bookOf(process: string): Book {
    const known = books.get(process);
    if (known !== undefined) return known;
    const book: Book = {
      outcomes: new Map(),
      durations: observations(durationBounds),
      lateness: observations(latenessBounds),
    };
    books.set(process, book);
    return book;
  }

  return {
    begun({ process, trigger, dueAt, startedAt }) {
      if (trigger === 'test' || startedAt === null) return;
      bookOf(process).lateness.add(startedAt - dueAt);
    },
    ended({ process, trigger, outcome, startedAt, endedAt }) {
      if (trigger === 'test' || outcome === null) return;
      const { outcomes, durations } = bookOf(process);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (startedAt !== null && endedAt !== null) durations.add(endedAt - startedAt);
    },
    figures: () =>
      [...books]
        .map(([process, { outcomes, durations, lateness }]) => ({
          process,
          outcomes: new Map(outcomes),
          durations: durations.read(),
          lateness: lateness.read(),
        }))
        .sort((one, other) => (one.process < other.process ? -1 : 1)),
  };
}

interface Observations {
  /** Negative times, as of a clock that was set back, count as none. */
  add(ms: number): void;
  read(): Distribution;
}

function observations(bounds: readonly number[]): Observations {
  const counts = bounds.map(() => 0);
  let count = 0;
  let sumMs = 0;
  return {
    add(ms) {
      const took = Math.max(0, ms);
      const at = bounds.findIndex((bound) => took <= bound * 1000);
      if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
      count += 1;
      sumMs += took;
    },
    read: () => ({ bounds, counts: [...counts], count, sum: sumMs / 1000 }),
  };
}
