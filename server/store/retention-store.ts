/** Deletes what has expired, and copies the whole database. */
export interface RetentionStore {
  /**
   * Deletes up to `slice` ended runs that were queued before `before` or are beyond the newest `keep`; returns them, so that
   * their folders can be deleted, too. Of single starts without runs only the id is kept.
   */
  removeRuns(before: number, keep: number, slice: number, at: number): Promise<{ id: string; queuedAt: number }[]>;
  /**
   * Examines `slice` schedules after a sequence number and deletes those that ended before an instant, have no run left and are
   * not plans that a person may still want: single starts, times that have passed, deleted ones. Returns where to continue, null
   * at the end.
   */
  removeSchedules(before: number, afterSeq: number, slice: number, at: number): Promise<number | null>;
  /** Deletes notices that nobody has dismissed and whose runs have expired. */
  removeNotices(before: number): Promise<void>;
  /** The digests of all files that are values of a schedule or a run. */
  filesInUse(): Promise<ReadonlySet<string>>;
  /** The runs among these that ended before an instant. */
  endedOf(ids: readonly string[], before: number): Promise<string[]>;
  /** Whether there is a run with this id, however old. */
  isKept(id: string): Promise<boolean>;
  /**
   * Deletes expired audit lines, finished webhooks and messages, ids of deleted schedules, and idempotency keys; returns the largest number of
   * one kind.
   */
  removeRecords(before: number, now: number, slice: number): Promise<number>;
  /** How many runs are stored, and when the oldest was queued; counted in a thread. */
  kept(): Promise<{ runs: number; oldestAt: number | null }>;
  /** A complete, consistent copy of the database in `file`, which must not exist. */
  backup(file: string): Promise<void>;
}
