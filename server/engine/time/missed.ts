import type { Reason } from '../../../contract/reasons.ts';
import type { StoredRun } from '../../store/rows.ts';
import type { Gap } from './alarm.ts';

/** What was missed in a stretch without Rota. `latest` names the last ones, at most 200. */
export interface MissedIn {
  readonly gap: Gap;
  readonly count: number;
  readonly latest: readonly string[];
}

/** The stretches that are being settled now, and what was missed in each. */
export interface MissedBook {
  add(gap: Gap): void;
  /** Why something due at that instant could not run. */
  readonly causeOf: (due: number) => Reason;
  count(run: StoredRun): void;
  /** A later run of its schedule may still stand for it: it counts when the stretch is settled and none has. */
  hold(schedule: number, run: StoredRun): void;
  /** A run of the schedule starts: it stands for what waited. */
  standsFor(schedule: number): void;
  /** Each stretch in which something was missed, once; the book is empty then. */
  take(): readonly MissedIn[];
}

const mostNamed = 200;

export function createMissedBook(): MissedBook {
  let entries: Entry[] = [];
  const waiting = new Map<number, Map<Entry, Missed>>();
  const entryOf = (due: number) => entries.find(({ gap }) => due > gap.from && due <= gap.to);
  return {
    add: (gap) => void entries.push({ gap, count: 0, latest: [] }),
    causeOf(due) {
      return { code: entryOf(due)?.gap.cause ?? 'merged', params: { at: new Date(due).toISOString() } };
    },
    count({ id, dueAt }) {
      const entry = entryOf(dueAt);
      if (entry) join(entry, { count: 1, latest: [id] });
    },
    hold(schedule, { id, dueAt }) {
      const entry = entryOf(dueAt);
      if (!entry) return;
      const ofSchedule = waiting.get(schedule) ?? new Map<Entry, Missed>();
      const missed = ofSchedule.get(entry) ?? { count: 0, latest: [] };
      join(missed, { count: 1, latest: [id] });
      waiting.set(schedule, ofSchedule.set(entry, missed));
    },
    standsFor: (schedule) => void waiting.delete(schedule),
    take() {
      for (const ofSchedule of waiting.values()) for (const [entry, missed] of ofSchedule) join(entry, missed);
      waiting.clear();
      const told = entries.filter(({ count }) => count > 0);
      entries = [];
      return told;
    },
  };
}

interface Missed {
  count: number;
  readonly latest: string[];
}
interface Entry extends Missed {
  readonly gap: Gap;
}

function join(into: Missed, { count, latest }: Missed): void {
  into.count += count;
  into.latest.push(...latest);
  into.latest.splice(0, Math.max(0, into.latest.length - mostNamed));
}
