import type { Reason } from '../../contract/reasons.ts';
import type { StoredRun } from './stored-run.ts';

/** What a look at the conditions of a waiting run led to. */
export interface LookResult {
  readonly id: string;
  readonly next:
    | { readonly lookAt: number; readonly reason: Reason }
    /** It is queued now; `target`: for that worker alone, where its conditions hold. */
    | { readonly metAt: number; readonly target: string | null };
}

/** Whose looks are due, and for whom: targets as they are stored. */
export interface LooksDue {
  readonly now: number;
  readonly targets: readonly string[];
  /** Those whose time was over before this instant, for whomever they are. */
  readonly overBefore: number;
  readonly limit: number;
  /** Until then nobody else looks at what is taken. */
  readonly takenUntil: number;
}

/** Runs that wait until their conditions hold. */
export interface LookStore {
  /** When the next look for these targets is due; null if none is. */
  earliest(targets: readonly string[]): Promise<number | null>;
  /** Takes runs whose look is due, the earliest first. Where there is one computer only, the same ones are given until a result is noted. */
  take(due: LooksDue): Promise<StoredRun[]>;
  /** Stores results in one transaction; those of runs that do not wait any more are left out. Resolves to the others as they are now. */
  note(results: readonly LookResult[]): Promise<StoredRun[]>;
}
