import type { StoredRun } from './stored-run.ts';

/** What is queued: by rank (smaller first), then by sequence. */
export interface QueueStore {
  /** Processes that have something queued. Skips from one to the next, however long the queue is. */
  processes(): Promise<string[]>;
  /** The first `limit` of one process's queue, those of busy schedules (by sequence number) left out. */
  heads(process: string, limit: number, busySchedules: readonly number[]): Promise<StoredRun[]>;
  /** How many runs stand before this one on this worker, running ones not counted. */
  ahead(run: StoredRun): Promise<number>;
  /** How many runs of these processes are queued. */
  countOf(processes: readonly string[]): Promise<number>;
  counts(): Promise<{ queued: number; running: number }>;
}
