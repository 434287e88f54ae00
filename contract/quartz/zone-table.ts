import { dayMs, dayNumber, isLeapYear, weekdayOf } from './civil.ts';

/** A stretch of time with one offset: from `startMs` (UTC) on, local time is UTC plus `offsetMs`. */
export interface Stretch {
  readonly startMs: number;
  readonly offsetMs: number;
}

export type OffsetAt = (instantMs: number) => number;

const quarterMs = 900_000;
// Zones that suspend summer time in Ramadan come back after four weeks at the earliest.
const sampleMs = 14 * dayMs;
// Local time may differ from UTC by up to a day, and zones have crossed the date line.
const marginMs = 3 * dayMs;

/** The stretches that cover a year of local time with some days on either side, in order. */
export function stretchesOf(year: number, offsetAt: OffsetAt): Stretch[] {
  const fromMs = dayNumber(year, 1, 1) * dayMs - marginMs;
  const toMs = dayNumber(year + 1, 1, 1) * dayMs + marginMs;
  let offsetMs = offsetAt(fromMs);
  const stretches: Stretch[] = [{ startMs: fromMs, offsetMs }];
  for (let at = fromMs; at < toMs; at += sampleMs) {
    const nextMs = Math.min(at + sampleMs, toMs);
    const nextOffsetMs = offsetAt(nextMs);
    if (nextOffsetMs === offsetMs) continue;
    stretches.push({ startMs: firstInstantOf(nextOffsetMs, at, nextMs, offsetAt), offsetMs: nextOffsetMs });
    offsetMs = nextOffsetMs;
  }
  return stretches;
}

/** The first whole second in (oldMs, newMs] that has the new offset; quarter hours first, as changes fall on them. */
function firstInstantOf(offsetMs: number, oldMs: number, newMs: number, offsetAt: OffsetAt): number {
  const atMs = bisect(offsetMs, oldMs, newMs, quarterMs, offsetAt);
  return offsetAt(atMs - 1000) === offsetMs ? bisect(offsetMs, atMs - quarterMs, atMs, 1000, offsetAt) : atMs;
}

function bisect(offsetMs: number, oldMs: number, newMs: number, gridMs: number, offsetAt: OffsetAt): number {
  let low = Math.floor(oldMs / gridMs);
  let high = Math.ceil(newMs / gridMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * gridMs) === offsetMs) high = middle;
    else low = middle;
  }
  return high * gridMs;
}

const firstRepeatingYear = 2100;

/**
 * The year whose table stands for this one. From 2100 on zone rules depend only on the weekday of 1 January and the
 * leap day (no zone has dated changes that late), so 14 years stand for all and the days between are whole weeks.
 */
export function tableYear(year: number): number {
  if (year < firstRepeatingYear) return year;
  const leap = isLeapYear(year);
  const weekday = weekdayOf(dayNumber(year, 1, 1));
  let twin = firstRepeatingYear + 1;
  while (isLeapYear(twin) !== leap || weekdayOf(dayNumber(twin, 1, 1)) !== weekday) twin++;
  return twin;
}
