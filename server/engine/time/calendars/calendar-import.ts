import type { Calendar } from '../../../../contract/calendar.ts';
import { rotaError } from '../../../../contract/errors.ts';
import { inEnglish, said } from '../../../../contract/translatable.ts';
import { dayAfter } from '../../../domain/time/holidays/holiday-rules.ts';
import { daysOfCalendar } from './ical-days.ts';
import { summaryOf } from './ical-summary.ts';

const empty: Omit<Calendar, 'name'> = { weekend: [6, 7], country: null, halfDays: 'off-from-13', off: [], on: [] };

/** The present calendar, with the days off of another program's file added; and a summary. */
export async function withIcsDays(name: string, present: () => Calendar | null, ics: string, now: number) {
  const today = new Date(now).toISOString().slice(0, 10);
  const window = { from: dayAfter(today, -366), to: dayAfter(today, 5 * 366) };
  const found = await daysOfCalendar(ics, window);
  const before: Calendar = present() ?? { name, ...empty };
  // A day that an event takes partly counts only if half days are off, because a calendar's own days are whole.
  const given = before.halfDays === 'off' ? [...found.days, ...found.partDays] : found.days;
  const known = new Set(before.off.map(({ day }) => day));
  const fresh = given.filter(({ day }) => !known.has(day));
  const off = [...before.off, ...fresh].sort((one, other) => one.day.localeCompare(other.day));
  if (off.length > 5000)
    throw rotaError(
      'BODY_INVALID',
      said`with these the calendar would have ${off.length} days off; 5000 are the most`,
      'ics',
    );
  const calendar = { ...before, off };
  const summary = summaryOf(found, {
    added: fresh.length,
    known: given.length - fresh.length,
    window,
    rule: before.halfDays,
  });
  const leftOut = [...found.leftOut];
  return {
    added: fresh.length,
    calendar,
    events: found.events,
    leftOut,
    summary: { text: inEnglish(summary), said: summary },
  };
}
