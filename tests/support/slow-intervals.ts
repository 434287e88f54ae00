import type { IntervalPlan } from '../../contract/interval-plans.ts';

// The times of plans beside Quartz by their definition: every half hour of a stretch is read off a clock of the system, every day of it is asked
// whether it is one of the plan's. Independent of the code it is compared with, and slow.

const halfHour = 1_800_000;
const dayMs = 86_400_000;

export interface WallClock {
  /** What the clock shows, as if it were UTC, at every half hour; and the instants. */
  readonly walls: readonly number[];
  readonly instants: readonly number[];
  /** The later instant at which it shows a time, or the first one after a time that it never shows. */
  readonly resolve: (wall: number) => number | null;
}

export function wallClock(zone: string, from: number, days: number): WallClock {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  const instants = Array.from({ length: days * 48 }, (_, index) => from + index * halfHour);
  const walls = instants.map((instant) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`));
  const last = new Map(walls.map((wall, index) => [wall, instants[index]!]));
  return {
    walls,
    instants,
    resolve(wall) {
      const shown = last.get(wall);
      if (shown !== undefined) return shown;
      const jump = walls.findIndex((one, index) => index > 0 && one > wall && walls[index - 1]! < wall);
      return jump < 0 ? null : instants[jump]!;
    },
  };
}

const textOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** Every local date of the stretch, also one that the clock skips. */
export function localDates({ walls }: WallClock): readonly string[] {
  const dates: string[] = [];
  for (let day = Date.parse(textOf(walls[0]!)); day <= walls.at(-1)!; day += dayMs) dates.push(textOf(day));
  return dates;
}

interface Days {
  isWorked(day: string, hour: number): boolean;
  isHoliday(day: string): boolean;
}

/** All times of a plan in the stretch, in order. */
export function enumerated(plan: IntervalPlan, clock: WallClock, dates: readonly string[], days: Days): number[] {
  const first = plan.kind === 'every' ? plan.from : (plan.start ?? 0);
  const times = plan.at.flatMap((time) =>
    daysOf(plan, Number(time.slice(0, 2)), clock, dates, days).flatMap(
      (date) => clock.resolve(Date.parse(`${date}T${time}:00Z`)) ?? [],
    ),
  );
  return [...new Set(times)].filter((time) => time >= first).sort((one, other) => one - other);
}

const monthOf = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
const weekday = (text: string): number => new Date(text).getUTCDay() || 7;

function daysOf(
  plan: IntervalPlan,
  hour: number,
  clock: WallClock,
  dates: readonly string[],
  days: Days,
): readonly string[] {
  const months = Map.groupBy(dates, monthOf);
  if (plan.kind === 'working-day') {
    const wanted = [...months.values()].filter(
      ([first]) => plan.months.length === 0 || plan.months.includes(Number(first!.slice(5, 7))),
    );
    return wanted.flatMap(
      (month) => month.filter((day) => days.isWorked(day, hour)).at(plan.nth > 0 ? plan.nth - 1 : plan.nth) ?? [],
    );
  }
  if (plan.kind === 'holiday') {
    const worked = dates.filter((day) => days.isWorked(day, hour));
    const holidays = dates.filter((day) => days.isHoliday(day));
    return holidays.flatMap(
      (holiday) =>
        (plan.nth < 0
          ? worked.filter((day) => day < holiday).at(plan.nth)
          : worked.filter((day) => day > holiday)[plan.nth - 1]) ?? [],
    );
  }
  const anchor = textOf(clock.walls[clock.instants.indexOf(plan.from)]!);
  const apart = (date: string) => (Date.parse(date) - Date.parse(anchor)) / dayMs;
  const chosen = plan.weekdays.length === 0 ? [weekday(anchor)] : plan.weekdays;
  const isDue = (date: string): boolean => {
    if (plan.unit === 'days') return apart(date) % plan.every === 0;
    if (plan.unit === 'weeks')
      return ((apart(date) + weekday(anchor) - weekday(date)) / 7) % plan.every === 0 && chosen.includes(weekday(date));
    if ((monthOf(date) - monthOf(anchor)) % plan.every !== 0) return false;
    return Number(date.slice(8)) === Math.min(Number(anchor.slice(8)), months.get(monthOf(date))!.length);
  };
  return dates.filter((date) => apart(date) >= 0 && isDue(date));
}
