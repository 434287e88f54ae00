import type { Calendar } from '../../../contract/calendar.ts';
import { wallTimeToInstant, type WallTime } from '../../../contract/quartz/index.ts';
import type { CalendarAction } from '../../../contract/schedule.ts';
import { dayAfter, type HolidaysOf } from './holidays/holiday-rules.ts';
import type { CalendarDays } from './working-days.ts';
import { inPlace, localIn, type LocalTime, type Place } from './plan-times.ts';

/** A calendar of a schedule, and what a due time does on its non-working days. */
export interface CalendarUse {
  readonly calendar: Calendar;
  readonly action: CalendarAction;
}

/** Why a day, or the part of it from some hour on, is not worked. */
interface DayOff {
  readonly name: string;
  readonly fromHour: number;
}

const halfDayFrom = 13;
/** How many days are searched for a working day. */
const mostDays = 366;
const longestMonth = 31;

/**
 * Where a plan's time moves: it stays if all calendars work then. Else the first calendar that does not work then decides:
 * no run, or the same time of day on the nearest day before, after or around on which all calendars work. `localOf` gives the local
 * time that a plan's time means, also for one that does not exist.
 */
export function placeBy(
  uses: readonly CalendarUse[],
  zone: string,
  holidaysOf: HolidaysOf,
  localOf: (nominal: number) => LocalTime = localIn(zone),
): Place {
  if (uses.length === 0) return inPlace;
  const rules = uses.map(({ calendar, action }) => ({ calendar, action, dayOff: dayOffBy(calendar, holidaysOf) }));
  const firstAgainst = (day: string, hour: number) => rules.find(({ dayOff }) => (dayOff(day)?.fromHour ?? 24) <= hour);

  return (nominal) => {
    const { millisecond, ...wall } = localOf(nominal);
    const day = dayOf(wall);
    const against = firstAgainst(day, wall.hour);
    if (against === undefined) return { at: nominal };
    const { name } = against.dayOff(day)!;
    const calendar = name === '' ? against.calendar.name : `${against.calendar.name}: ${name}`;
    const skipped = { skipped: { code: 'calendar' as const, params: { day, calendar } }, dayOff: name };
    if (against.action === 'skip') return skipped;
    for (const other of daysBeside(day, against.action))
      if (firstAgainst(other, wall.hour) === undefined)
        return { at: sameTimeOn(other, wall, zone) + millisecond, dayOff: name };
    return skipped;
  };
}

/** The days to move to, the best first: those before or after; or the nearest, in the month as long as there are any. */
function* daysBeside(day: string, action: Exclude<CalendarAction, 'skip'>): Generator<string> {
  const month = day.slice(0, 7);
  if (action === 'nearest') {
    for (const other of nearestDays(day, longestMonth)) if (other.startsWith(month)) yield other;
    for (const other of nearestDays(day, mostDays)) if (!other.startsWith(month)) yield other;
    return;
  }
  const step = action === 'next' ? 1 : -1;
  for (let count = 1; count <= mostDays; count += 1) yield dayAfter(day, count * step);
}

/** The days around a day, by their distance; of two as near the earlier comes first. */
function* nearestDays(day: string, most: number): Generator<string> {
  for (let count = 1; count <= most; count += 1) {
    yield dayAfter(day, -count);
    yield dayAfter(day, count);
  }
}

/** Returns a function that says whether, and from when, a day (yyyy-MM-dd) is off in a calendar. */
export function dayOffBy(calendar: Calendar, holidaysOf: HolidaysOf): (day: string) => DayOff | null {
  const worked = new Set(calendar.on);
  const off = new Map(calendar.off.map(({ day, name }) => [day, name]));
  const weekend = new Set(calendar.weekend);
  return (day) => {
    if (worked.has(day)) return null;
    const own = off.get(day);
    if (own !== undefined) return { name: own, fromHour: 0 };
    const holiday =
      calendar.country === null ? undefined : holidaysOf(calendar.country, Number(day.slice(0, 4))).get(day);
    if (holiday?.isWorked === true) return null;
    if (weekend.has(isoWeekday(day))) return { name: '', fromHour: 0 };
    if (holiday === undefined) return null;
    if (!holiday.isHalf) return { name: holiday.name, fromHour: 0 };
    switch (calendar.halfDays) {
      case 'working':
        return null;
      case 'off':
        return { name: holiday.name, fromHour: 0 };
      case 'off-from-13':
        return { name: holiday.name, fromHour: halfDayFrom };
    }
  };
}

/** Which days a calendar works, for plans whose times come from it. */
export function daysOfCalendar(calendar: Calendar, holidaysOf: HolidaysOf): CalendarDays {
  const dayOff = dayOffBy(calendar, holidaysOf);
  const weekend = new Set(calendar.weekend);
  return {
    isWorked: (day, hour) => (dayOff(day)?.fromHour ?? 24) > hour,
    isHoliday: (day) => !weekend.has(isoWeekday(day)) && dayOff(day)?.fromHour === 0,
  };
}

/** 1 = Monday … 7 = Sunday. */
function isoWeekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

function dayOf({ year, month, day }: WallTime): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function sameTimeOn(day: string, wall: WallTime, zone: string): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return wallTimeToInstant(zone, { ...wall, year, month, day: date }).instantMs;
}
