import { dayMs, dayNumber, isLeapYear, weekdayOf } from './civil.ts';

/**
 * What the clocks of a zone show: local time is UTC plus `offsets[0]` before `changes[0]`, plus `offsets[i + 1]` from
 * `changes[i]` on. Milliseconds; the changes are whole seconds of UTC, in order, and each really changes the offset.
 */
export interface ZoneTable {
  readonly changes: readonly number[];
  readonly offsets: readonly number[];
}

/** From this year on, years repeat (see tableYear). */
export const firstRepeatingYear = 2100;

/** A table holds every change until here, so that its last 28 years can represent all later ones. Epoch ms. */
export const tableUntilMs = dayNumber(2129, 1, 15) * dayMs;

/** A table of an offset and the offsets that follow it, in order. Leaves out what changes nothing or lies beyond `tableUntilMs`. */
export function zoneTable(first: number, following: Iterable<readonly [atMs: number, offsetMs: number]>): ZoneTable {
  const changes: number[] = [];
  const offsets = [first];
  for (const [atMs, offsetMs] of following) {
    if (atMs >= tableUntilMs) break;
    if (offsetMs === offsets.at(-1)) continue;
    changes.push(atMs);
    offsets.push(offsetMs);
  }
  return { changes, offsets };
}

/** How many of these sorted instants are at or before an instant. */
export function countUpTo(instants: readonly number[], instantMs: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (instants[middle]! <= instantMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The year whose changes represent those of this one. From 2100 on zone rules depend only on the weekday of 1 January and the
 * leap day (no zone has dated changes that late), so 14 years represent all and the days between are whole weeks.
 */
export function tableYear(year: number): number {
  if (year < firstRepeatingYear) return year;
  const leap = isLeapYear(year);
  const weekday = weekdayOf(dayNumber(year, 1, 1));
  let twin = firstRepeatingYear + 1;
  while (isLeapYear(twin) !== leap || weekdayOf(dayNumber(twin, 1, 1)) !== weekday) twin++;
  return twin;
}
