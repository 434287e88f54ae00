import type { StoredRun } from './stored-run.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** What is kept as an instant, but means "this long from now" or "this long ago": it follows when the wall clock is set. */
export interface ClockStore {
  /**
   * The clock was set by so many ms (negative: back), the waits are to follow by `waitsBy`. Waits are retries, last moments to
   * start, ends of pauses and webhooks; what has begun (runs, the life of idempotency keys) always follows. Resolves with what
   * is told anew.
   */
  shift(byMs: number, waitsBy: number): Promise<{ runs: StoredRun[]; schedules: string[] }>;
  /** How far waits may go back to where they were when the clock is set forward again. */
  owed(): number;
  /** Ended ones of whose times some were called missed by a clock that stood ahead, and are yet to come. */
  endedTooEarly(now: number): Promise<StoredSchedule[]>;
  /** Goes on with a plan that ended too early. */
  revive(seq: number, next: { due: number; cursor: number }): Promise<void>;
}
