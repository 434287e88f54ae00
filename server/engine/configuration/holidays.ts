import type Library from 'date-holidays';
import { holidaysFrom, type Holiday, type HolidaysOf } from '../../domain/time/holiday-rules.ts';

export interface Holidays {
  readonly of: HolidaysOf;
  /** Whether the library knows a country, or a state or region of it: `TR`, `DE-BY`. */
  knows(country: string): boolean;
}

/** Loads the holiday library; what it has computed once is kept. */
export async function loadHolidays(): Promise<Holidays> {
  const { default: Known } = await import('date-holidays');
  const places = new Map<string, Library>();
  const years = new Map<string, readonly Holiday[]>();
  const known = new Map<string, ReadonlyMap<string, Holiday>>();

  function entriesOf(country: string, year: number): readonly Holiday[] {
    const key = `${country} ${year}`;
    const found = years.get(key);
    if (found) return found;
    let place = places.get(country);
    if (place === undefined) {
      const [land = '', state = '', region = ''] = country.split('-');
      place = new Known(land, state, region, { types: ['public'] });
      places.set(country, place);
    }
    const made = holidaysFrom(country, place.getHolidays(year));
    years.set(key, made);
    return made;
  }

  return {
    of(country, year) {
      const key = `${country} ${year}`;
      const found = known.get(key);
      if (found) return found;
      // A feast may begin in one year and end in the next, and its eve may lie in the year before.
      const near = [year - 1, year, year + 1].flatMap((one) => entriesOf(country, one));
      const own = near.filter(({ day }) => day.startsWith(`${year}-`));
      // A whole day takes precedence over a half one on the same date.
      const made = new Map(
        own
          .toSorted((one, other) => Number(other.isHalf) - Number(one.isHalf))
          .map((holiday) => [holiday.day, holiday]),
      );
      known.set(key, made);
      return made;
    },
    knows(country) {
      const [land = '', state, region] = country.split('-');
      const library = new Known();
      if (!(land in library.getCountries('en'))) return false;
      if (state === undefined) return true;
      const states: unknown = library.getStates(land, 'en');
      if (!hasKey(states, state)) return false;
      return region === undefined || hasKey(library.getRegions(land, state, 'en'), region);
    },
  };
}

function hasKey(table: unknown, key: string): boolean {
  return typeof table === 'object' && table !== null && Object.hasOwn(table, key);
}
