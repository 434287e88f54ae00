import type { StoredRun } from './stored-run.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** Instants that mean "this long from now" or "this long ago": they move when the wall clock is set. */
export interface ClockStore {
  /**
   * The clock was set by this many ms (negative: back); waits move by `waitsBy`. Waits are retries, latest starts, ends of
   * pauses, and webhooks; begun things (runs, lifetimes of idempotency keys) always move. Resolves to what must be announced
   * again.
   */
  shift(byMs: number, waitsBy: number): Promise<{ runs: StoredRun[]; schedules: string[] }>;
  /** How far waits may move forward again when the clock is set forward. */
  owed(): number;
  /** Ended schedules with times that a clock which was ahead called missed, though they are still to come. */
  endedTooEarly(now: number): Promise<StoredSchedule[]>;
  /** Reactivates a plan that ended too early. */
  revive(seq: number, next: { due: number; cursor: number }): Promise<void>;
}
