import type { Reason } from '../../contract/reasons.ts';
import type { ExitFacts, Outcome, Run, Trigger } from '../../contract/run.ts';
import type { OverlapPolicy } from '../../contract/schedule.ts';
import type { Owner } from '../domain/owner.ts';
import type { Values } from './stored-schedule.ts';

/** A run as it is kept: `input` is null where it runs with its schedule's own values; all values sealed. */
export interface StoredRun extends Run {
  readonly scheduleSeq: number;
  readonly input: Values | null;
  readonly outputs: Values;
  readonly rank: number;
  /** Of its schedule. */
  readonly overlap: OverlapPolicy;
}

/** A run that is not kept yet. With `ended` it is a due time that was not run, and why. */
export interface NewRun {
  readonly id: string;
  readonly process: string;
  readonly trigger: Trigger;
  /** Who asked for it; null for one that its schedule asked for. `startedBy` is the name that is shown. */
  readonly starter: Owner | null;
  readonly startedBy: string | null;
  readonly dueAt: number;
  readonly at: number;
  readonly maxAttempts: number;
  readonly rank: number;
  /** A waiting run is expired from then on; null = it may wait for ever. */
  readonly expiresAt: number | null;
  /** Sealed; null to run with the schedule's own. */
  readonly input: Values | null;
  readonly rerunOf: string | null;
  readonly worker: string;
  readonly ended: { readonly outcome: Outcome; readonly reason: Reason } | null;
}

/** What an ended attempt makes of its run. */
export interface AttemptEnd {
  readonly facts: ExitFacts;
  readonly at: number;
  readonly outputs: Values;
  /** The run's outcome, or when to try again. */
  readonly next:
    // A null reason keeps what was said when the run was told to stop.
    | { readonly outcome: Outcome; readonly hasWarning: boolean; readonly reason: Reason | null }
    | { readonly retryAt: number; readonly reason: Reason };
}

/** What is drawn of an ended run. Epoch ms. */
export type RunMark = Pick<StoredRun, 'id' | 'process' | 'startedAt' | 'dueAt' | 'endedAt' | 'outcome'>;
