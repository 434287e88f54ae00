import type { Reason } from '../../../contract/reasons.ts';
import type { StoredRun } from '../../store/stored-run.ts';
import type { Gap } from './alarm.ts';

/** The times missed in a period without Rota. `latest` has the last ones, at most 200. */
export interface MissedDueTimes {
  readonly gap: Gap;
  readonly count: number;
  readonly latest: readonly string[];
}

/** The periods that are being settled, and the times missed in each. */
export interface MissedTally {
  add(gap: Gap): void;
  /** Why a time that was due then could not run. */
  readonly causeOf: (due: number) => Reason;
  count(run: StoredRun): void;
  /** Returns each period with missed times, once; the book is empty afterwards. */
  take(): readonly MissedDueTimes[];
}

const mostNamed = 200;

export function createMissedTally(): MissedTally {
  let entries: { gap: Gap; count: number; latest: string[] }[] = [];
  const entryOf = (due: number) => entries.find(({ gap }) => due > gap.from && due <= gap.to);
  return {
    add: (gap) => void entries.push({ gap, count: 0, latest: [] }),
    causeOf(due) {
      return { code: entryOf(due)?.gap.cause ?? 'merged', params: { at: new Date(due).toISOString() } };
    },
    count({ id, dueAt }) {
      const entry = entryOf(dueAt);
      if (!entry) return;
      entry.count += 1;
      entry.latest.push(id);
      if (entry.latest.length > mostNamed) entry.latest.shift();
    },
    take() {
      const told = entries.filter(({ count }) => count > 0);
      entries = [];
      return told;
    },
  };
}
