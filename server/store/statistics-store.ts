import type { Outcome } from '../../contract/run.ts';
import type { RunMark, StoredRun } from './stored-run.ts';

/** Figures about the past. */
export interface StatisticsStore {
  /** The latest ended runs of a process, newest first, without tests. */
  latest(process: string, limit: number): Promise<StoredRun[]>;
  /**
   * How many runs of each process ended with each outcome from an instant to before another; without tests and due times that never
   * started.
   */
  countBetween(from: number, to: number): Promise<Map<string, Map<Outcome, number>>>;
  /** When the latest ended runs of a process started and ended; without tests and due times that never started. */
  times(process: string, limit: number): Promise<{ startedAt: number; endedAt: number }[]>;
  /** Processes that other programs have called, by skipping from one name to the next. */
  calledProcesses(): Promise<string[]>;
  /** When a process was called, newest first; epoch ms. */
  calls(process: string, limit: number): Promise<number[]>;
  /** Whole rows of runs that ended inside a window, newest first. */
  runsBetween(from: number, to: number, limit: number): Promise<StoredRun[]>;
  /** The same for many runs, with only the fields that are drawn. */
  marksBetween(from: number, to: number, limit: number, skip?: number): Promise<RunMark[]>;
}
