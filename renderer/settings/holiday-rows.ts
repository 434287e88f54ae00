import type { HolidaysAnswer } from '../../contract/holidays.ts';

type Day = HolidaysAnswer['days'][number];

export interface HolidayRow extends Omit<Day, 'kind'> {
  /** `elsewhere`: only the list that was compared has this day. */
  readonly kind: Day['kind'] | 'elsewhere';
  /** The calendar's own days say something else than the country. */
  readonly isCorrected: boolean;
  /** Whether the day is off in this calendar, weekends aside. */
  readonly isOff: boolean;
}

/** A day is off here (with its name), or worked here, or again as the country says. */
export type CorrectDay = (day: string, change: { off: string } | 'worked' | 'as-country') => void;

/** The days of a year in order, with those that only another list has, as the calendar's own days change them. */
export function holidayRows(
  { days, elsewhere }: HolidaysAnswer,
  off: readonly string[],
  on: readonly string[],
): HolidayRow[] {
  const isOffHere = new Set(off);
  const isOnHere = new Set(on);
  const others = elsewhere.map(({ day, name }) => ({
    day,
    name,
    kind: 'elsewhere' as const,
    origin: 'library' as const,
    isDisputed: true,
  }));
  return [...days, ...others]
    .sort((one, other) => one.day.localeCompare(other.day))
    .map((row) => {
      const byCountry = row.kind === 'off' || row.kind === 'half';
      const isOff = isOnHere.has(row.day) ? false : isOffHere.has(row.day) ? true : byCountry;
      return { ...row, isOff, isCorrected: isOff !== byCountry };
    });
}
