import type { DayPlan, HolidayPlan, WorkingDayPlan } from '../../../contract/interval-plans.ts';
import { monthOf, monthStart } from './interval-days.ts';
import { dayText, secondsOf, type NextDay } from './local-days.ts';

/** Which days a calendar works; a day is written as 2026-01-31. */
export interface CalendarDays {
  /** Whether it works in this hour of the day: half a day off is worked in the morning. */
  isWorked(day: string, hour: number): boolean;
  /** A whole day off that is no weekend. */
  isHoliday(day: string): boolean;
}

/** Monday to Friday, without holidays: of a plan without a calendar, and of one whose calendar is gone. */
export const mondayToFriday: CalendarDays = {
  isWorked: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
  isHoliday: () => false,
};

/** A search ends after this much without a day. */
const farthestDays = 5 * 366;
/** The longest time off. */
const longestOff = 60;

/** The days of a plan that a calendar decides. A time is looked at by the hour, since half a day may be off. */
export function daysOfPlan(plan: DayPlan, days: CalendarDays): NextDay {
  const seconds = secondsOf(plan.at);
  const isDay = plan.kind === 'working-day' ? nthOfMonth(plan, days) : besideHoliday(plan, days);
  return (from) => {
    for (let day = from; day < from + farthestDays; day += 1) {
      const due = seconds.filter((second) => isDay(day, Math.floor(second / 3600)));
      if (due.length > 0) return { day, seconds: due };
    }
    return null;
  };
}

type IsDay = (day: number, hour: number) => boolean;

function nthOfMonth({ nth, months }: WorkingDayPlan, days: CalendarDays): IsDay {
  const found = new Map<string, number | null>();
  const step = Math.sign(nth);
  const search = (month: number, hour: number): number | null => {
    const [first, last] = [monthStart(month), monthStart(month + 1) - 1];
    let left = Math.abs(nth);
    for (let day = step > 0 ? first : last; day >= first && day <= last; day += step)
      if (days.isWorked(dayText(day), hour) && (left -= 1) === 0) return day;
    return null;
  };
  return (day, hour) => {
    const { month } = monthOf(day);
    if (months.length > 0 && !months.includes((month % 12) + 1)) return false;
    const key = `${month} ${hour}`;
    if (!found.has(key)) found.set(key, search(month, hour));
    return found.get(key) === day;
  };
}

/** Looks from a working day towards the holiday: it is met when so many working days lie between. */
function besideHoliday({ nth }: HolidayPlan, days: CalendarDays): IsDay {
  const towards = -Math.sign(nth);
  const between = Math.abs(nth) - 1;
  return (day, hour) => {
    if (!days.isWorked(dayText(day), hour)) return false;
    let worked = 0;
    let off = 0;
    for (let other = day + towards; worked <= between && off < longestOff; other += towards) {
      const text = dayText(other);
      if (worked === between && days.isHoliday(text)) return true;
      if (days.isWorked(text, hour)) [worked, off] = [worked + 1, 0];
      else off += 1;
    }
    return false;
  };
}
