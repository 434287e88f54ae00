import type { Reason } from '../../contract/reasons.ts';
import type { Plan, Schedule, ScheduleOptions, ScheduleState } from '../../contract/schedule.ts';
import type { Owner } from '../domain/owner.ts';

/** By name, with secrets sealed. */
export type Values = Readonly<Record<string, unknown>>;

/** A schedule as it is kept: `values` sealed, and the plan's own time behind `due`. */
export interface StoredSchedule extends Schedule {
  readonly cursor: number | null;
  /** Only plans are rows of the Scheduler screen; single starts are found among the runs. */
  readonly isListed: boolean;
  readonly deletedAt: number | null;
  /** Whose it is; null only of what nobody can have. */
  readonly owner: string | null;
}

/** A schedule that is not kept yet; `values` sealed. */
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
  /** Whose it is; `createdBy` is the name that is shown. */
  readonly owner: Owner;
  readonly createdBy: string | null;
  readonly at: number;
  readonly isFavourite: boolean;
  readonly isListed: boolean;
}

/** What an edit may change; what is not named stays. */
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

/** Where a schedule stands after a due time: its next one, or its end. */
export interface NextDue {
  readonly due: number | null;
  readonly cursor: number | null;
  readonly state: ScheduleState;
  readonly reason: Reason | null;
}
