import { civilDate, dayMs, dayNumber, daySeconds } from './civil.ts';
import { compileCron, type CompiledCron } from './compile.ts';
import type { QuartzCron } from './cron.ts';
import { nextDayByRule } from './day-rule.ts';
import { firstYear, lastYear } from './fields.ts';
import { zoneOf, type Zone } from './zone.ts';

// The calendar repeats after 400 years: a rule without a year that finds no day in that time has none.
const cycleYears = 400;
// A thousand years hold at most about 12,000 month jumps; more would be an endless loop.
const maxDayJumps = 60_000;
// After this many matching days in a row whose every time fell into a gap, the expression never fires.
const maxLostDays = 40;

const earliestMs = dayNumber(firstYear, 1, 1) * dayMs - 2 * dayMs;
const latestMs = dayNumber(lastYear + 1, 1, 1) * dayMs + 2 * dayMs;

/**
 * The first fire after an instant (exclusive), in epoch ms, or null if there is none up to the year 2999.
 * Wall times that occur twice fire the second time, wall times in a gap do not fire: as Quartz does.
 * Throws a RangeError for an unknown zone or an instant that is no number.
 */
export function nextFire(cron: QuartzCron, afterMs: number, zone: string): number | null {
  return nextFireIn(compileCron(cron), afterMs, zoneOf(zone));
}

/** The next fires after an instant, at most `count`; fewer if the plan ends. */
export function nextFires(cron: QuartzCron, afterMs: number, zone: string, count: number): number[] {
  const compiled = compileCron(cron);
  const where = zoneOf(zone);
  const fires: number[] = [];
  for (let at = afterMs; fires.length < count;) {
    const fire = nextFireIn(compiled, at, where);
    if (fire === null) break;
    fires.push(fire);
    at = fire;
  }
  return fires;
}

/** The fires after `afterMs` up to and with `untilMs`, at most `limit`. */
export function firesBetween(
  cron: QuartzCron,
  afterMs: number,
  untilMs: number,
  zone: string,
  limit: number,
): number[] {
  const compiled = compileCron(cron);
  const where = zoneOf(zone);
  const fires: number[] = [];
  for (let at = afterMs; fires.length < limit;) {
    const fire = nextFireIn(compiled, at, where);
    if (fire === null || fire > untilMs) break;
    fires.push(fire);
    at = fire;
  }
  return fires;
}

function nextFireIn(cron: CompiledCron, afterMs: number, zone: Zone): number | null {
  if (Number.isNaN(afterMs)) throw new RangeError('nextFire needs an instant in epoch milliseconds, not NaN');
  if (afterMs > latestMs) return null;
  const startMs = (Math.floor(Math.max(afterMs, earliestMs) / 1000) + 1) * 1000;
  let wallMs = startMs + zone.offsetAt(startMs);
  let spentDay = Math.floor(wallMs / dayMs);
  for (let lostDays = 0; lostDays <= maxLostDays; lostDays++) {
    wallMs = nextTime(cron, wallMs, zone);
    const reached = Math.floor(wallMs / dayMs);
    const suitable = nextDay(cron, reached, spentDay);
    if (suitable === null) return null;
    if (suitable === reached) return zone.laterInstant(wallMs);
    wallMs = zone.settle(suitable * dayMs);
    spentDay = suitable;
  }
  return null;
}

/** The first day from this one on that matches day rule, month and year, or null if the years run out. */
function nextDay(cron: CompiledCron, from: number, spentDay: number): number | null {
  let days = from;
  const endYear = cron.nextYear ? lastYear : Math.min(civilDate(from).year + cycleYears, lastYear);
  for (let jumps = 0; jumps < maxDayJumps; jumps++) {
    const { year, month, day } = civilDate(days);
    const nextYear = yearFrom(cron, year);
    if (nextYear < 0 || year > endYear) return null;
    const byRule = nextDayByRule(cron, year, month, day, spentDay);
    if (byRule !== days) {
      days = byRule;
      continue;
    }
    const nextMonth = cron.nextMonth[month]!;
    if (nextMonth !== month) {
      days = nextMonth < 0 ? dayNumber(year + 1, cron.nextMonth[0]!, 1) : dayNumber(year, nextMonth, 1);
      continue;
    }
    if (nextYear === year) return days;
    days = dayNumber(nextYear, 1, 1);
  }
  return null;
}

function yearFrom(cron: CompiledCron, year: number): number {
  if (year > lastYear) return -1;
  const from = Math.max(year, firstYear);
  return cron.nextYear ? cron.nextYear[from]! : from;
}

/**
 * Moves a wall time on to the next one whose hour, minute and second match; it may end on a later day. A step into a
 * gap continues from its far side, as in Quartz, which loses the times just after some gaps.
 */
function nextTime(cron: CompiledCron, fromMs: number, zone: Zone): number {
  let wallMs = fromMs;
  for (;;) {
    const seconds = Math.floor(wallMs / 1000);
    const daySecond = ((seconds % daySeconds) + daySeconds) % daySeconds;
    const second = cron.nextSecond[daySecond % 60]!;
    if (second !== daySecond % 60) {
      // If no second is left, the search moves to the next minute.
      const rest = second >= 0 ? second : 60 + cron.nextSecond[0]!;
      wallMs = zone.settle((seconds - (daySecond % 60) + rest) * 1000);
    }
    const moved = nextMinuteAndHour(cron, wallMs, zone);
    if (moved === wallMs) return wallMs;
    wallMs = moved;
  }
}

function nextMinuteAndHour(cron: CompiledCron, wallMs: number, zone: Zone): number {
  const days = Math.floor(wallMs / dayMs);
  const dayMinute = Math.floor((wallMs - days * dayMs) / 60_000);
  const oldHour = Math.floor(dayMinute / 60);
  const oldMinute = dayMinute % 60;
  const minute = cron.nextMinute[oldMinute]!;
  if (minute !== oldMinute) {
    if (minute >= 0) return atHour(days, oldHour, minute, zone);
    return atHour(days, oldHour + 1, cron.nextMinute[0]!, zone);
  }
  const hour = cron.nextHour[oldHour]!;
  if (hour === oldHour) return wallMs;
  return hour >= 0 ? atHour(days, hour, 0, zone) : atHour(days + 1, cron.nextHour[0]!, 0, zone);
}

/** A full minute of a day, settled. If a gap pushed it out of its hour, Quartz sets the hour after it once more. */
function atHour(days: number, hour: number, minute: number, zone: Zone): number {
  const wallMs = zone.settle(days * dayMs + (hour * 60 + minute) * 60_000);
  const settledDays = Math.floor(wallMs / dayMs);
  const settledHour = Math.floor((wallMs - settledDays * dayMs) / 3_600_000);
  if (settledHour === hour || hour === 24) return wallMs;
  const restMs = (wallMs - settledDays * dayMs) % 3_600_000;
  return zone.settle(settledDays * dayMs + (hour + 1) * 3_600_000 + restMs);
}
