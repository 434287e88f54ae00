import type { FollowUp } from '../../contract/follow-up.ts';
import type { NewRun, StoredRun } from './stored-run.ts';
import type { NewSchedule, StoredSchedule, Values } from './stored-schedule.ts';

/** A run that is over, with what it ran by. */
export interface Ended {
  readonly run: StoredRun;
  readonly schedule: StoredSchedule;
  /** Those it was started with, with encrypted secrets. */
  readonly values: Values;
}

/** A run that follows, with a new schedule as its record, or of the schedule with that sequence number. */
export interface NewFollower {
  readonly schedule: NewSchedule | number;
  readonly run: NewRun;
}

/**
 * Decides what follows a run. It is asked inside the transaction that ends the run, so it answers at once, changes nothing and never throws;
 * a transaction that is made again asks again.
 */
export interface FollowPlanner {
  /** What follows an ended run: of what stands on its schedule, and on its process. */
  wanted(run: StoredRun, ofSchedule: readonly FollowUp[]): readonly FollowUp[];
  /** What the end of a run starts on a schedule that listens. */
  heard(run: StoredRun, owner: string | null, listener: StoredSchedule): readonly FollowUp[];
  /** The first instant of the day, and its name, in the zone of a schedule. */
  dayOf(schedule: StoredSchedule, at: number): { readonly day: string; readonly from: number };
  /**
   * `target`: the schedule that is meant, null if there is none; `also`: the runs of the others that were waited for; `isHeard`: it stands on
   * the target, whose owner wrote it.
   */
  make(
    ended: Ended,
    wanted: FollowUp,
    target: StoredSchedule | null,
    also: readonly StoredRun[],
    isHeard: boolean,
  ): NewFollower;
  /** Called once they are durable. */
  queued(runs: readonly StoredRun[]): void;
}

/** Who is asked at every end; nobody in a store that only reads or mends. */
export interface FollowBook {
  planner: FollowPlanner | null;
}

/** What of a day follows once. */
export const onceKey = ({ id }: StoredSchedule, { after, then, alsoAfter }: FollowUp, day: string): string =>
  JSON.stringify([day, id, after, then, [...alsoAfter].sort()]);

/** Keys of days that are over are of no use. */
export const onceKeptMs = 3 * 86_400_000;

/** The schedule that a follow-up names, or its process. */
export const nameOfTarget = ({ then }: FollowUp): string => (then.kind === 'process' ? then.process : then.schedule);

/** How many runs of a chain are given at most. */
export const mostOfChain = 500;

/** Whether a run counts for the overlap of its schedule: what follows after a delay does not until that is over. */
export const isUnderWay = ({ status, attempt, looks }: StoredRun): boolean =>
  !(status === 'retrying' && attempt === 0 && looks === undefined);

/** Whether something may follow an ended run: its program was started, or what it waited for did not come true. */
export const hasFollowers = ({ startedAt, reason }: Pick<StoredRun, 'startedAt' | 'reason'>): boolean =>
  startedAt !== null || reason?.code === 'condition-not-met';
