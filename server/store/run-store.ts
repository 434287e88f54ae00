import type { Reason } from '../../contract/reasons.ts';
import type { Attempt, Outcome } from '../../contract/run.ts';
import type { FollowPlanner } from './followers.ts';
import type { AuditLine } from './record-store.ts';
import type { AttemptEnd, Fired, Firing, MissedStart, NewRun, StoredRun, Taking } from './stored-run.ts';
import type { NewSchedule, StoredSchedule, Values } from './stored-schedule.ts';

/** How long an `Idempotency-Key` is valid. */
export const keyLifeMs = 24 * 3_600_000;

/** An active attempt, with its OS process if that is known. */
export interface Unsettled {
  readonly run: StoredRun;
  readonly pid: number | null;
  readonly mark: string | null;
  /** Somebody on another computer wants it killed at once. */
  readonly isForced: boolean;
}

/** Rows of due times, by when they were due. */
export interface DueAround {
  readonly before: StoredRun | null;
  readonly there: readonly StoredRun[];
  readonly after: StoredRun | null;
}

/** Why a run that waits cannot begin now. */
export type Refusal = 'busy' | 'full' | 'group-full';

/** Runs and their attempts. Each verb that changes a status compares it first: the second caller changes nothing. */
export interface RunStore {
  get(id: string): Promise<StoredRun | null>;
  /**
   * The latest ended run of a schedule; with `started`, only runs whose program was started; with `processes`, only runs of these.
   */
  lastEndedOf(
    schedule: number,
    of: { started: boolean; processes?: readonly string[] | null },
  ): Promise<StoredRun | null>;
  latestOf(schedule: number): Promise<StoredRun | null>;
  /** The rows of a schedule's own due times around a stretch: the last one before it, at most five in it (`to` not), the first one after. */
  dueAround(schedule: number, from: number, to: number): Promise<DueAround>;
  activeOf(schedule: number): Promise<StoredRun[]>;
  active(): Promise<StoredRun[]>;
  attempts(runSeq: number): Promise<Attempt[]>;
  /** The values a run was created with, encrypted; null = the present values of its schedule. */
  inputOf(run: Pick<StoredRun, 'seq' | 'scheduleSeq' | 'input'>): Promise<Values | null>;
  /** Runs that ended since an instant and have no stored delivery. */
  endedUnannounced(since: number): Promise<StoredRun[]>;
  /** The start with this key of a client since an instant. */
  earlierStart(client: string, key: string, since: number): Promise<{ id: string; body: string } | null>;
  /**
   * Stores a schedule and, unless null, its first run in one transaction. With `begin` the run is stored as started, unless another one
   * waits in the queue or a limit is reached. Returns an earlier start with the same key instead.
   */
  start(
    schedule: NewSchedule,
    run: NewRun | null,
    once: { client: string; key: string; body: string; bodyAsWritten: string } | null,
    further?: { begin: Taking | null; audit: AuditLine | null },
  ): Promise<{ run: StoredRun | null; seq: number } | { replay: string; sameBody: boolean }>;
  insert(schedule: number, run: NewRun): Promise<StoredRun | null>;
  /**
   * Settles due times: moves the schedule on and adds their rows; nothing (null) if another caller was first. What overlap forbids is
   * decided by the runs that are active now. A run begins only if no other one of the schedule is active, none waits in the queue, no
   * limit is reached and the schedule was not changed since it was read.
   */
  fire(schedule: StoredSchedule, firing: Firing): Promise<Fired | null>;
  /**
   * Takes these runs off a notice and stores those that stand for them: all or, if that fails, none. What is no longer on the notice is
   * left out. Resolves to what was taken off, and the new runs.
   */
  startMissed(
    notice: string,
    runIds: readonly string[],
    starts: readonly MissedStart[],
  ): Promise<{ taken: string[]; started: StoredRun[] }>;
  /**
   * queued -> running by compare-and-set, with the attempt's row; null if it was no longer queued. Nothing is changed if its schedule has
   * an active run and does not allow two ('busy'), or if a limit of `taking` is reached ('full', or 'group-full' for that of its group).
   */
  claim(id: string, taking: Taking, isLate: boolean): Promise<StoredRun | Refusal | null>;
  /** Stores the OS process of an attempt, so that it can be found after a crash of Rota; a crash of the computer leaves none. */
  setChild(id: string, number: number, pid: number, mark: string | null): Promise<void>;
  /**
   * running -> cancelling; null if it does not run, or was cancelled before. A request that is not the first, or `force`, is for the computer
   * that runs it to read in `unsettled`: where there is only one, it knows.
   */
  setCancelling(id: string, reason: Reason, force?: boolean): Promise<StoredRun | null>;
  /** Changes nothing if this attempt is over already, also where it was given up because its worker was lost; null unless it waits. */
  endAttempt(id: string, number: number, end: AttemptEnd): Promise<StoredRun | null>;
  /** running -> queued, without a trace of that attempt, because nothing of it started. Null if it no longer runs, or was cancelled. */
  putBack(id: string, number: number): Promise<StoredRun | null>;
  /** Ends a waiting run; null if it no longer waits. */
  endWaiting(id: string, outcome: Outcome, reason: Reason, at: number): Promise<StoredRun | null>;
  /** Ends waiting runs whose latest start has passed, at most 500 of them. */
  expire(now: number): Promise<StoredRun[]>;
  /** retrying -> queued for runs whose retry is due, at most 500 of them. */
  requeueDue(now: number): Promise<StoredRun[]>;
  /** The attempts that are active on a worker; on a database of one computer all of them. */
  unsettled(worker: string): Promise<Unsettled[]>;
  /** Those of these runs that are still there, in no order. */
  some(ids: readonly string[]): Promise<StoredRun[]>;
  /** From now on it is asked at the end of every run, in the same transaction, what follows. */
  followBy(planner: FollowPlanner): void;
  /** The runs of the chain that a run belongs to, from its first, by sequence; one more than `mostOfChain` if there are more. */
  chain(id: string): Promise<StoredRun[]>;
  /** Nothing follows this run any more, nor those of its followers that are not over: these, it among them, are returned. */
  endChain(id: string): Promise<StoredRun[]>;
}
