import type { z } from 'zod';
import type { runsQuery, schedulesQuery } from '../../contract/console.ts';
import type { ScheduleRow, ScheduleState } from '../../contract/schedule.ts';
import type { StoredRun } from './stored-run.ts';

export type SchedulesQuery = z.infer<typeof schedulesQuery>;
export type RunsQuery = z.infer<typeof runsQuery>;

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
  /** How many schedules are listed. */
  listedCount(): Promise<number>;
  /** How many schedules are listed, by state. */
  stateCounts(): Promise<Record<ScheduleState, number>>;
  /** Runs of the connector's history, newest first. Empty or null filters match everything. */
  history(question: HistoryQuery): Promise<{ runs: StoredRun[]; next: number | null }>;
  /** Newest first. */
  runs(query: RunsQuery): Promise<{ runs: StoredRun[]; next: number | null }>;
}
