import { rotaError } from '../../../../contract/errors.ts';
import { calendarOfPlan } from '../../../../contract/interval-plans.ts';
import type { Plan, ScheduleOptions } from '../../../../contract/schedule.ts';
import { said } from '../../../../contract/translatable.ts';
import { daysOfCalendar, placeBy } from '../../../domain/time/calendar-rules.ts';
import { namedCountries } from '../../../domain/time/holidays/holiday-countries.ts';
import { inPlace, localOf, withDays, type Place } from '../../../domain/time/plan-times.ts';
import type { CalendarVerbs } from '../../engine.ts';
import { withIcsDays } from './calendar-import.ts';
import { calendarsInUse, type CalendarDeps } from './calendars-in-use.ts';

export interface Calendars extends CalendarVerbs {
  /** The rule of a schedule's calendars, and of its plan's own. One that no longer exists counts as without days off, as a plan's own as Monday to Friday. */
  placeOf(uses: ScheduleOptions['calendars'], plan: Plan): Place;
  has(name: string): boolean;
}

/** Loads the holiday library only once a calendar names a country, and always before such a calendar is used. */
export async function createCalendars(deps: CalendarDeps): Promise<Calendars> {
  const { config, clock, audit, announce } = deps;
  const use = await calendarsInUse(deps);
  const { find, store } = use;
  return {
    all: () => config.get().calendars,
    countries: namedCountries,
    async holidays(place, year) {
      const holidays = await use.loaded();
      if (!holidays.knows(place)) throw rotaError('NOT_FOUND', said`no holidays are known for "${place}"`);
      return holidays.report(place, year);
    },
    has: (name) => find(name) !== null,
    placeOf(uses, plan) {
      const known = uses.flatMap(({ calendar: name, action }) => {
        const calendar = use.current().find((one) => one.name === name);
        return calendar === undefined ? [] : [{ calendar, action }];
      });
      const own = calendarOfPlan(plan);
      const source = own === null ? undefined : use.current().find(({ name }) => name === own);
      const holidaysOf = use.holidays()?.of ?? (() => new Map());
      const days = source && daysOfCalendar(source, holidaysOf);
      const place = known.length === 0 ? inPlace : placeBy(known, plan.timezone, holidaysOf, localOf(plan, days));
      return days ? withDays(place, days) : place;
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
      use.setCurrent();
      audit(caller, 'calendar deleted', name);
      announce({ type: 'calendar', name });
    },
    async importIcs(name, ics, caller) {
      const imported = await withIcsDays(name, () => find(name), ics, clock.now());
      await store(imported.calendar);
      audit(caller, 'calendar imported', name);
      return imported;
    },
  };
}
