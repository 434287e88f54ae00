import { dayNumber, lastDayOf, weekdayOf } from './civil.ts';
import type { CompiledCron } from './compile.ts';
import type { SimpleDayRule } from './cron.ts';

/**
 * The day number that Quartz examines next, starting from a date: the same day if the day rule matches it. The day
 * returned need not match (Quartz jumps to a day of the next month that may not exist there); ask again until it stays.
 * `spentDay` is the last day known to have no time left: the search goes back to a nearest weekday that is before the
 * date but after it.
 */
export function nextDayByRule(cron: CompiledCron, year: number, month: number, day: number, spentDay: number): number {
  const monthRule = cron.dayOfMonth;
  const isSpent = (wanted: number): boolean => wanted < dayNumber(year, month, day) && wanted <= spentDay;
  switch (monthRule.kind) {
    case 'parts':
      return nextListed(cron, year, month, day);
    case 'last': {
      const wanted = lastDayOf(year, month) - monthRule.offset;
      return wanted < day ? dayNumber(year, month + 1, 1) : dayNumber(year, month, wanted);
    }
    case 'last-weekday': {
      const counted = lastDayOf(year, month) - monthRule.offset;
      const wanted = nearestWeekday(year, month, counted);
      return isSpent(wanted) ? dayNumber(year, month + 1, 1) : wanted;
    }
    case 'nearest-weekday': {
      // The jump goes to the written day of the next month, so 29W to 31W leap over months that are shorter.
      const wanted = nearestWeekday(year, month, monthRule.day);
      return isSpent(wanted) ? dayNumber(year, month + 1, monthRule.day) : wanted;
    }
    case 'union':
      return nextInUnion(cron, monthRule.rules, year, month, day);
    case 'any':
      return nextByWeekday(cron, year, month, day);
  }
}

/**
 * The first day of the month from this one on that one of the rules means, or the 1st of the next month. Rules are taken as
 * written: a day that a month does not have (31W, L-30) has no nearest weekday there.
 */
function nextInUnion(
  cron: CompiledCron,
  rules: readonly SimpleDayRule[],
  year: number,
  month: number,
  day: number,
): number {
  const lastDay = lastDayOf(year, month);
  const firstDay = dayNumber(year, month, 1);
  let best = dayNumber(year, month + 1, 1);
  for (const rule of rules) {
    const meant = dayMeant(rule, cron, year, month, day, lastDay);
    if (meant !== null && meant >= firstDay + day - 1 && meant < best) best = meant;
  }
  return best;
}

/** The day number that a rule means in a month; of a list its first from a day on. Null if there is none. */
function dayMeant(
  rule: SimpleDayRule,
  cron: CompiledCron,
  year: number,
  month: number,
  day: number,
  lastDay: number,
): number | null {
  switch (rule.kind) {
    case 'parts': {
      const wanted = cron.nextDay[day]!;
      return wanted >= 0 && wanted <= lastDay ? dayNumber(year, month, wanted) : null;
    }
    case 'last':
      return lastDay - rule.offset < 1 ? null : dayNumber(year, month, lastDay - rule.offset);
    case 'last-weekday':
      return nearestWeekday(year, month, lastDay - rule.offset);
    case 'nearest-weekday':
      return rule.day > lastDay ? null : nearestWeekday(year, month, rule.day);
  }
}

function nextListed(cron: CompiledCron, year: number, month: number, day: number): number {
  const wanted = cron.nextDay[day]!;
  if (wanted >= 0 && wanted <= lastDayOf(year, month)) return dayNumber(year, month, wanted);
  return dayNumber(year, month + 1, cron.nextDay[0]!);
}

/** The working day nearest to a day of the month, inside that month; for a day past its end, the day it overflows to. */
function nearestWeekday(year: number, month: number, day: number): number {
  const days = dayNumber(year, month, day);
  const weekday = weekdayOf(days);
  if (weekday === saturday) return day === 1 ? days + 2 : days - 1;
  if (weekday === sunday) return day === lastDayOf(year, month) ? days - 2 : days + 1;
  return days;
}

const sunday = 1;
const saturday = 7;

function nextByWeekday(cron: CompiledCron, year: number, month: number, day: number): number {
  const rule = cron.dayOfWeek;
  const today = weekdayOf(dayNumber(year, month, day));
  const nextMonth = dayNumber(year, month + 1, 1);
  const lastDay = lastDayOf(year, month);
  let wanted: number;
  switch (rule.kind) {
    case 'last-in-month': {
      const first = day + ((rule.weekday - today + 7) % 7);
      wanted = first + 7 * Math.floor((lastDay - first) / 7);
      break;
    }
    case 'nth-in-month': {
      const first = day + ((rule.weekday - today + 7) % 7);
      wanted = ((first - 1) % 7) + 1 + 7 * (rule.nth - 1);
      break;
    }
    default: {
      const listed = cron.nextWeekday[today]!;
      const weekday = listed >= 0 ? listed : cron.nextWeekday[0]!;
      wanted = day + ((weekday - today + 7) % 7);
    }
  }
  return wanted < day || wanted > lastDay ? nextMonth : dayNumber(year, month, wanted);
}
