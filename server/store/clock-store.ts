import type { StoredRun } from './stored-run.ts';
import type { StoredSchedule } from './stored-schedule.ts';

/** Instants that mean "this long from now" or "this long ago": they move when the wall clock is set. */
export interface ClockStore {
  /**
   * The clock was set by this many ms (negative: back). Begun things (runs, lifetimes of idempotency keys) always move with it. Waits
   * (retries, latest starts, ends of pauses, webhooks, messages) move back with it, and forward again at most as far as they once moved back.
   */
  shift(byMs: number): Promise<Shifted>;
  /** Ended schedules with times that a clock which was ahead called missed, though they are still to come. */
  endedTooEarly(now: number): Promise<StoredSchedule[]>;
  /** Reactivates a plan that ended too early. */
  revive(seq: number, next: { due: number; cursor: number }): Promise<void>;
}

/** How far waits have moved (negative: to earlier instants), and what must be announced again. */
export interface Shifted {
  readonly waitsBy: number;
  readonly runs: StoredRun[];
  /** Ids. */
  readonly schedules: string[];
}
