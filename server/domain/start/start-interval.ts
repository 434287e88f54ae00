import { isInterval, type IntervalPlan } from '../../../contract/interval-plans.ts';
import { scheduleDraft } from '../../../contract/schedule.ts';
import { foldKey } from '../name-matching.ts';
import { issueDetails } from '../issue-details.ts';
import type { StartReading } from './start-fields.ts';
import { shown } from './start-options.ts';

const keys = ['kind', 'every', 'unit', 'weekdays', 'at', 'nth', 'months', 'calendar'] as const;
const kindKeys: Readonly<Record<IntervalPlan['kind'], readonly string[]>> = {
  every: ['every', 'unit', 'weekdays', 'at'],
  'working-day': ['nth', 'months', 'calendar', 'at'],
  holiday: ['nth', 'calendar', 'at'],
};
const kinds = Object.keys(kindKeys) as IntervalPlan['kind'][];
const units = ['minutes', 'hours', 'days', 'weeks', 'months'];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The window and the zone, from the other keys of the body. Epoch ms. */
interface Window {
  readonly start: number | null;
  readonly end: number | null;
  readonly timezone: string;
}

/**
 * Reads the key `plan`: an interval or working days, in the words of a stored plan; its window and zone come from the other keys. An
 * `every` without `startDate` begins now. Null if it is absent or faulty.
 */
export function readInterval(reading: StartReading, { start, end, timezone }: Window): IntervalPlan | null {
  const { keyed, context } = reading;
  if (keyed.plan === undefined) return null;
  const fail = (message: string): null => {
    reading.fail('OPTION_INVALID', 'plan', message);
    return null;
  };
  const given = objectOf(keyed.plan);
  if (given === null) return fail(`${shown(keyed.plan)} is not an object such as {"kind": "every", …}`);
  if (keyed.quartzDef !== undefined) return fail('quartzDef is given too, write one of them');
  const { own, unknown } = ownKeys(given);
  const kind = kinds.find((one) => typeof own.kind === 'string' && foldKey(one) === foldKey(own.kind));
  if (kind === undefined) return fail(`its kind ${shown(own.kind ?? null)} is not one of ${kinds.join(', ')}`);
  const foreign = [...unknown, ...Object.keys(own).filter((key) => key !== 'kind' && !kindKeys[kind].includes(key))];
  if (foreign.length > 0)
    return fail(
      `${foreign.map(shown).join(', ')}: not of a plan of kind ${kind}, which has ${kindKeys[kind].join(', ')}`,
    );
  const window = kind === 'every' ? { from: start ?? wholeSecond(context.now), end } : { start, end };
  const read = scheduleDraft.shape.plan.safeParse({ ...normal(own), kind, timezone, ...window });
  if (!read.success) {
    for (const { message } of issueDetails(read.error.issues, 'OPTION_INVALID')) fail(message.replace(': ', ' '));
    return null;
  }
  if (!isInterval(read.data)) return null;
  return withKnownCalendar(read.data, context.calendarNames, fail);
}

const wholeSecond = (instant: number): number => Math.floor(instant / 1000) * 1000;

/** The object itself, or the JSON text of one, as fields of a form are. */
function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  let read = value;
  if (typeof value === 'string') {
    try {
      read = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Record<string, unknown>) : null;
}

function ownKeys(given: Readonly<Record<string, unknown>>) {
  const own: Partial<Record<(typeof keys)[number], unknown>> = {};
  const unknown: string[] = [];
  for (const [written, value] of Object.entries(given)) {
    const key = keys.find((one) => foldKey(one) === foldKey(written));
    if (key === undefined) unknown.push(written);
    else if (value !== null && value !== '') own[key] = value;
  }
  return { own, unknown };
}

/** Numbers as texts, one in place of a list, a unit without its s, and weekdays by name are taken, too. */
function normal(own: Partial<Record<(typeof keys)[number], unknown>>): Record<string, unknown> {
  const { every, nth, unit, weekdays: days, months, at, calendar } = own;
  const set = (key: string, value: unknown) => (value === undefined ? {} : { [key]: value });
  return {
    ...set('every', numberOf(every)),
    ...set('nth', numberOf(nth)),
    ...set('unit', unitOf(unit)),
    ...set('weekdays', listOf(days)?.map(weekdayOf)),
    ...set('months', listOf(months)?.map(numberOf)),
    ...set(
      'at',
      listOf(at)?.map((time) => (typeof time === 'string' ? clockOf(time) : time)),
    ),
    ...set('calendar', typeof calendar === 'string' ? calendar.trim() : calendar),
  };
}

const listOf = (value: unknown): unknown[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? (value as unknown[]) : [value];
const numberOf = (value: unknown): unknown =>
  typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
const unitOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? (units.find((unit) => [unit, unit.slice(0, -1)].includes(foldKey(value))) ?? value)
    : value;
const clockOf = (text: string): string => text.trim().replace(/^(\d):/, '0$1:');

/** ISO numbers, or English names of at least three letters: FRI, Friday. */
function weekdayOf(value: unknown): unknown {
  if (typeof value !== 'string' || /\d/.test(value)) return numberOf(value);
  const folded = foldKey(value);
  const at = weekdays.findIndex((name) => folded.length > 2 && name.startsWith(folded));
  return at < 0 ? value : at + 1;
}

function withKnownCalendar(
  plan: IntervalPlan,
  known: readonly string[],
  fail: (message: string) => null,
): IntervalPlan | null {
  if (plan.kind === 'every' || plan.calendar === null) return plan;
  const name = plan.calendar;
  const found = known.find((one) => one === name) ?? known.find((one) => foldKey(one) === foldKey(name));
  if (found !== undefined) return { ...plan, calendar: found };
  const hint = known.length > 0 ? `, known are ${known.slice(0, 10).join(', ')}` : '';
  return fail(`there is no calendar ${shown(name)}${hint}`);
}
