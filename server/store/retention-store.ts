/** What goes when its time is over, and copies of the whole.*/
export interface RetentionStore {
  /**
   * Removes up to `slice` ended runs queued before `before` or beyond the newest `keep`; returns what was removed, so that their
   * folders can go too. Single starts whose runs are all gone leave only their id behind.
   */
  removeRuns(before: number, keep: number, slice: number, at: number): Promise<{ id: string; queuedAt: number }[]>;
  /**
   * Looks at `slice` schedules after a sequence number and removes those that ended before an instant, have no run left and are no
   * plan a person may still want: single starts, times that have passed, deleted ones. Returns where to go on, null at the end.
   */
  removeSchedules(before: number, afterSeq: number, slice: number, at: number): Promise<number | null>;
  /** Notices that nobody has dismissed and whose runs are gone with their time. */
  removeNotices(before: number): Promise<void>;
  /** The digests of all files that are values of a schedule or a run. */
  filesInUse(): Promise<ReadonlySet<string>>;
  /** Those of these runs that ended before an instant. */
  endedOf(ids: readonly string[], before: number): Promise<string[]>;
  /** Whether there is a run with this id, however old. */
  isKept(id: string): Promise<boolean>;
  /** Audit lines, webhooks that are through, ids of what was removed and idempotency keys past their time; the most of one kind. */
  removeRecords(before: number, now: number, slice: number): Promise<number>;
  /** How many runs are kept, and when the oldest was queued; counted beside the event loop. */
  kept(): Promise<{ runs: number; oldestAt: number | null }>;
  /** A whole, consistent copy of the database at `file`, which must not exist. */
  backup(file: string): Promise<void>;
}
