import type Library from 'date-holidays';
import { correctHolidays } from '../../../domain/time/holidays/holiday-corrections.ts';
import { holidaysFrom, type Holiday, type HolidaysOf } from '../../../domain/time/holidays/holiday-rules.ts';
import { reportHolidays } from '../../../domain/time/holidays/holiday-report.ts';
import type { HolidaysAnswer } from '../../../../contract/holidays.ts';
import { othersTurn } from '../../shared/slices.ts';
import { loadGazetteHolidays } from './gazette-holidays.ts';

/** A part of a country that has public holidays of its own. */
export interface Region {
  /** With its country: `DE-BY`. */
  readonly code: string;
  readonly name: string;
}

export interface Holidays {
  readonly of: HolidaysOf;
  /** Computes the holidays of years in advance; yields to the event loop after each year. */
  prepare(country: string, from: number, to: number): Promise<void>;
  /** Whether the library knows a country, or a state or region of it: `TR`, `DE-BY`. */
  knows(country: string): boolean;
  /** The days of a place in a year with their origin, and the regions of its country. */
  report(place: string, year: number): Promise<HolidaysAnswer>;
}

/** Loads the holiday library and the official lists; computed years are cached. */
export async function loadHolidays(): Promise<Holidays> {
  const { default: Known } = await import('date-holidays');
  // Loading the library alone takes half the time that a slice may take.
  await othersTurn();
  const official = await loadGazetteHolidays();
  await othersTurn();
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
    const list = official(country.split('-')[0] ?? '', year);
    const made = correctHolidays(country, year, holidaysFrom(country, place.getHolidays(year)), list);
    years.set(key, made);
    return made;
  }

  const of: HolidaysOf = (country, year) => {
    const key = `${country} ${year}`;
    const found = known.get(key);
    if (found) return found;
    // A feast may begin in one year and end in the next, and its eve may lie in the year before.
    const near = [year - 1, year, year + 1].flatMap((one) => entriesOf(country, one));
    const own = near.filter(({ day }) => day.startsWith(`${year}-`));
    // A whole day takes precedence over a half one on the same date, and a worked one over both.
    const weight = ({ isHalf, isWorked }: Holiday) => (isWorked === true ? 2 : isHalf ? 0 : 1);
    const made = new Map(
      own.toSorted((one, other) => weight(one) - weight(other)).map((holiday) => [holiday.day, holiday]),
    );
    known.set(key, made);
    return made;
  };

  async function prepare(country: string, from: number, to: number): Promise<void> {
    // The neighbouring years are needed, too.
    for (let year = from - 1; year <= to + 1; year += 1) {
      if (years.has(`${country} ${year}`)) continue;
      await othersTurn();
      entriesOf(country, year);
    }
  }

  return {
    of,
    prepare,
    knows(country) {
      const [land = '', state, region] = country.split('-');
      const library = new Known();
      if (!hasKey(library.getCountries('en'), land)) return false;
      if (state === undefined) return true;
      const states: unknown = library.getStates(land, 'en');
      if (!hasKey(states, state)) return false;
      return region === undefined || hasKey(library.getRegions(land, state, 'en'), region);
    },
    async report(place, year) {
      const { default: comparison } = await import('../../../domain/time/holidays/holiday-checks.json', {
        with: { type: 'json' },
      });
      const [country = ''] = place.split('-');
      await prepare(place, year, year);
      await othersTurn();
      return {
        ...reportHolidays(place, year, of, comparison),
        regions: regionsOf(new Known().getStates(country, 'en'), country),
      };
    },
  };
}

/** The states of a country from the library (code -> name), sorted by name; empty if it has none. */
function regionsOf(states: unknown, country: string): Region[] {
  if (typeof states !== 'object' || states === null) return [];
  return Object.entries(states)
    .map(([code, name]) => ({ code: `${country}-${code}`, name: String(name) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

function hasKey(table: unknown, key: string): boolean {
  return typeof table === 'object' && table !== null && Object.hasOwn(table, key);
}
