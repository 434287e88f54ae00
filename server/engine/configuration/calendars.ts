import type { Calendar } from '../../../contract/calendar.ts';
import { rotaError } from '../../../contract/errors.ts';
import type { Announcement } from '../../../contract/events.ts';
import type { Plan, ScheduleOptions } from '../../../contract/schedule.ts';
import { inEnglish, said } from '../../../contract/translatable.ts';
import { placeBy } from '../../domain/time/calendar-rules.ts';
import { foldCase } from '../../domain/name-matching.ts';
import { namedCountries } from '../../domain/time/holidays/holiday-countries.ts';
import { dayAfter } from '../../domain/time/holidays/holiday-rules.ts';
import { inPlace, localOf, type Place } from '../../domain/time/plan-times.ts';
import type { Log } from '../../log.ts';
import type { ConfigDocument } from '../../store/config-document.ts';
import type { ConfigStore } from '../../store/config-store.ts';
import type { Audit } from '../shared/audit.ts';
import type { Clock } from '../shared/clock.ts';
import type { CalendarVerbs } from '../engine.ts';
import { loadHolidays, type Holidays } from './holidays.ts';
import { daysOfCalendar } from './ical-days.ts';
import { summaryOf } from './ical-summary.ts';
import { refuseIfChanged } from './unchanged.ts';

export interface Calendars extends CalendarVerbs {
  /** The rule of a schedule's calendars. A name that no longer exists counts as a calendar that works every day. */
  placeOf(uses: ScheduleOptions['calendars'], plan: Plan): Place;
  has(name: string): boolean;
}

/** The holiday library is loaded only once a calendar names a country, and always before such a calendar is in use. */
export async function createCalendars(deps: {
  config: ConfigStore;
  clock: Pick<Clock, 'now'>;
  log: Log;
  audit: Audit;
  announce: (announcement: Announcement) => void;
  /** Names of the schedules that use a calendar and have not ended. */
  schedulesOf: (calendar: string) => Promise<readonly string[]>;
  /** An edit by hand has taken a calendar that schedules use; none of them: it is back. */
  onGone: (calendar: string, schedules: readonly string[]) => void;
}): Promise<Calendars> {
  const { config, clock, audit, announce } = deps;
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
  /** The years that due times ask for first; those of a feast by the moon take a tenth of a second each. */
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
        return Promise.all([...names].map((name) => tellIfGone(name)));
      })
      .catch((error: unknown) => deps.log.error('calendars that were edited by hand could not be taken', { error }));
  });

  async function tellIfGone(name: string): Promise<void> {
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
    await tellIfGone(calendar.name);
  }

  return {
    all: () => config.get().calendars,
    countries: namedCountries,
    async holidays(place, year) {
      holidays ??= await loadHolidays();
      if (!holidays.knows(place)) throw rotaError('NOT_FOUND', said`no holidays are known for "${place}"`);
      return holidays.report(place, year);
    },
    has: (name) => find(name) !== null,
    placeOf(uses, plan) {
      const known = uses.flatMap(({ calendar: name, action }) => {
        const calendar = inUse.find((one) => one.name === name);
        return calendar === undefined ? [] : [{ calendar, action }];
      });
      return known.length === 0
        ? inPlace
        : placeBy(known, plan.timezone, holidays?.of ?? (() => new Map()), localOf(plan));
    },
    async put(name, calendar, caller, was) {
      if (calendar.name !== name)
        throw rotaError('BODY_INVALID', said`is "${calendar.name}", but the path says "${name}"`, 'name');
      const isNew = find(name) === null;
      await store(calendar, was);
      audit(caller, isNew ? 'calendar added' : 'calendar replaced', name);
    },
    async delete(name, caller) {
      if (find(name) === null) throw rotaError('NOT_FOUND', said`there is no calendar "${name}"`);
      const needing = await deps.schedulesOf(name);
      if (needing.length > 0) {
        const shown = needing
          .slice(0, 5)
          .map((schedule) => `"${schedule}"`)
          .join(', ');
        const names = needing.length > 5 ? said`${shown} and ${needing.length - 5} more` : shown;
        throw rotaError('IN_USE', said`the calendar "${name}" is used by ${names}`);
      }
      await config.update((document) => ({
        ...document,
        calendars: document.calendars.filter((calendar) => calendar.name !== name),
      }));
      inUse = config.get().calendars;
      audit(caller, 'calendar deleted', name);
      announce({ type: 'calendar', name });
    },
    async importIcs(name, ics, caller) {
      const today = new Date(clock.now()).toISOString().slice(0, 10);
      const window = { from: dayAfter(today, -366), to: dayAfter(today, 5 * 366) };
      const found = await daysOfCalendar(ics, window);
      const before: Calendar = find(name) ?? {
        name,
        weekend: [6, 7],
        country: null,
        halfDays: 'off-from-13',
        off: [],
        on: [],
      };
      // A day that an event takes in part is off where half days are; no day of one's own is off from an hour on.
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
      await store(calendar);
      audit(caller, 'calendar imported', name);
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
    },
  };
}
