/** A row as both databases keep it. */
export type Row = Readonly<Record<string, string | number | null>>;

/** What a computer remembers that has joined a fleet: read page by page, never changed. */
export interface OwnHistory {
  /** Rows of schedules after a number; single starts (`is_listed` 0) only if asked for. */
  schedules(after: number, limit: number, which: 'listed' | 'all'): Row[];
  /** Ended runs after a number, with the id of their schedule and the values that they had. */
  runs(after: number, limit: number): Row[];
  attempts(runs: readonly number[]): Row[];
  /** Ended runs, and those that are not. */
  counts(): { readonly ended: number; readonly open: number };
  close(): void;
}
