import type { Calendar } from '../../../../contract/calendar.ts';
import { rotaError } from '../../../../contract/errors.ts';
import type { Announcement } from '../../../../contract/events.ts';
import { said } from '../../../../contract/translatable.ts';
import { foldCase } from '../../../domain/name-matching.ts';
import type { Log } from '../../../log.ts';
import type { ConfigDocument } from '../../../store/config-document.ts';
import type { ConfigStore } from '../../../store/config-store.ts';
import type { Audit } from '../../../people/audit.ts';
import type { Clock } from '../../../clock.ts';
import { loadHolidays, type Holidays } from './public-holidays.ts';
import { refuseIfChanged } from '../../shared/unchanged.ts';

export interface CalendarDeps {
  config: ConfigStore;
  clock: Pick<Clock, 'now'>;
  log: Log;
  audit: Audit;
  announce: (announcement: Announcement) => void;
  /** Names of the schedules that use a calendar and have not ended. */
  schedulesOf: (calendar: string) => Promise<readonly string[]>;
  /** A manual edit removed a calendar that schedules use; without schedules: it is back. */
  onGone: (calendar: string, schedules: readonly string[]) => void;
}

/** The calendars in use and their holidays, from the document and from manual edits of it. */
export async function calendarsInUse(deps: CalendarDeps) {
  const { config, clock, announce } = deps;
  let holidays: Holidays | null = null;
  let inUse: readonly Calendar[] = [];

  async function take(document: ConfigDocument): Promise<void> {
    if (document.calendars.some(({ country }) => country !== null)) holidays ??= await loadHolidays();
    inUse = document.calendars;
    for (const { name, country } of inUse) {
      if (country === null) continue;
      if (holidays?.knows(country) === true) await prepare(country);
      else deps.log.warn('a calendar names a country without known holidays', { calendar: name, country });
    }
  }
  /** Computes the years that due times need first; a year with feasts by the moon takes a tenth of a second. */
  async function prepare(country: string): Promise<void> {
    const year = new Date(clock.now()).getUTCFullYear();
    await holidays?.prepare(country, year, year + 1);
  }
  await take(config.get());
  config.onReload((document) => {
    const before = inUse;
    take(document)
      .then(() => {
        const names = new Set([...before, ...inUse].map(({ name }) => name));
        for (const name of names) announce({ type: 'calendar', name });
        return Promise.all([...names].map((name) => announceIfGone(name)));
      })
      .catch((error: unknown) => deps.log.error('calendars that were edited by hand could not be taken', { error }));
  });

  async function announceIfGone(name: string): Promise<void> {
    deps.onGone(name, find(name) === null ? await deps.schedulesOf(name) : []);
  }

  const find = (name: string) => config.get().calendars.find((calendar) => calendar.name === name) ?? null;

  async function store(calendar: Calendar, was?: Calendar | null): Promise<void> {
    if (calendar.country !== null) {
      holidays ??= await loadHolidays();
      if (!holidays.knows(calendar.country)) {
        const message = said`no holidays are known for "${calendar.country}"; use a code such as TR or DE-BY, or none`;
        throw rotaError('BODY_INVALID', message, 'country');
      }
      await prepare(calendar.country);
    }
    await config.update((document) => {
      const alike = document.calendars.find(({ name }) => foldCase(name) === foldCase(calendar.name));
      if (alike !== undefined && (was === null || alike.name !== calendar.name)) {
        throw rotaError('NAME_TAKEN', said`there is a calendar "${alike.name}" already`, 'name');
      }
      refuseIfChanged(alike, was);
      const others = document.calendars.filter(({ name }) => name !== calendar.name);
      return {
        ...document,
        calendars: [...others, calendar].sort((one, other) => one.name.localeCompare(other.name, 'en')),
      };
    });
    inUse = config.get().calendars;
    announce({ type: 'calendar', name: calendar.name });
    await announceIfGone(calendar.name);
  }

  return {
    find,
    store,
    current: () => inUse,
    setCurrent: () => void (inUse = config.get().calendars),
    holidays: () => holidays,
    /** Loads the library if no calendar has needed it yet. */
    loaded: async () => (holidays ??= await loadHolidays()),
  };
}
