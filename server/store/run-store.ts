import type { Reason } from '../../contract/reasons.ts';
import type { Attempt, Outcome } from '../../contract/run.ts';
import type { AuditLine } from './record-store.ts';
import type { AttemptEnd, NewRun, StoredRun } from './stored-run.ts';
import type { NewSchedule, NextDue, Values } from './stored-schedule.ts';

/** How long an `Idempotency-Key` is remembered. */
export const keyLifeMs = 24 * 3_600_000;

/** Runs and their attempts. Each verb that changes a status compares it first: who comes second changes nothing. */
export interface RunStore {
  get(id: string): Promise<StoredRun | null>;
  /** The latest ended run of a schedule; with `started`, of those whose program was started; with `processes`, of those of these. */
  lastEndedOf(
    schedule: number,
    of: { started: boolean; processes?: readonly string[] | null },
  ): Promise<StoredRun | null>;
  latestOf(schedule: number): Promise<StoredRun | null>;
  activeOf(schedule: number): Promise<StoredRun[]>;
  active(): Promise<StoredRun[]>;
  attempts(runSeq: number): Promise<Attempt[]>;
  /** The values a run was made with, sealed; null = those that its schedule has now. */
  inputOf(run: Pick<StoredRun, 'seq' | 'scheduleSeq' | 'input'>): Promise<Values | null>;
  /** Runs that ended since an instant and of which no news is kept. */
  endedUnannounced(since: number): Promise<StoredRun[]>;
  /** The start that came with a key of a client since an instant. */
  earlierStart(client: string, key: string, since: number): Promise<{ id: string; body: string } | null>;
  /**
   * A schedule and its first run in one transaction; either may be what matters. With `begunAt` the run is made as begun, unless somebody
   * waits in the queue before it. Returns an earlier start with the same key instead.
   */
  start(
    schedule: NewSchedule,
    run: NewRun | null,
    once: { client: string; key: string; body: string; bodyAsWritten: string } | null,
    further?: { begunAt: number | null; audit: AuditLine | null },
  ): Promise<{ run: StoredRun | null; seq: number } | { replay: string; sameBody: boolean }>;
  insert(schedule: number, run: NewRun): Promise<StoredRun | null>;
  /** A due time: the schedule goes on and its rows are made, or nothing at all if somebody else was first (null). */
  fire(schedule: number, due: number, next: NextDue, runs: readonly NewRun[], at: number): Promise<StoredRun[] | null>;
  /** queued -> running by compare-and-set, with the attempt's row; null if it was not queued any more. */
  claim(id: string, at: number, isLate: boolean): Promise<StoredRun | null>;
  /** Which OS process an attempt is, so that it can be found after a crash of Rota; one of the computer leaves none. */
  setChild(id: string, number: number, pid: number, mark: string | null): Promise<void>;
  setCancelling(id: string, reason: Reason): Promise<StoredRun | null>;
  endAttempt(id: string, number: number, end: AttemptEnd): Promise<StoredRun | null>;
  /** running -> queued, as if that attempt had never been: nothing of it began. Null if it runs no more, or was told to stop. */
  putBack(id: string, number: number): Promise<StoredRun | null>;
  /** Ends a run that waits; null if it waits no more. */
  endWaiting(id: string, outcome: Outcome, reason: Reason, at: number): Promise<StoredRun | null>;
  /** Ends waiting runs whose last moment to start has passed, at most 500 of them. */
  expire(now: number): Promise<StoredRun[]>;
  /** retrying -> queued for those whose time has come, at most 500 of them. */
  requeueDue(now: number): Promise<StoredRun[]>;
  /** The attempts that were under way when the server died. */
  unsettled(): Promise<{ run: StoredRun; pid: number | null; mark: string | null }[]>;
}
