import type ICAL from 'ical.js';
import { rotaError } from '../../../../contract/errors.ts';
import { said, type Translatable } from '../../../../contract/translatable.ts';
import { dayAfter } from '../../../domain/time/holidays/holiday-rules.ts';
import { mapInSlices, othersTurn } from '../../shared/slices.ts';

export interface DayOff {
  readonly day: string;
  readonly name: string;
}

/** The days to search, both yyyy-MM-dd and inclusive. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** The limit of repetitions of all events together; every day since 1950 is 28,000. */
const mostRepeats = 60_000;
/** Repetitions between two turns of the event loop. */
const repeatsATurn = 200;
/** Events that are parsed in one go. */
const eventsATurn = 100;

const invalid = (sentence: Translatable, cause?: unknown) => rotaError('BODY_INVALID', sentence, 'ics', cause);

/** Why an event gave no day off. */
export type LeftOut = 'timed' | 'cancelled' | 'outside';

export interface CalendarDays {
  readonly days: readonly DayOff[];
  /** Days that an event takes partly: the calendar's rule for half days applies to them. */
  readonly partDays: readonly DayOff[];
  readonly events: number;
  readonly leftOut: readonly { readonly why: LeftOut; readonly name: string }[];
}

/**
 * The days off in an iCalendar text inside the window, with repetitions, further dates and exceptions. A whole day is a date, or a time from midnight
 * to midnight, as some programs write it. If an event begins or ends within a day, the days between are off, and the others are `partDays`. Throws
 * BODY_INVALID if the text is not a calendar, or an event of it cannot be read.
 */
export async function daysOfCalendar(ics: string, window: Window): Promise<CalendarDays> {
  const { default: library } = await import('ical.js');
  const days = new Map<string, string>();
  const parts = new Map<string, string>();
  const leftOut: CalendarDays['leftOut'][number][] = [];
  let repeats = 0;
  const events = await eventsOf(library, ics);
  for (const { event, name } of events) {
    let why: LeftOut | null = firstReason(event);
    for (const occurrence of occurrencesOf(event, name)) {
      const { first, last } = occurrence;
      if (first > window.to && !occurrence.isUnordered) break;
      if (occurrence.isCancelled) why = why === null || last < window.from ? why : 'cancelled';
      else if (last >= window.from && first <= window.to) {
        const whole = occurrence.isPartial ? wholeDays(occurrence) : { first, last };
        if (whole !== null)
          keep(days, whole.first > window.from ? whole.first : window.from, whole.last, occurrence.name);
        if (whole !== null) why = null;
        else if (why !== null) why = 'timed';
        if (occurrence.isPartial && (whole !== null || first !== last))
          for (const day of occurrence.partly) parts.set(day, occurrence.name);
      }
      repeats += 1;
      if (repeats > mostRepeats) throw invalid(said`${name} repeats too often: give it an end, or take it out`);
      if (repeats % repeatsATurn === 0) await othersTurn();
    }
    if (why !== null) leftOut.push({ why, name: (event.summary ?? '').slice(0, 60) });
  }
  const partly = [...parts].filter(([day]) => !days.has(day) && day >= window.from && day <= window.to);
  return { days: sorted(days), partDays: sorted(partly), events: events.length, leftOut };

  function keep(into: Map<string, string>, from: string, last: string, name: string): void {
    for (let day = from; day <= last && day <= window.to; day = dayAfter(day, 1))
      if (!into.has(day)) into.set(day, name);
  }
}

/** Takes no whole day, however often it repeats. */
const isShort = (event: ICAL.Event): boolean => !isWholeDay(event) && event.duration.toSeconds() < 86_400;

function firstReason(event: ICAL.Event): LeftOut {
  if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return 'cancelled';
  return event.startDate && isShort(event) ? 'timed' : 'outside';
}

const sorted = (days: Iterable<readonly [string, string]>): DayOff[] =>
  [...days].map(([day, name]) => ({ day, name })).sort((one, other) => one.day.localeCompare(other.day));

/** The days that an event with times covers from midnight to midnight; null if none. */
function wholeDays({ first, last, partly }: Occurrence): { first: string; last: string } | null {
  const from = partly.includes(first) ? dayAfter(first, 1) : first;
  const to = partly.includes(last) ? dayAfter(last, -1) : last;
  return from <= to ? { first: from, last: to } : null;
}

interface NamedEvent {
  readonly event: ICAL.Event;
  /** The name in errors. */
  readonly name: string;
}

/** Every event with the exceptions to its repetition, from one or several calendars in a text. */
async function eventsOf(library: typeof ICAL, ics: string): Promise<NamedEvent[]> {
  let components: readonly ICAL.Component[];
  try {
    components = await componentsOf(library, ics.replace(/^\uFEFF/, '').trim());
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 200) : String(error);
    throw invalid(said`this is not an iCalendar text, which begins with BEGIN:VCALENDAR (${why})`, error);
  }
  const uidOf = (component: ICAL.Component): unknown => component.getFirstPropertyValue('uid');
  const isException = (component: ICAL.Component) => component.hasProperty('recurrence-id');
  const exceptions = Map.groupBy(components.filter(isException), uidOf);
  return mapInSlices(
    components.filter((component) => !isException(component)),
    (component) => {
      const summary: unknown = component.getFirstPropertyValue('summary');
      const name = `the event "${typeof summary === 'string' ? summary.slice(0, 60) : ''}"`;
      const related = exceptions.get(uidOf(component)) ?? [];
      return { name, event: new library.Event(component, { exceptions: related, strictExceptions: true }) };
    },
  );
}

const wholeEvent = /^BEGIN:VEVENT[ \t]*\r?\n[\s\S]*?^END:VEVENT[ \t]*(?:\r?\n|$)/gim;

/** The events of a text. If a calendar has many, they are parsed in batches and added to the calendar that the rest of the text makes. */
async function componentsOf(library: typeof ICAL, ics: string): Promise<readonly ICAL.Component[]> {
  const calendarsOf = (text: string): ICAL.Component[] => {
    const parsed = library.parse(text) as unknown[];
    const roots = Array.isArray(parsed[0]) ? (parsed as unknown[][]) : [parsed];
    const calendars = roots.map((root) => new library.Component(root)).filter(({ name }) => name === 'vcalendar');
    if (calendars.length === 0) throw new Error('no calendar in it');
    return calendars;
  };
  const eventsIn = (calendar: ICAL.Component) => calendar.getAllSubcomponents('vevent');
  const texts = ics.match(wholeEvent) ?? [];
  const isOne = ics.match(/^BEGIN:VCALENDAR[ \t]*$/gim)?.length === 1;
  if (!isOne || texts.length <= eventsATurn) return calendarsOf(ics).flatMap(eventsIn);
  const [calendar] = calendarsOf(ics.replace(wholeEvent, ''));
  const found: ICAL.Component[] = [];
  for (let from = 0; from < texts.length; from += eventsATurn) {
    await othersTurn();
    const some = texts.slice(from, from + eventsATurn).map((text) => text.replace(/(?<!\n)$/, '\n'));
    for (const part of calendarsOf(`BEGIN:VCALENDAR\r\n${some.join('')}END:VCALENDAR`).flatMap(eventsIn)) {
      // Its parent has the zones that it refers to.
      calendar?.addSubcomponent(part);
      found.push(part);
    }
  }
  return found;
}

/** The library moves 30 February, and 29 February of common years, to March; the standard skips them. */
function isMeant({ component, startDate }: ICAL.Event, { month, day }: ICAL.Time): boolean {
  const rule: unknown = component.getFirstPropertyValue('rrule');
  if (typeof rule !== 'object' || rule === null || !('parts' in rule)) return true;
  const parts = rule.parts as Readonly<Record<string, readonly unknown[]>>;
  if (parts['BYMONTH']) return parts['BYMONTH'].map(Number).includes(month);
  const isPlainYearly = 'freq' in rule && rule.freq === 'YEARLY' && Object.keys(parts).length === 0;
  return !isPlainYearly || (month === startDate.month && day === startDate.day);
}

interface Occurrence {
  readonly first: string;
  readonly last: string;
  readonly name: string;
  readonly isCancelled: boolean;
  /** It begins or ends within a day: these days are in `partly`. */
  readonly isPartial: boolean;
  readonly partly: readonly string[];
  /** It is separate from the repetition, so an earlier one may follow. */
  readonly isUnordered?: true;
}

/** In order, those with their own length (PERIOD) first. */
function* occurrencesOf(event: ICAL.Event, name: string): Generator<Occurrence> {
  try {
    if (!event.startDate) return;
    checkDate(event.component);
    yield* periodsOf(event);
    if (isShort(event)) return;
    const isRepeated = event.isRecurring();
    if (!isRepeated) {
      yield occurrence(event, event.startDate);
      return;
    }
    const rule: unknown = event.component.getFirstPropertyValue('rrule');
    if (typeof rule === 'object' && rule !== null && 'freq' in rule && /LY$/.test(String(rule.freq))) {
      if (/^(SECOND|MINUTE|HOUR)LY$/.test(String(rule.freq)))
        throw new Error(`a whole day cannot repeat ${String(rule.freq)}`);
    } else yield occurrence(event, event.startDate); // Further dates only: the first date is not a repetition.
    const further = new Set(datesOf(event.component, 'rdate').map(dayText));
    const times = event.iterator();
    for (let start = times.next(); start; start = times.next()) {
      const { item, startDate } = event.getOccurrenceDetails(start) as { item: ICAL.Event; startDate: ICAL.Time };
      const found = occurrence(item, startDate);
      yield isMeant(event, start) || further.has(dayText(start)) ? found : { ...found, isCancelled: true };
    }
  } catch (error) {
    throw invalid(said`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function occurrence(event: ICAL.Event, start: ICAL.Time): Occurrence {
  const isCancelled = event.component.getFirstPropertyValue('status') === 'CANCELLED';
  const name = (event.summary ?? '').slice(0, 200);
  if (!isWholeDay(event)) {
    const end = start.clone();
    end.addDuration(event.duration);
    return { ...timed(start, end), name, isCancelled };
  }
  const length = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
  const first = firstDay(start);
  return { first, last: dayAfter(first, length - 1), name, isCancelled, isPartial: false, partly: [] };
}

/** For times of day: the first and last day are partly off unless the event begins and ends at midnight. */
function timed(start: ICAL.Time, end: ICAL.Time): Pick<Occurrence, 'first' | 'last' | 'isPartial' | 'partly'> {
  const isMidnight = ({ hour, minute, second }: ICAL.Time) => hour === 0 && minute === 0 && second === 0;
  const first = dayText(start);
  const until = dayText(end);
  const last = isMidnight(end) && until > first ? dayAfter(until, -1) : until;
  const partly = [...(isMidnight(start) ? [] : [first]), ...(isMidnight(end) && until > first ? [] : [last])];
  return { first, last, isPartial: true, partly: [...new Set(partly)] };
}

/**
 * Further times with their own length (RDATE;VALUE=PERIOD). They are removed from the event, because the library cannot repeat with them.
 */
function* periodsOf(event: ICAL.Event): Generator<Occurrence> {
  const name = (event.summary ?? '').slice(0, 200);
  const isCancelled = event.component.getFirstPropertyValue('status') === 'CANCELLED';
  for (const property of event.component.getAllProperties('rdate').filter(({ type }) => type === 'period')) {
    for (const period of property.getValues() as unknown as readonly ICAL.Period[])
      yield { ...timed(period.start, period.getEnd()), name, isCancelled, isUnordered: true };
    event.component.removeProperty(property);
  }
}

function datesOf(component: ICAL.Component, name: string): ICAL.Time[] {
  return component.getAllProperties(name).flatMap((property) => property.getValues() as unknown as ICAL.Time[]);
}

/** Midnight in a foreign zone may be the evening before in UTC; noon is on the right day. */
function firstDay(start: ICAL.Time): string {
  if (start.isDate || !isUtc(start)) return dayText(start);
  const noon = start.clone();
  noon.adjust(0, 12, 0, 0);
  return dayText(noon);
}

const isUtc = ({ zone }: ICAL.Time): boolean => zone?.tzid === 'UTC';

/** A date; or midnight to midnight; or Outlook's mark for a whole day. */
function isWholeDay({ component, startDate, duration }: ICAL.Event): boolean {
  if (startDate.isDate) return true;
  if (component.getFirstPropertyValue('x-microsoft-cdo-alldayevent') === 'TRUE') return true;
  const isMidnight = startDate.hour === 0 && startDate.minute === 0 && startDate.second === 0 && !isUtc(startDate);
  const hours = duration.toSeconds() / 3600;
  // One hour of tolerance for clock changes in between.
  return isMidnight && hours >= 23 && Math.abs(hours - Math.round(hours / 24) * 24) <= 1;
}

/** The library reads 99.13. as 9 April of the next year: an invalid date must not become a day off. */
function checkDate(component: ICAL.Component): void {
  const property: unknown = component.getFirstProperty('dtstart')?.toJSON();
  const written = Array.isArray(property) ? String(property[3]).slice(0, 10) : '';
  const [year = 0, month = 0, day = 0] = written.split('-').map(Number);
  if (dayText({ year, month, day }) !== new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10))
    throw new Error(`${written} is not in the calendar`);
}

function dayText({ year, month, day }: { year: number; month: number; day: number }): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
