import {
  isInterval,
  type EveryPlan,
  type HolidayPlan,
  type IntervalPlan,
  type IntervalUnit,
  type WorkingDayPlan,
} from '../../../contract/interval-plans.ts';
import type { Plan } from '../../../contract/schedule.ts';

/** What the fields of a plan beside Quartz hold; zone, start and end stand in the form itself. */
export interface IntervalForm {
  readonly pattern: IntervalPlan['kind'];
  readonly every: number;
  readonly unit: IntervalUnit;
  /** ISO weekdays, 1 = Monday. */
  readonly weekdays: readonly number[];
  /** As typed: `09:00, 14:30`. */
  readonly at: string;
  /** The n-th working day of the month, negative from its end. */
  readonly nth: number;
  readonly months: readonly number[];
  readonly calendar: string | null;
  /** Working days from the holiday, negative before it. */
  readonly distance: number;
}

export const emptyInterval: IntervalForm = {
  pattern: 'every',
  every: 2,
  unit: 'weeks',
  weekdays: [5],
  at: '09:00',
  nth: -1,
  months: [],
  calendar: null,
  distance: -1,
};

export function intervalFormOf(plan: Plan): IntervalForm {
  if (!isInterval(plan)) return emptyInterval;
  const shared = { ...emptyInterval, pattern: plan.kind, at: plan.at.join(', ') };
  switch (plan.kind) {
    case 'every':
      return { ...shared, every: plan.every, unit: plan.unit, weekdays: plan.weekdays };
    case 'working-day':
      return { ...shared, nth: plan.nth, months: plan.months, calendar: plan.calendar };
    case 'holiday':
      return { ...shared, distance: plan.nth, calendar: plan.calendar };
  }
}

export const isElapsed = ({ pattern, unit }: IntervalForm): boolean =>
  pattern === 'every' && (unit === 'minutes' || unit === 'hours');

/** Accepts `9:00`, `09.00` and `09:00:30`, with blanks or commas between; null if one of them is none. */
export function timesIn(text: string): string[] | null {
  const times: string[] = [];
  for (const part of text.split(/[\s,;]+/).filter((one) => one !== '')) {
    const [, hour, minute, second] = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.]([0-5]\d))?$/.exec(part) ?? [];
    if (hour === undefined || minute === undefined) return null;
    times.push(`${hour.padStart(2, '0')}:${minute}${second === undefined || second === '00' ? '' : `:${second}`}`);
  }
  return [...new Set(times)].sort();
}

interface Window {
  readonly timezone: string;
  readonly start: number | null;
  readonly end: number | null;
}

type Written =
  (EveryPlan & { kind: 'every' }) | (WorkingDayPlan & { kind: 'working-day' }) | (HolidayPlan & { kind: 'holiday' });

/** The plan of the fields. The caller has checked that what it needs is there. */
export function intervalPlanOf(form: IntervalForm, { timezone, start, end }: Window): Written {
  const at = timesIn(form.at) ?? [];
  switch (form.pattern) {
    case 'every': {
      const { every, unit } = form;
      const weekdays = unit === 'weeks' ? [...form.weekdays] : [];
      return { kind: 'every', every, unit, from: start ?? 0, at: isElapsed(form) ? [] : at, weekdays, timezone, end };
    }
    case 'working-day': {
      const { nth, calendar } = form;
      return { kind: 'working-day', nth, months: [...form.months], calendar, at, timezone, start, end };
    }
    case 'holiday':
      return { kind: 'holiday', nth: form.distance, calendar: form.calendar ?? '', at, timezone, start, end };
  }
}

/** What is still missing: the id of a field, and the key of its words. Null: nothing. */
export function intervalFault(
  form: IntervalForm,
  start: number | null,
): {
  readonly id: 'start' | 'interval-at' | 'interval-calendar';
  readonly words: 'needsStart' | 'badAt' | 'needsCalendar';
} | null {
  if (form.pattern === 'every' && start === null) return { id: 'start', words: 'needsStart' };
  const times = timesIn(form.at);
  // Without times a plan of days has that of its start.
  const mayBeEmpty = form.pattern === 'every';
  if (!isElapsed(form) && (times === null || (times.length === 0 && !mayBeEmpty)))
    return { id: 'interval-at', words: 'badAt' };
  if (form.pattern === 'holiday' && form.calendar === null) return { id: 'interval-calendar', words: 'needsCalendar' };
  return null;
}
