import type { EveryPlan, HolidayPlan, IntervalPlan, WorkingDayPlan } from '../../contract/interval-plans.ts';
import { formatWall, instantToWall, isZoneAtHand } from '../../contract/quartz/index.ts';
import type { Speech } from '../words/words.tsx';

const mostTimes = 6;

/** A plan beside Quartz, in words: "Every second Friday at 09:00". */
export function intervalInWords(plan: IntervalPlan, speech: Speech): string {
  switch (plan.kind) {
    case 'every':
      return everyInWords(plan, speech);
    case 'working-day':
      return workingDayInWords(plan, speech);
    case 'holiday':
      return holidayInWords(plan, speech);
  }
}

/** ISO weekdays, 1 = Monday. */
export const weekdayName = (language: Speech['language'], day: number, width: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(language, { weekday: width, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
export const monthName = (language: Speech['language'], month: number): string =>
  new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, month - 1, 1));

const listed = (language: Speech['language'], names: readonly string[]): string =>
  new Intl.ListFormat(language === 'en' ? 'en-GB' : language, { type: 'conjunction' }).format(names);

const timesText = (at: readonly string[]): string =>
  [...at.slice(0, mostTimes), ...(at.length > mostTimes ? ['…'] : [])].join(', ');

function everyInWords(plan: EveryPlan, speech: Speech): string {
  const { w, say, count, language, times } = speech;
  const words = w.intervals;
  const { every, unit } = plan;
  if (unit === 'minutes' || unit === 'hours')
    return say(words.from, { every: count(words[unit], every), time: times.full(plan.from, plan.timezone) });
  const anchor = isZoneAtHand(plan.timezone) ? formatWall(instantToWall(plan.timezone, plan.from)) : null;
  const facts = {
    n: times.number(every),
    times: timesText(plan.at.length > 0 ? plan.at : [anchor?.slice(11, 16) ?? '…']),
  };
  const pick = (forms: { readonly one: string; readonly two: string; readonly other: string }): string =>
    every === 1 ? forms.one : every === 2 ? forms.two : forms.other;
  if (unit === 'days') return say(pick(words.days), facts);
  if (unit === 'months') {
    const day = Number(anchor?.slice(8, 10) ?? 1);
    return say(pick(words.months), { ...facts, day: say(day > 28 ? words.dayOrLast : words.day, { n: day }) });
  }
  const ofAnchor = anchor === null ? [] : [new Date(`${anchor.slice(0, 10)}T00:00:00Z`).getUTCDay() || 7];
  const chosen = (plan.weekdays.length > 0 ? plan.weekdays : ofAnchor).toSorted((one, other) => one - other);
  const days = listed(
    language,
    chosen.map((day) => weekdayName(language, day)),
  );
  const sentence = every === 2 && chosen.length > 1 ? words.weeks.twoOn : pick(words.weeks);
  return say(sentence, { ...facts, days });
}

function workingDayInWords(plan: WorkingDayPlan, { w, say, language, times }: Speech): string {
  const words = w.intervals;
  const { nth, months, calendar } = plan;
  const forms = words.workingDay;
  const form = nth === 1 ? forms.first : nth === -1 ? forms.last : nth > 0 ? forms.nth : forms.fromEnd;
  let sentence = say(form, { n: times.number(Math.abs(nth)), times: timesText(plan.at) });
  const names = months.toSorted((one, other) => one - other).map((month) => monthName(language, month));
  if (names.length > 0) sentence = say(words.inMonths, { sentence, months: listed(language, names) });
  return calendar === null ? sentence : say(words.byCalendar, { sentence, calendar });
}

function holidayInWords({ nth, calendar, at }: HolidayPlan, { w, say, times }: Speech): string {
  const words = w.intervals.holiday;
  const form = nth === -1 ? words.before : nth === 1 ? words.after : nth < 0 ? words.daysBefore : words.daysAfter;
  return say(form, { n: times.number(Math.abs(nth)), calendar, times: timesText(at) });
}
