import type { Plan } from '../../../contract/schedule.ts';
import { nextDueTime, nextNominal, type DueTime, type Place } from './plan-times.ts';

/** Zone rules move a clock by an hour, rarely by more; a time farther away is another one. */
const farthestMs = 3 * 3_600_000;

/** A planned time when the rules of its zone have changed. Epoch ms. */
export interface PlannedTime extends DueTime {
  readonly plan: Plan;
  /** Up to here every time of the plan has its row: the last due time, or when the plan was created or edited. */
  readonly since: number;
  /** Whether `since` is a due time: then the same time of the clock is not due again. */
  readonly isRow: boolean;
}

/**
 * Where the next due time of a plan moves under the new zone rules; null if it stays. A time that was still to come by the old
 * rules and is past by the new ones is due at once instead of lost. A time that has its row does not come again because the
 * new rules make it later.
 */
export function movedByZoneLaw(planned: PlannedTime, now: number, place: Place): DueTime | null {
  const { plan, due, cursor, since, isRow } = planned;
  const isStill = nextNominal(plan, cursor - 1, place) === cursor;
  const same = isStill ? null : nearestTo(planned, place);
  const from = isRow && same !== null ? same - 1 : since;
  if (due <= now) return isStill ? null : changed(due, nextDueTime(plan, from, since, place));
  if (isStill && due !== cursor) return null;
  const passed = isStill ? null : nextNominal(plan, Math.max(since, cursor - farthestMs - 1), place);
  if (passed !== null && passed <= now) return { due: passed, cursor: passed };
  const after = Math.max(now, from);
  return changed(due, nextDueTime(plan, after, Math.max(now, since), place));
}

/** The plan's own time nearest to one of the old rules, after `since` and near enough to be the same time of the clock. */
function nearestTo({ plan, cursor, since }: PlannedTime, place: Place): number | null {
  let nearest: number | null = null;
  for (let at = Math.max(since, cursor - farthestMs - 1); ;) {
    const next = nextNominal(plan, at, place);
    if (next === null || next > cursor + farthestMs) return nearest;
    if (nearest === null || Math.abs(next - cursor) < Math.abs(nearest - cursor)) nearest = next;
    if (next >= cursor) return nearest;
    at = next;
  }
}

const changed = (due: number, next: DueTime | null): DueTime | null =>
  next === null || next.due === due ? null : next;
