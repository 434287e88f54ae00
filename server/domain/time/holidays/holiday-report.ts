import type { HolidaysAnswer } from '../../../../contract/holidays.ts';
import { sourcesOf } from './holiday-corrections.ts';
import type { HolidaysOf } from './holiday-rules.ts';

/** The result of a comparison with another list (`build/check-holidays.mjs` writes it). Days off on weekdays only. */
export interface HolidayComparison {
  /** Name and version of the other list. */
  readonly against: string;
  /** yyyy-MM-dd */
  readonly on: string;
  /** First and last year that were compared. */
  readonly years: readonly number[];
  /** Place -> days that only the other list has, and days that it lacks. No entry: not compared. */
  readonly places: Readonly<
    Record<string, { readonly missing?: Readonly<Record<string, string>>; readonly extra?: readonly string[] }>
  >;
}

/** The holidays of a place in a year, each with its origin and whether the other list has it, too. */
export function reportHolidays(
  place: string,
  year: number,
  holidaysOf: HolidaysOf,
  comparison: HolidayComparison,
): Omit<HolidaysAnswer, 'regions'> {
  const [first = Infinity, last = -Infinity] = comparison.years;
  const found = year >= first && year <= last ? comparison.places[place] : undefined;
  const extra = new Set(found?.extra);
  const inYear = (day: string) => day.startsWith(`${year}-`);
  return {
    place,
    year,
    days: [...holidaysOf(place, year).values()]
      .map(({ day, name, isHalf, isWorked, origin }) => ({
        day,
        name,
        kind: isWorked === true ? ('worked' as const) : isHalf ? ('half' as const) : ('off' as const),
        origin,
        isDisputed: extra.has(day),
      }))
      .sort((one, other) => one.day.localeCompare(other.day)),
    elsewhere: Object.entries(found?.missing ?? {})
      .filter(([day]) => inYear(day))
      .map(([day, name]) => ({ day, name })),
    check: found === undefined ? null : { against: comparison.against, on: comparison.on },
    sources: [...sourcesOf(place)],
  };
}
