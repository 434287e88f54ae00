import { said, type Translatable } from '../../../contract/translatable.ts';
import { names, nodesAt, type XmlNode } from './xml-text.ts';

/** The three day fields of Quartz (day of month, month, day of week); no two results name the same day. */
export type ReadDays =
  | { readonly ok: true; readonly days: readonly string[]; readonly isDaily: boolean }
  | { readonly ok: false; readonly why: Translatable };

const longMonths = ['JAN', 'MAR', 'MAY', 'JUL', 'AUG', 'OCT', 'DEC'];
const shortMonths = ['APR', 'JUN', 'SEP', 'NOV'];
const allMonths = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const short = (name: string): string => name.slice(0, 3).toUpperCase();

/** `ScheduleByMonth`: in a month with 31 days, "31 and Last" is one day and runs once. */
export function daysOfMonth(byMonth: XmlNode): ReadDays {
  const months = monthsOf(byMonth);
  const chosen = nodesAt(byMonth, 'DaysOfMonth')
    .flatMap((node) => node['Day'] ?? [])
    .map(String);
  const numbers = [...new Set(chosen.filter((day) => /^([1-9]|[12]\d|3[01])$/.test(day)).map(Number))].sort(
    (one, other) => one - other,
  );
  const hasLast = chosen.includes('Last');
  if (numbers.length === 0 && !hasLast) return { ok: false, why: said`names no day of the month that can be read` };
  const days = !hasLast
    ? [dayRule(numbers, months)]
    : numbers.some((day) => day > 27)
      ? withLast(numbers, months)
      : [...(numbers.length > 0 ? [dayRule(numbers, months)] : []), `L ${written(months)} ?`];
  return { ok: true, days, isDaily: false };
}

/** Numbers and the last day, for each length of month; in February of a leap year the 29th is the last day. */
function withLast(numbers: readonly number[], months: readonly string[]): string[] {
  const among = (some: readonly string[]) => months.filter((month) => some.includes(month));
  const [long, fewer] = [among(longMonths), among(shortMonths)];
  const upTo = (last: number) => [...numbers.filter((day) => day < last), last];
  const found: string[] = [];
  if (long.length > 0) found.push(dayRule(upTo(31), long));
  if (fewer.length > 0) found.push(dayRule(upTo(30), fewer));
  if (!months.includes('FEB')) return found;
  if (numbers.includes(28)) return [...found, dayRule([...numbers.filter((day) => day < 29), 29], ['FEB'])];
  const early = numbers.filter((day) => day < 28);
  return [...found, ...(early.length > 0 ? [dayRule(early, ['FEB'])] : []), 'L FEB ?'];
}

/**
 * `ScheduleByMonthDayOfWeek`: the last Friday is the fourth or the fifth, so "4 and Last" is the fourth and, if there is one, the
 * fifth; no day runs twice.
 */
export function weekdaysOfMonth(node: XmlNode): ReadDays {
  const months = written(monthsOf(node));
  const chosen = new Set(
    nodesAt(node, 'Weeks')
      .flatMap((one) => one['Week'] ?? [])
      .map(String)
      .filter((week) => /^([1-5]|Last)$/.test(week)),
  );
  if (chosen.has('Last') && chosen.has('4')) {
    chosen.delete('Last');
    chosen.add('5');
  } else if (chosen.has('Last')) chosen.delete('5');
  const days = weekdaysOf(node).flatMap((day) =>
    [...chosen].sort().map((week) => `? ${months} ${week === 'Last' ? `${day}L` : `${day}#${week}`}`),
  );
  return days.length > 0
    ? { ok: true, days, isDaily: false }
    : { ok: false, why: said`names no week or weekday that can be read` };
}

export function weekdaysOf(node: XmlNode): readonly string[] {
  const chosen = nodesAt(node, 'DaysOfWeek').flatMap((one) => names(one));
  return weekdays.filter((day) => chosen.includes(day)).map(short);
}

function monthsOf(node: XmlNode): readonly string[] {
  const chosen = nodesAt(node, 'Months')
    .flatMap((one) => names(one))
    .map(short);
  const found = allMonths.filter((month) => chosen.includes(month));
  return found.length === 0 ? allMonths : found;
}

const written = (months: readonly string[]): string => (months.length === 12 ? '*' : months.join(','));
const dayRule = (days: readonly number[], months: readonly string[]): string =>
  `${days.join(',')} ${written(months)} ?`;
