import type { AttentionItem } from '../../contract/overview.ts';
import type { Reason } from '../../contract/reasons.ts';
import type { Outcome, Trigger } from '../../contract/run.ts';

// What needs a person: runs that failed or did not start, that nobody has seen, and that did not succeed since. Instants are epoch ms.

/** A run that failed or did not start, and that nobody has seen. */
export interface UnseenRun {
  readonly id: string;
  readonly seq: number;
  readonly process: string;
  readonly trigger: Trigger;
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  /** Whose it is, and the name to show; null if its schedule started it. */
  readonly starter: string | null;
  readonly startedBy: string | null;
  readonly schedule: number;
  readonly scheduleId: string;
  readonly scheduleName: string;
  /** It is a run of a schedule, and no single start. */
  readonly isListed: boolean;
  /** The values that it alone had, in short, as they are stored; null if it had those of its schedule. */
  readonly own: string | null;
  readonly startedAt: number | null;
  readonly endedAt: number;
}

/** A run that succeeded after one of those. */
export type LaterSuccess = Pick<UnseenRun, 'seq' | 'process' | 'schedule' | 'starter' | 'own'> & {
  readonly rerunOf: string | null;
};

export interface Attention {
  /** The newest first. */
  readonly items: readonly AttentionItem[];
  /** The runs of each item, by its key. */
  readonly runsOf: ReadonlyMap<string, readonly UnseenRun[]>;
  /** Runs that need nobody any more. */
  readonly settled: readonly UnseenRun[];
}

/** One item for each schedule, and one for all single starts of a process by the same program or person. `runs`: newest first. */
export function attentionOf(runs: readonly UnseenRun[], successes: readonly LaterSuccess[]): Attention {
  const isSettled = settledBy(successes);
  const [settled, open] = [runs.filter(isSettled), runs.filter((run) => !isSettled(run))];
  const runsOf = Map.groupBy(open, keyOf);
  return { items: [...runsOf].map(([key, group]) => itemOf(key, group)), runsOf, settled };
}

export const keyOf = ({ isListed, scheduleId, process, starter }: UnseenRun): string =>
  isListed ? `schedule ${scheduleId}` : `starts ${starter ?? ''} ${process}`;

function itemOf(key: string, runs: readonly UnseenRun[]): AttentionItem {
  const [last, first] = [runs[0]!, runs.at(-1)!];
  return {
    key,
    process: last.process,
    schedule: last.isListed ? { id: last.scheduleId, name: last.scheduleName } : null,
    trigger: last.trigger,
    startedBy: last.startedBy,
    count: runs.length,
    since: first.endedAt,
    runs: runs.map(({ id }) => id),
    last: {
      id: last.id,
      outcome: last.outcome,
      reason: last.reason,
      endedAt: last.endedAt,
      durationMs: last.startedAt === null ? null : Math.max(0, last.endedAt - last.startedAt),
    },
  };
}

/**
 * A success of the same schedule settles what had no values of its own: what has some (a call, a file that arrived) is settled by a success
 * with the same ones, or by its own rerun. An invoice that failed is not done because another one was.
 */
function settledBy(successes: readonly LaterSuccess[]): (run: UnseenRun) => boolean {
  const newest = new Map<string, number>();
  const note = (key: string, seq: number) => newest.set(key, Math.max(seq, newest.get(key) ?? 0));
  for (const { seq, process, schedule, starter, own, rerunOf } of successes) {
    note(`schedule ${schedule}`, seq);
    if (rerunOf !== null) note(`rerun ${rerunOf}`, seq);
    if (own === null) continue;
    note(`schedule ${schedule} ${own}`, seq);
    note(`start ${process} ${starter ?? ''} ${own}`, seq);
  }
  const isAfter = ({ seq }: UnseenRun, key: string): boolean => (newest.get(key) ?? 0) > seq;
  return (run) => {
    const { id, schedule, own, process, starter, isListed } = run;
    if (isAfter(run, `rerun ${id}`)) return true;
    if (isListed) return isAfter(run, own === null ? `schedule ${schedule}` : `schedule ${schedule} ${own}`);
    return isAfter(run, `start ${process} ${starter ?? ''} ${own ?? ''}`);
  };
}
