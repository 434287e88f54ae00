import { lastDayOf } from './civil.ts';
import { valuesOf } from './compile.ts';
import type { CronPart, QuartzCron, SimpleDayRule } from './cron.ts';
import { fieldSpecs } from './fields.ts';
import { patternOf, withRuns, type Pattern } from './time-phrases.ts';

/** The days. `isRare`: some of the months do not have such a day. Weekdays 1 = Sunday, Monday first in lists. */
export type DayPhrase =
  | { readonly kind: 'every-day' }
  | { readonly kind: 'dates'; readonly dates: Pattern; readonly isRare: boolean }
  | { readonly kind: 'before-last-day'; readonly days: number; readonly isRare: boolean }
  | { readonly kind: 'weekday-before-last-day'; readonly days: number }
  | { readonly kind: 'weekday-nearest'; readonly date: number; readonly isRare: boolean }
  | { readonly kind: 'either'; readonly days: readonly DayPhrase[] }
  | { readonly kind: 'weekdays'; readonly weekdays: NamePhrase }
  | { readonly kind: 'last-weekday-of-month'; readonly weekday: number }
  | { readonly kind: 'nth-weekday-of-month'; readonly weekday: number; readonly nth: number };

/** Months or weekdays: three or more in a row (also across the end) as first and last, else one by one. */
export type NamePhrase =
  | { readonly kind: 'run'; readonly from: number; readonly to: number }
  | { readonly kind: 'list'; readonly values: readonly number[] };

export type YearPhrase =
  | { readonly kind: 'list'; readonly items: readonly (number | readonly [from: number, to: number])[] }
  | { readonly kind: 'apart'; readonly step: number; readonly from: number; readonly to: number | null };

const aYearWithoutLeapDay = 2003;

const lengthOfShortest = (months: readonly number[]): number =>
  Math.min(...months.map((month) => lastDayOf(aYearWithoutLeapDay, month)));

export function daySaying(cron: QuartzCron): DayPhrase {
  const shortest = lengthOfShortest(valuesOf(fieldSpecs.month, cron.months));
  const rule = cron.dayOfMonth;
  if (rule.kind === 'any') return weekdaySaying(cron);
  return rule.kind === 'union'
    ? { kind: 'either', days: rule.rules.map((one) => dateSaying(one, shortest)) }
    : dateSaying(rule, shortest);
}

function dateSaying(rule: SimpleDayRule, shortest: number): DayPhrase {
  switch (rule.kind) {
    case 'parts': {
      const dates = patternOf(fieldSpecs['day-of-month'], rule.parts);
      const [first = 1] = valuesOf(fieldSpecs['day-of-month'], rule.parts);
      return dates.kind === 'all' ? { kind: 'every-day' } : { kind: 'dates', dates, isRare: first > shortest };
    }
    case 'last':
      return { kind: 'before-last-day', days: rule.offset, isRare: rule.offset >= shortest };
    case 'last-weekday':
      return { kind: 'weekday-before-last-day', days: rule.offset };
    case 'nearest-weekday':
      return { kind: 'weekday-nearest', date: rule.day, isRare: rule.day > shortest };
  }
}

function weekdaySaying(cron: QuartzCron): DayPhrase {
  const rule = cron.dayOfWeek;
  switch (rule.kind) {
    case 'any':
      return { kind: 'every-day' };
    case 'parts': {
      const weekdays = valuesOf(fieldSpecs['day-of-week'], rule.parts);
      if (weekdays.length === 7) return { kind: 'every-day' };
      // Monday first: Sunday is 1 to Quartz, but stands last in a list.
      const mondayFirst = weekdays.map((day) => (day === 1 ? 8 : day)).sort((a, b) => a - b);
      return { kind: 'weekdays', weekdays: nameSaying(mondayFirst, 7) };
    }
    case 'last-in-month':
      return { kind: 'last-weekday-of-month', weekday: rule.weekday };
    case 'nth-in-month':
      return { kind: 'nth-weekday-of-month', weekday: rule.weekday, nth: rule.nth };
  }
}

/** The months, or null for every month. */
export function monthSaying(cron: QuartzCron): NamePhrase | null {
  const months = valuesOf(fieldSpecs.month, cron.months);
  return months.length === 12 ? null : nameSaying(months, 12);
}

function nameSaying(values: readonly number[], cycle: number): NamePhrase {
  const back = (value: number): number => ((value - 1) % cycle) + 1;
  const isIn = (value: number): boolean => values.some((other) => back(other) === back(value));
  const starts = values.filter((value) => !isIn(value + cycle - 1));
  const [from] = starts;
  if (starts.length === 1 && from !== undefined && values.length > 2) {
    return { kind: 'run', from: back(from), to: back(from + values.length - 1) };
  }
  return { kind: 'list', values: values.map(back) };
}

/** The years, one saying for each kind of part; empty for every year. */
export function yearSayings(cron: QuartzCron): YearPhrase[] {
  if (cron.years.some((part) => part.kind === 'all')) return [];
  const plain = (part: CronPart): boolean => part.kind === 'value' || (part.kind === 'range' && part.step === 1);
  const listed = valuesOf(fieldSpecs.year, cron.years.filter(plain));
  const sayings: YearPhrase[] = listed.length === 0 ? [] : [{ kind: 'list', items: withRuns(listed) }];
  for (const part of cron.years) {
    if (plain(part)) continue;
    const values = valuesOf(fieldSpecs.year, [part]);
    const [from = 0, second] = values;
    if (second === undefined) sayings.push({ kind: 'list', items: [from] });
    else if (part.kind === 'step') sayings.push({ kind: 'apart', step: part.step, from, to: null });
    else if (values.length === 2) sayings.push({ kind: 'list', items: values });
    else sayings.push({ kind: 'apart', step: second - from, from, to: values.at(-1)! });
  }
  return sayings;
}
