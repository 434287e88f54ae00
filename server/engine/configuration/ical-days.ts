import { rotaError } from '../../../contract/errors.ts';

export interface DayOff {
  readonly day: string;
  readonly name: string;
}

/** Days looked for, both yyyy-MM-dd and inclusive. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** More repetitions than this of one event are not followed: a rule may repeat every second for ever. */
const mostRepeats = 20_000;

/**
 * The days off that an iCalendar text names: its whole-day events, repetitions included as far as the window goes.
 * Events with a time of day and cancelled ones are left out. Throws BODY_INVALID where the text is no calendar.
 */
export async function daysOfCalendar(ics: string, window: Window): Promise<readonly DayOff[]> {
  const { default: ICAL } = await import('ical.js');
  let events;
  try {
    const root = new ICAL.Component(ICAL.parse(ics.replace(/^\uFEFF/, '').trim()) as unknown[]);
    events = [...(root.name === 'vcalendar' ? [root] : root.getAllSubcomponents('vcalendar'))]
      .flatMap((calendar) => calendar.getAllSubcomponents('vevent'))
      .map((component) => new ICAL.Event(component));
  } catch (error) {
    throw rotaError(
      'BODY_INVALID',
      'ics: this is not an iCalendar text (it should begin with BEGIN:VCALENDAR)',
      'ics',
      error,
    );
  }
  const days = new Map<string, string>();
  for (const event of events) {
    const status: unknown = event.component.getFirstPropertyValue('status');
    if (!event.startDate?.isDate || status === 'CANCELLED' || event.isRecurrenceException()) continue;
    const length = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
    const repeats = event.isRecurring() ? event.iterator() : null;
    let start: typeof event.startDate | null | undefined = repeats === null ? event.startDate : repeats.next();
    for (let count = 0; start && count < mostRepeats; count += 1) {
      if (dayText(start) > window.to) break;
      for (let index = 0; index < Math.min(length, 400); index += 1) {
        const date = start.clone();
        date.adjust(index, 0, 0, 0);
        const day = dayText(date);
        if (day >= window.from && day <= window.to && !days.has(day))
          days.set(day, (event.summary ?? '').slice(0, 200));
      }
      start = repeats?.next();
    }
  }
  return [...days].map(([day, name]) => ({ day, name })).sort((one, other) => one.day.localeCompare(other.day));
}

function dayText({ year, month, day }: { year: number; month: number; day: number }): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
