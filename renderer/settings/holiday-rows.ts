import type { HolidaysAnswer } from '../../contract/holidays.ts';

type Day = HolidaysAnswer['days'][number];

export interface HolidayRow extends Omit<Day, 'kind'> {
  /** `elsewhere`: only the compared list has this day. */
  readonly kind: Day['kind'] | 'elsewhere';
  /** The calendar's own days contradict the country's. */
  readonly isCorrected: boolean;
  /** Whether the day is off in this calendar, ignoring weekends. */
  readonly isOff: boolean;
}

/** The corrections of a day: off (with its name), worked, or as in the country. */
export type CorrectDay = (day: string, change: { off: string } | 'worked' | 'as-country') => void;

/** The days of a year in order, with the calendar's own days applied; includes days that only another list has. */
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
