import type { Plan } from '../../../contract/schedule.ts';
import { nextDueTime, nextNominal, type DueTime, type Place } from './plan-times.ts';

/** Zone laws move a clock by an hour, rarely by more; a time farther away is another one. */
const farthestMs = 3 * 3_600_000;

/** What is known of a planned time when the law of its zone has changed. Epoch ms. */
export interface PlannedTime extends DueTime {
  readonly plan: Plan;
  /** Up to here every time of the plan has its row: its last due time, or when the plan was made or edited. */
  readonly since: number;
}

/**
 * Where the next due time of a plan belongs by the law that holds now; null if it stays. A time that by the new law has passed
 * already, while its own was still to come, is due at once instead of left out.
 */
export function movedByZoneLaw({ plan, due, cursor, since }: PlannedTime, now: number, place: Place): DueTime | null {
  if (plan.kind !== 'cron') return null;
  const isStill = nextNominal(plan, cursor - 1) === cursor;
  if (due <= now) return isStill ? null : changed(due, nextDueTime(plan, since, since, place));
  if (isStill && due !== cursor) return null;
  const from = Math.max(now, since);
  const passed = isStill ? null : nextNominal(plan, Math.max(since, cursor - farthestMs));
  if (passed !== null && passed <= now) return { due: passed, cursor: passed };
  return changed(due, nextDueTime(plan, from, from, place));
}

const changed = (due: number, next: DueTime | null): DueTime | null =>
  next === null || next.due === due ? null : next;
