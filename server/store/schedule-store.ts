import type { Reason } from '../../contract/reasons.ts';
import type { StoredRun } from './stored-run.ts';
import type { AsRead, ScheduleChange, StoredSchedule } from './stored-schedule.ts';

/** Schedules, and when they are due. */
export interface ScheduleStore {
  /** Does not find deleted schedules. */
  get(id: string): Promise<StoredSchedule | null>;
  /** Also finds deleted schedules (their runs and status remain); `purged` if retention deleted it. */
  getEver(id: string): Promise<StoredSchedule | 'purged' | null>;
  /** Schedules due at or before `now`, earliest first, ties by sequence. */
  due(now: number, limit: number): Promise<StoredSchedule[]>;
  /** The earliest instant at which something must be done, or null. */
  earliest(): Promise<number | null>;
  /**
   * Of the schedules that want the computer awake, for each worker or group that they name: how many there are, and when the first is due, not
   * before its pause is over. Those that are paused without an end do not count.
   */
  waking(): Promise<{ worker: string | null; at: number; count: number }[]>;
  /** The active schedule that runs next. Times off the whole second only get a row, so they do not count. */
  next(): Promise<StoredSchedule | null>;
  /** Active schedules due at or before an instant, for a view of the future; at most 2,000. */
  plannedUntil(
    to: number,
    after: { readonly due: number; readonly seq: number },
    limit: number,
  ): Promise<StoredSchedule[]>;
  /** Recurring schedules with a due time after an instant, in pages by sequence: those that a clock set back affects. */
  dueAfter(now: number, afterSeq: number, limit: number): Promise<StoredSchedule[]>;
  /** Recurring schedules with a due time to come, by sequence after a number. */
  planned(after: number, limit: number): Promise<StoredSchedule[]>;
  /** The last due time that has a row; null if none ever had. */
  lastDue(seq: number): Promise<number | null>;
  /** Recurring schedules that have been due since before an instant, in pages by sequence. */
  dueBefore(instant: number, afterSeq: number, limit: number): Promise<StoredSchedule[]>;
  /** Changes the next due time, unless it has changed meanwhile; null: there was none. */
  setDue(seq: number, expectedDue: number | null, next: { due: number; cursor: number }): Promise<void>;
  /** Resumes schedules whose pause is over, at most 500 of them; their ids. */
  resumeOver(now: number): Promise<string[]>;
  /** Applies an edit and increases the version; null if it was deleted, 'stale' if it is no longer `as` it was read. */
  change(id: string, change: ScheduleChange, at: number, as?: AsRead): Promise<StoredSchedule | 'stale' | null>;
  /** Ends a plan without further due times once its runs are over; does nothing if it has ended. */
  end(seq: number, reason: Reason | null, at: number): Promise<void>;
  /** Removes it from every list and cancels its waiting runs, which are returned; runs and status remain. Null if there is none. */
  delete(id: string, reason: Reason, at: number): Promise<StoredRun[] | null>;
  /** The listed schedules of that very name, at most two. */
  called(name: string): Promise<StoredSchedule[]>;
  /** Names of the listed schedules that use a process. */
  usersOf(process: string): Promise<string[]>;
  /** The same for a worker by its ID, or a group by its name. */
  usersOfWorker(worker: string): Promise<string[]>;
  /** How many there are. */
  countForWorker(worker: string): Promise<number>;
  /** Gives to another worker or group what is for one: its schedules, and its runs that have not ended. */
  retarget(from: string, to: string, at: number): Promise<void>;
  /** Names of the listed schedules that use a calendar and have not ended. */
  usersOfCalendar(calendar: string): Promise<string[]>;
  /**
   * Schedules that use a calendar and have a due time to come, or would have one if the calendar named a day, by sequence after a number.
   */
  plannedWith(calendar: string, after: number, limit: number): Promise<StoredSchedule[]>;
  /** How many listed schedules of a process have not ended. */
  countOf(process: string): Promise<number>;
  /** All listed schedules, oldest first: for export, and to find a calendar's users. */
  listed(): Promise<StoredSchedule[]>;
}
