import { dayMs, dayNumber, isLeapYear, weekdayOf } from './civil.ts';

/** A stretch of time with one offset: from `startMs` (UTC) on, local time is UTC plus `offsetMs`. */
export interface Stretch {
  readonly startMs: number;
  readonly offsetMs: number;
}

export type OffsetAt = (instantMs: number) => number;

/** Wall times are looked up in blocks of this length. */
export const blockMs = 6 * dayMs;

const quarterMs = 900_000;
// Local time may differ from UTC by more than half a day, and zones have crossed the date line.
const marginMs = 2 * dayMs;
// Gaza suspends summer time in Ramadan, in some years for less than a week: samples must lie closer than that.
const sampleMs = 5 * dayMs;

/**
 * The stretches that cover a block of local time with two days on either side, in order. Earlier changes of the same
 * zone tell where to look first: most zones change on the same weekday, 52 or 53 weeks later.
 */
export function stretchesOf(block: number, offsetAt: OffsetAt, knownChanges: readonly number[]): Stretch[] {
  const fromMs = block * blockMs - marginMs;
  let offsetMs = offsetAt(fromMs);
  const stretches: Stretch[] = [{ startMs: fromMs, offsetMs }];
  for (let at = fromMs; at < fromMs + blockMs + 2 * marginMs; at += sampleMs) {
    const nextMs = at + sampleMs;
    const nextOffsetMs = offsetAt(nextMs);
    if (nextOffsetMs === offsetMs) continue;
    const isChange = (guessMs: number): boolean =>
      guessMs > at && guessMs <= nextMs && offsetAt(guessMs) === nextOffsetMs && offsetAt(guessMs - 1000) === offsetMs;
    const guesses = knownChanges.flatMap((startMs) => [startMs, startMs + 52 * 7 * dayMs, startMs + 53 * 7 * dayMs]);
    const startMs = guesses.find(isChange) ?? firstInstantOf(nextOffsetMs, at, nextMs, offsetAt);
    stretches.push({ startMs, offsetMs: nextOffsetMs });
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
 * The year whose changes stand for those of this one. From 2100 on zone rules depend only on the weekday of 1 January and the
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
