import type { Reason } from '../../contract/reasons.ts';
import type { ScheduleChange, StoredSchedule } from './stored-schedule.ts';

/** Schedules, and when they are due. */
export interface ScheduleStore {
  /** Deleted ones are not found. */
  get(id: string): Promise<StoredSchedule | null>;
  /** Deleted ones too (their runs and their status live on); `purged` when retention took it. */
  getEver(id: string): Promise<StoredSchedule | 'purged' | null>;
  /** Those due at or before `now`, earliest first, ties by sequence. */
  due(now: number, limit: number): Promise<StoredSchedule[]>;
  /** The earliest instant at which something must be done, or null. */
  earliest(): Promise<number | null>;
  /** The active one that runs next. Times off the whole second of an expression only get a row. */
  next(): Promise<StoredSchedule | null>;
  /** Active ones that are due at or before an instant, for a picture of what will come; at most 2,000. */
  plannedUntil(
    to: number,
    after: { readonly due: number; readonly seq: number },
    limit: number,
  ): Promise<StoredSchedule[]>;
  /** Recurring ones with a due time after an instant, in pages by sequence: those that a clock set back concerns. */
  dueAfter(now: number, afterSeq: number, limit: number): Promise<StoredSchedule[]>;
  /** Recurring ones with a time to come, by sequence after a number. */
  planned(after: number, limit: number): Promise<StoredSchedule[]>;
  /** The last due time that has a row; null if none ever had. */
  lastDue(seq: number): Promise<number | null>;
  /** Recurring ones that have been due since before an instant, in pages by sequence. */
  dueBefore(instant: number, afterSeq: number, limit: number): Promise<StoredSchedule[]>;
  /** Another next due time, unless it has changed meanwhile. */
  setDue(seq: number, expectedDue: number, next: { due: number; cursor: number }): Promise<void>;
  /** Paused ones whose pause is over. */
  pauseOver(now: number): Promise<StoredSchedule[]>;
  /** Applies an edit and raises the version; null if it is gone, 'stale' if `version` is given and not the present one. */
  change(id: string, change: ScheduleChange, at: number, version?: number): Promise<StoredSchedule | 'stale' | null>;
  /** Ends a plan that has no more to come once its runs are over; harmless when it is ended already. */
  end(seq: number, reason: Reason | null, at: number): Promise<void>;
  /** Out of every list; runs and status stay. False if there is none. */
  delete(id: string, reason: Reason, at: number): Promise<boolean>;
  /** Names of the listed schedules that use a process. */
  usersOf(process: string): Promise<string[]>;
  /** Names of the listed schedules that use a calendar and have not ended. */
  usersOfCalendar(calendar: string): Promise<string[]>;
  /** Schedules that use a calendar and have a time to come, by sequence after a number. */
  plannedWith(calendar: string, after: number, limit: number): Promise<StoredSchedule[]>;
  /** How many listed schedules a process has that have not ended. */
  countOf(process: string): Promise<number>;
  /** All listed schedules, oldest first: for export and for calendars that need their users. */
  listed(): Promise<StoredSchedule[]>;
}
