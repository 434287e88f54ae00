import type { Reason } from '../../contract/reasons.ts';
import type { Plan, Schedule, ScheduleOptions, ScheduleState } from '../../contract/schedule.ts';
import type { Owner } from '../domain/owner.ts';

/** By name, with encrypted secrets. */
export type Values = Readonly<Record<string, unknown>>;

/** A stored schedule: `values` with encrypted secrets, and the plan's own time of `due`. */
export interface StoredSchedule extends Schedule {
  readonly cursor: number | null;
  /** Only plans are rows of the Scheduler screen; single starts are shown among the runs. */
  readonly isListed: boolean;
  readonly deletedAt: number | null;
  /** The owner; null only if nobody can own it. */
  readonly owner: string | null;
}

/** A schedule that is not stored yet; `values` with encrypted secrets. */
export interface NewSchedule {
  readonly id: string;
  readonly name: string;
  readonly process: string;
  readonly worker: string | null;
  readonly state: ScheduleState;
  readonly plan: Plan;
  readonly options: ScheduleOptions;
  readonly values: Values;
  readonly due: number | null;
  readonly cursor: number | null;
  readonly reason: Reason | null;
  /** The owner; `createdBy` is the name to show. */
  readonly owner: Owner;
  readonly createdBy: string | null;
  readonly at: number;
  readonly isFavourite: boolean;
  readonly isListed: boolean;
}

/** The fields that an edit may change; absent ones stay. */
export type ScheduleChange = Partial<
  Pick<
    NewSchedule,
    | 'name'
    | 'process'
    | 'worker'
    | 'state'
    | 'plan'
    | 'options'
    | 'values'
    | 'due'
    | 'cursor'
    | 'reason'
    | 'isFavourite'
  >
> & { readonly pausedUntil?: number | null };

/** What a change was decided by; an absent field is not compared. */
export type AsRead = Partial<Pick<StoredSchedule, 'version' | 'due'>>;

/** The state of a schedule after a due time: its next one, or its end. */
export interface NextDue {
  readonly due: number | null;
  readonly cursor: number | null;
  readonly state: ScheduleState;
  readonly reason: Reason | null;
}
