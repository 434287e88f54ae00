import type { z } from 'zod';
import type { runsQuery, schedulesQuery } from '../../contract/console.ts';
import type { ScheduleRow, ScheduleState } from '../../contract/schedule.ts';
import type { SearchState } from '../../contract/search-words.ts';
import type { StoredRun } from './stored-run.ts';

export type SchedulesQuery = z.infer<typeof schedulesQuery>;

/** A page of runs; `matches` hold besides, all of them. */
export type RunsQuery = z.infer<typeof runsQuery> & { readonly matches?: readonly RunMatch[] };

/** Runs of which one of these is true, or with `isNot` none. Without any, none is true. */
export interface RunMatch {
  readonly isNot: boolean;
  /** Of these processes, but not of these schedules of them; or of these schedules, by their sequence numbers. */
  readonly processes?: readonly string[];
  readonly notSchedules?: readonly number[];
  readonly schedules?: readonly number[];
  /** Of these workers, or for these workers or groups. */
  readonly workers?: readonly string[];
  /** Started by these, or by somebody with this in the name (small letters). */
  readonly starters?: readonly string[];
  readonly starterText?: string;
  readonly states?: readonly SearchState[];
  /** Queued at this instant or later. */
  readonly since?: number;
}

/** A schedule with tags or a folder of its own. */
export interface MarkedSchedule {
  readonly seq: number;
  readonly process: string;
  readonly tags: readonly string[];
  readonly folder: string;
}

/** A query of the connector's history. Epoch ms. */
export interface HistoryQuery {
  readonly processes: readonly string[] | null;
  readonly owner: string | null;
  readonly statuses: readonly string[];
  readonly outcomes: readonly string[];
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: number;
  readonly before: number | null;
}

/** Pages of schedules and runs. */
export interface ListStore {
  scheduleRow(id: string): Promise<ScheduleRow | null>;
  /**
   * Newest first. Examines at most `mostRead` schedules per call, so that others are not blocked: `next` is where to continue, also if
   * nothing was found yet.
   */
  scheduleRows(query: SchedulesQuery): Promise<{ rows: ScheduleRow[]; next: number | null }>;
  /** Listed schedules with due times to come or that wait for calls, by sequence after a number. */
  scheduleNames(after: number, limit: number): Promise<{ seq: number; id: string; name: string; process: string }[]>;
  /** The schedules with tags or a folder of their own, whatever became of them: the latest, if there are more than 50,000. */
  markedSchedules(): Promise<MarkedSchedule[]>;
  /** The sequence numbers of the listed schedules that have a text in their name, as `foldForSearch` folds both. */
  schedulesNamed(folded: string): Promise<number[]>;
  /** How many schedules are listed. */
  listedCount(): Promise<number>;
  /** How many schedules are listed, by state. */
  stateCounts(): Promise<Record<ScheduleState, number>>;
  /** Runs of the connector's history, newest first. Empty or null filters match everything. */
  history(question: HistoryQuery): Promise<{ runs: StoredRun[]; next: number | null }>;
  /** Newest first. */
  runs(query: RunsQuery): Promise<{ runs: StoredRun[]; next: number | null }>;
}
