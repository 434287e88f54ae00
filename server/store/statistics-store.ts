import type { Outcome } from '../../contract/run.ts';
import type { RunMark, StoredRun } from './stored-run.ts';

/** What was, in figures. */
export interface StatisticsStore {
  /** Of the latest ended runs of a process, newest first, tests left out. */
  latest(process: string, limit: number): Promise<StoredRun[]>;
  /** How many runs of each process ended with each outcome from an instant to before another; tests and what never started left out. */
  countBetween(from: number, to: number): Map<string, Map<Outcome, number>>;
  /** When the latest ended runs of a process began and ended; tests and what never started left out. */
  times(process: string, limit: number): { startedAt: number; endedAt: number }[];
  /** Processes that other programs have called, by skipping from one name to the next. */
  calledProcesses(): Promise<string[]>;
  /** When a process was called last, newest first; epoch ms. */
  calls(process: string, limit: number): Promise<number[]>;
  /** Whole rows of runs that ended inside a window, newest first. */
  runsBetween(from: number, to: number, limit: number): Promise<StoredRun[]>;
  /** The same for a picture of many: of each only what is drawn. */
  marksBetween(from: number, to: number, limit: number, skip?: number): Promise<RunMark[]>;
}
