import type { StoredRun } from './stored-run.ts';

/** The queue: by rank (smaller first), then by sequence. */
export interface QueueStore {
  /** Processes with a queued run. Skips from one to the next, however long the queue is. */
  processes(): Promise<string[]>;
  /** The first `limit` runs in the queue of a process for any of these targets, without those of busy schedules (by sequence number). */
  heads(
    process: string,
    limit: number,
    busySchedules: readonly number[],
    targets: readonly string[],
  ): Promise<StoredRun[]>;
  /** How many queued runs are before this one: if it is for somebody, those for the same or for anybody. */
  ahead(run: StoredRun): Promise<number>;
  /** How many runs of these processes are queued. */
  countOf(processes: readonly string[]): Promise<number>;
  counts(): Promise<{ queued: number; running: number }>;
}
