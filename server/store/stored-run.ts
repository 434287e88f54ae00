import type { Reason } from '../../contract/reasons.ts';
import type { Follows } from '../../contract/follow-up.ts';
import type { ExitFacts, Outcome, Run, Trigger } from '../../contract/run.ts';
import type { OverlapPolicy } from '../../contract/schedule.ts';
import type { Owner } from '../domain/owner.ts';
import type { NextDue, Values } from './stored-schedule.ts';

/** A stored run: `input` is null if it uses its schedule's values; all secrets are encrypted. */
export interface StoredRun extends Run {
  readonly scheduleSeq: number;
  /** Who asked for it; null if its schedule did. */
  readonly starter: Owner | null;
  readonly input: Values | null;
  readonly outputs: Values;
  readonly rank: number;
  /** From its schedule. */
  readonly overlap: OverlapPolicy;
  /** Absent if no conditions were asked for. */
  readonly looks?: Looks;
}

/** When the conditions of a run are looked at. Epoch ms. */
export interface Looks {
  /** The next time; null once they held. */
  readonly at: number | null;
  /** The last time; once they held, when that was. */
  readonly until: number;
}

/** A run that is not stored yet. With `ended` it is a due time that was not run, with the reason. */
export interface NewRun {
  readonly id: string;
  readonly process: string;
  readonly trigger: Trigger;
  /** Who asked for it; null if its schedule did. `startedBy` is the name to show. */
  readonly starter: Owner | null;
  readonly startedBy: string | null;
  /** What started it, where there is more to say than `trigger` does. */
  readonly startReason?: Reason;
  readonly dueAt: number;
  readonly at: number;
  readonly maxAttempts: number;
  readonly rank: number;
  /** When a waiting run expires; null = never. */
  readonly expiresAt: number | null;
  /** With encrypted secrets; null to use the schedule's values. */
  readonly input: Values | null;
  readonly rerunOf: string | null;
  readonly worker: string;
  /** Whom it is for: the ID of a worker or the name of a group; null = any worker that can. */
  readonly target: string | null;
  readonly ended: { readonly outcome: Outcome; readonly reason: Reason } | null;
  readonly follows?: Follows;
  /** Nothing follows it, whatever was planned. */
  readonly endsChain?: true;
  /** It is queued then, not at once. */
  readonly waitsUntil?: number;
  /** It is queued once its conditions hold. */
  readonly looks?: { readonly at: number; readonly until: number };
}

/** Limits of starts that more than one worker shares, or that must not depend on what a process remembers. */
export interface StartLimits {
  /** At most so many runs of its process are active at once, on all workers together; null = as many as there are places. */
  readonly ofProcess: number | null;
  /** Its worker has no active run of these processes: all that use the desktop, if this one does; else empty. */
  readonly withoutAnyOf: readonly string[];
  /** At most so many runs that were started for this group are active at once; null = it is for none, or for one without a limit. */
  readonly ofGroup: { readonly name: string; readonly most: number } | null;
}

/** The target of a run that any worker may take, as it is stored. */
export const anybody = '';

/** Who takes a run, when, and within which limits. */
export interface Taking {
  /** The worker's id. */
  readonly worker: string;
  /** Whom it takes runs for: `anybody`, its ID, its groups. */
  readonly targets: readonly string[];
  readonly at: number;
  readonly limits: StartLimits;
}

/** Due times of one schedule that are settled together. */
export interface Firing {
  /** The schedule after them. */
  readonly next: NextDue;
  /** A row for each, as if none of its runs were active: what overlap forbids is decided where they are stored. */
  readonly runs: readonly NewRun[];
  readonly at: number;
  /** If not null, the one that would be queued is stored as started, if it may be. */
  readonly begin: Taking | null;
  /** Many are due at once: one that another worker settles in this moment is left to it (null), so that they share the work. */
  readonly isOneOfMany?: boolean;
}

/** The rows of due times, and the runs of their schedule that were active before. */
export interface Fired {
  readonly runs: StoredRun[];
  readonly active: StoredRun[];
}

/** A run that stands for another one, which a notice names. */
export interface MissedStart {
  readonly of: string;
  /** The schedule's sequence number. */
  readonly schedule: number;
  readonly run: NewRun;
}

/** What an ended attempt changes in its run. */
export interface AttemptEnd {
  readonly facts: ExitFacts;
  readonly at: number;
  readonly outputs: Values;
  /** The run's outcome, or the time of the retry. */
  readonly next:
    // A null reason keeps the reason of the cancel.
    | { readonly outcome: Outcome; readonly hasWarning: boolean; readonly reason: Reason | null }
    | { readonly retryAt: number; readonly reason: Reason };
}

/** The fields of an ended run that are drawn. Epoch ms. */
export type RunMark = Pick<
  StoredRun,
  'id' | 'process' | 'startedAt' | 'dueAt' | 'endedAt' | 'outcome' | 'worker' | 'target'
>;
