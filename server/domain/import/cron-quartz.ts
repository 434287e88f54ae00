import { parseQuartz, valuesOf, type QuartzCron } from '../../../contract/quartz/index.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { quartzSpec, weekdayNames, type CronField, type CronTimes } from './cron-fields.ts';

/** The cron that a crontab is for: they read some lines differently. */
export const cronKinds = ['debian', 'cronie', 'busybox'] as const;
export type CronKind = (typeof cronKinds)[number];

export type CronAsQuartz =
  | { readonly ok: true; readonly expressions: readonly string[] }
  /** `why` is true and says what to do instead. */
  | { readonly ok: false; readonly why: Translatable };

/**
 * The times of a line as Quartz expressions without a common instant. If both day fields restrict the day: Debian's cron and cronie
 * want both to match if one begins with an asterisk, else either; busybox always takes either.
 */
export function quartzOf(times: CronTimes, kind: CronKind | null): CronAsQuartz {
  const { day, weekday } = times;
  const [isAnyDay, isAnyWeekday] = [day.values.length === 31, weekday.values.length === 7];
  const isBoth = kind !== 'busybox' && (day.isStar || weekday.isStar);
  const clock = `0 ${inQuartz(times, 'minute')} ${inQuartz(times, 'hour')}`;
  const month = inQuartz(times, 'month');
  const expressions = (...days: readonly (readonly [day: string, weekday: string])[]): CronAsQuartz => ({
    ok: true,
    expressions: days.map(([ofMonth, ofWeek]) => `${clock} ${ofMonth} ${month} ${ofWeek}`),
  });
  if (!isBoth && (isAnyDay || isAnyWeekday) && kind !== 'busybox') return expressions(['*', '?']);
  if (isAnyWeekday) return expressions([isAnyDay ? '*' : inQuartz(times, 'day'), '?']);
  if (isAnyDay) return expressions(['?', namesOf(weekday.values)]);
  const byDay = `${clock} ${inQuartz(times, 'day')} ${month} ?`;
  const byWeekday = `${clock} ? ${month} ${namesOf(weekday.values)}`;
  if (!isBoth) return { ok: false, why: adviceForEither(byDay, byWeekday, weekday.values) };
  const weeks = weeksOf(day.values);
  if (weeks === null || weeks.length * weekday.values.length > 10)
    return { ok: false, why: adviceForBoth(byDay, weekday.values) };
  return expressions(
    ...weeks.flatMap((week) => weekday.values.map((one) => ['?', `${weekdayNames[one] ?? ''}#${week}`] as const)),
  );
}

/** Days that form whole weeks counted from the 1st: `MON#1` is a Monday among the days 1 to 7. */
function weeksOf(days: readonly number[]): readonly number[] | null {
  const chosen = new Set(days);
  const weeks = [1, 2, 3, 4, 5].filter((week) => chosen.has(week * 7 - 6));
  const all = weeks
    .flatMap((week) => [0, 1, 2, 3, 4, 5, 6].map((step) => week * 7 - 6 + step))
    .filter((day) => day < 32);
  return all.length === days.length && all.every((day) => chosen.has(day)) ? weeks : null;
}

function adviceForBoth(byDay: string, weekdays: readonly number[]): Translatable {
  return said`it means days of the month that are also ${namesOf(weekdays)}; make a schedule with ${`"${byDay}"`} and give it a calendar on which only ${namesOf(weekdays)} is worked`;
}

function adviceForEither(byDay: string, byWeekday: string, weekdays: readonly number[]): Translatable {
  return said`it means days that are either; make a schedule with ${`"${byWeekday}"`} and another with ${`"${byDay}"`}, the latter with a calendar on which ${namesOf(weekdays)} is not worked, or both run on days that are both`;
}

/** The field as written if Quartz reads it the same way, else its numbers. */
function inQuartz(times: CronTimes, name: 'minute' | 'hour' | 'day' | 'month'): string {
  const field = times[name];
  const spec = quartzSpec(name);
  if (field.values.length === spec.max - spec.min + 1) return '*';
  const written = field.text.toUpperCase().replace(/(?<!\d)0+(?=\d)/g, '');
  return readsTheSame(written, field, name) ? written : numbersOf(field.values);
}

const places = { minute: 1, hour: 2, day: 3, month: 4 } as const;
const partsOf = (cron: QuartzCron, name: keyof typeof places) => {
  if (name === 'minute') return cron.minutes;
  if (name === 'hour') return cron.hours;
  if (name === 'month') return cron.months;
  return cron.dayOfMonth.kind === 'parts' ? cron.dayOfMonth.parts : [];
};

function readsTheSame(text: string, { values }: CronField, name: keyof typeof places): boolean {
  if (/^(\d+|\*)$/.test(text)) return true;
  const read = parseQuartz(['0', '0', '0', '*', '*', '?'].with(places[name], text).join(' '));
  return read.ok && valuesOf(quartzSpec(name), partsOf(read.cron, name)).join() === values.join();
}

/** "0-4,9,30": runs of three and more as ranges. */
function numbersOf(values: readonly number[]): string {
  return runsOf(values)
    .map(({ from, to }) => (from === to ? `${from}` : to === from + 1 ? `${from},${to}` : `${from}-${to}`))
    .join(',');
}

/** "MON-FRI", "SUN,WED". */
function namesOf(weekdays: readonly number[]): string {
  const name = (day: number) => weekdayNames[day] ?? '';
  return runsOf(weekdays)
    .map(({ from, to }) =>
      from === to ? name(from) : to === from + 1 ? `${name(from)},${name(to)}` : `${name(from)}-${name(to)}`,
    )
    .join(',');
}

function runsOf(values: readonly number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.to === value - 1) last.to = value;
    else runs.push({ from: value, to: value });
  }
  return runs;
}
