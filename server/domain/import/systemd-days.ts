import { said, type Translatable } from '../../../contract/translatable.ts';
import { field } from './systemd-fields.ts';

const names = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];
const longNames = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
/** Quartz's last year. */
const lastYear = 2099;

/** The days of an expression as `day-of-month month day-of-week year` of Quartz: weekdays, and a date `*-*-01`, `12-24` or `*-*~01`. Null if they cannot be read. */
export function daysOf(weekdays: string | undefined, date: string): string[] | { readonly why: Translatable } | null {
  const week = weekdays === undefined ? null : weekdaysOf(weekdays);
  const match = /^(?:([^-~]+)-)?([^-~]+)([-~])([^-~]+)$/.exec(date);
  if (weekdays !== undefined && week === null) return null;
  const [, year = '*', monthText = '', sign = '', dayText = ''] = match ?? [];
  if (match === null) return null;
  const month = field(monthText, 1, 12);
  const years = yearOf(year);
  if (month === null || years === null) return null;
  const end = years === '*' ? '' : ` ${years}`;
  if (sign === '~') return fromTheEnd(dayText, month, week, end);
  const day = field(dayText, 1, 31);
  if (day === null) return null;
  if (week === null) return [`${day} ${month} ?${end}`];
  if (day === '*') return [`? ${month} ${week.join(',')}${end}`];
  const nth = weekOfMonth(day);
  if (nth === null) return { why: bothDays };
  return week.map((one) => `? ${month} ${one}#${nth}${end}`);
}

const bothDays = said`wants a weekday that is also a certain day of the month, which Quartz cannot say`;

function weekdaysOf(text: string): string[] | null {
  const found: number[] = [];
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [first = '', last = first, ...more] = part.split(/\.\.|-/);
    const [from, to] = [weekdayOf(first), weekdayOf(last)];
    if (from === -1 || to === -1 || to < from || more.length > 0) return null;
    for (let day = from; day <= to; day += 1) found.push(day);
  }
  const all = [...new Set(found)].sort((one, other) => one - other).map((day) => names[day] ?? '');
  return all.length === 0 ? null : all;
}

function weekdayOf(text: string): number {
  const name = text.toUpperCase();
  return Math.max(names.indexOf(name), longNames.indexOf(name));
}

/** `1-7` are the days on which the first of each weekday falls. */
function weekOfMonth(day: string): number | null {
  const [, from = '', to = ''] = /^(\d+)-(\d+)(?:\/1)?$/.exec(day) ?? [];
  const nth = (Number(from) + 6) / 7;
  return Number.isInteger(nth) && nth >= 1 && nth <= 4 && Number(to) === Number(from) + 6 ? nth : null;
}

/** Days counted from the last one of a month, which is 1. */
function fromTheEnd(
  text: string,
  month: string,
  week: readonly string[] | null,
  end: string,
): string[] | { why: Translatable } | null {
  if (week !== null) {
    // From the seventh last day on: the last of each weekday.
    if (!/^0?7\/1$/.test(text)) return { why: bothDays };
    return week.map((one) => `? ${month} ${one}L${end}`);
  }
  const days = text.split(',');
  if (days.some((one) => !/^\d+$/.test(one)))
    return { why: said`counts several days from the end of a month, which Quartz cannot say` };
  if (days.some((one) => Number(one) < 1 || Number(one) > 31)) return null;
  return days.map((one) => `${Number(one) === 1 ? 'L' : `L-${Number(one) - 1}`} ${month} ?${end}`);
}

/** Two digits are of this or the last century, as systemd reads them. */
function yearOf(text: string): string | null {
  if (text === '*') return '*';
  const whole = text.replace(/\d+/g, (digits, at: number) =>
    digits.length > 2 || text[at - 1] === '/' ? digits : String(Number(digits) + (Number(digits) < 70 ? 2000 : 1900)),
  );
  return field(whole, 1970, lastYear);
}
