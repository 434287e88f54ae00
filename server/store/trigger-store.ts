import type { Outcome } from '../../contract/run.ts';
import type { NewRun, StoredRun } from './stored-run.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** The key of the mark that says how far a trigger has read. */
export const placeKey = 'place';

/** Something that a trigger has seen and that makes no second run. */
export interface Mark {
  /** Of the file with its size and time, at most 100 characters. */
  readonly key: string;
  /** Its whole path; empty where the mark is of no file. */
  readonly path: string;
  /** Size and time of the file, to know whether it is still the same. */
  readonly stamp: string;
  readonly at: number;
  /** Whether the file is to be moved once its run is over. */
  readonly moves: boolean;
}

/** A run of a trigger, and how far the trigger has read with it. */
export interface TriggerStart {
  readonly mark: Mark;
  readonly run: NewRun;
}

/** A file whose run is over, and that was not moved yet. */
export interface ToMove {
  readonly trigger: string;
  readonly key: string;
  readonly path: string;
  readonly stamp: string;
  readonly outcome: Outcome;
}

/** What triggers have read. Their marks go with their schedule. */
export interface TriggerStore {
  /** Listed schedules with triggers that have not ended, in the order they were made. */
  schedules(): Promise<StoredSchedule[]>;
  /** Schedules that the end of another run may start, in the order they were made. */
  listeners(): Promise<StoredSchedule[]>;
  /** Schedules with a hook that may be of this name, the oldest first; their options tell. */
  hooked(name: string): Promise<StoredSchedule[]>;
  /** The ID of the run that a mark made; null if there is none. */
  runOf(schedule: number, trigger: string, key: string): Promise<string | null>;
  /** Forgets marks of no file that are older than an instant. */
  forgetBefore(schedule: number, trigger: string, at: number): Promise<void>;
  /** Those of these keys that have a mark. */
  known(schedule: number, trigger: string, keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** Marks without runs: what was there before. */
  mark(schedule: number, trigger: string, marks: readonly Mark[]): Promise<void>;
  /**
   * Stores runs and their marks in one transaction; what has a mark already is left out. Null, and nothing is stored, if the schedule is not
   * active or not of that version any more.
   */
  start(
    schedule: Pick<StoredSchedule, 'seq' | 'version'>,
    trigger: string,
    starts: readonly TriggerStart[],
  ): Promise<StoredRun[] | null>;
  /** How far a trigger has read, in its own words; null if it has not begun. */
  place(schedule: number, trigger: string): Promise<string | null>;
  setPlace(schedule: number, trigger: string, text: string): Promise<void>;
  /** Files to move whose run is over, in the order of their keys after one, at most `limit`. */
  toMove(schedule: number, after: string, limit: number): Promise<ToMove[]>;
  /** The files of these marks are where they belong, or gone. */
  moved(schedule: number, trigger: string, keys: readonly string[]): Promise<void>;
  /** Marks of files older than an instant, in the order of their keys after one. `goneAt`: since when the file is known to be gone. */
  old(
    schedule: number,
    trigger: string,
    before: number,
    after: string,
    limit: number,
  ): Promise<{ key: string; path: string; stamp: string; goneAt: number | null }[]>;
  /** Their files are gone since then; null: they are there again. */
  gone(schedule: number, trigger: string, keys: readonly string[], at: number | null): Promise<void>;
  forget(schedule: number, trigger: string, keys: readonly string[]): Promise<void>;
}
