import {
  doesFire,
  formatWall,
  instantToWall,
  nextPlanned,
  nextPlannedFire,
  readQuartz,
  plannedAt,
  type PlannedTime,
  type QuartzCron,
  type WallTime,
} from '../../../contract/quartz/index.ts';
import { isInterval, type IntervalPlan } from '../../../contract/interval-plans.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { Plan } from '../../../contract/schedule.ts';
import { daysOfEvery, elapsedOf, nextElapsed } from './interval-days.ts';
import { meantWall, nextOnDays, type NextDay } from './local-days.ts';
import { daysOfPlan, mondayToFriday, type CalendarDays } from './working-days.ts';

/** Where calendars put a plan's own time: at an instant, or nowhere. `dayOff`: the name of the day off that did it, '' if it has none. */
export type Placed =
  { readonly at: number; readonly dayOff?: string } | { readonly skipped: Reason; readonly dayOff?: string };
export interface Place {
  (nominal: number): Placed;
  /** The calendar that the plan's own times come from. */
  readonly days?: CalendarDays;
  /** Every time keeps its place. */
  readonly isInPlace?: true;
}

/** Without calendars a time keeps its place. */
export const inPlace: Place = Object.assign((nominal: number): Placed => ({ at: nominal }), {
  isInPlace: true as const,
});

/** The same place for a plan whose own times come from a calendar. */
export const withDays = (place: Place, days: CalendarDays): Place =>
  Object.assign((nominal: number): Placed => place(nominal), {
    days,
    ...(place.isInPlace === true ? { isInPlace: true as const } : {}),
  });

/** The next due instant, and the plan's own time (`cursor`) that it belongs to. Epoch ms. */
export interface DueTime {
  readonly due: number;
  readonly cursor: number;
}

const parsed = new Map<string, Extract<ReturnType<typeof readQuartz>, { ok: true }>>();
const mostParsed = 2000;

/** Parses an expression; caches the last few thousand that are valid. */
export function readPlanned(quartz: string): ReturnType<typeof readQuartz> {
  const known = parsed.get(quartz);
  if (known) return known;
  const result = readQuartz(quartz);
  if (!result.ok) return result;
  if (parsed.size >= mostParsed) parsed.delete(parsed.keys().next().value!);
  parsed.set(quartz, result);
  return result;
}

/** The same for a stored one. Throws if it is not Quartz, because stored expressions were checked. */
export function storedCron(quartz: string): QuartzCron {
  const result = readPlanned(quartz);
  if (!result.ok)
    throw new TranslatableError(said`stored expression "${quartz}" cannot be read: ${result.errors[0]?.message ?? ''}`);
  return result.cron;
}

/**
 * The plan's own next time after an instant (exclusive), inside its window; null if there is none. Includes times that a clock
 * change loses, because each has its row.
 */
export function nextNominal(plan: Plan, after: number, place: Place = inPlace): number | null {
  if (plan.kind !== 'cron') return nextRunTime(plan, after, place);
  const next = nextPlanned(storedCron(plan.quartz), fromStart(plan, after), plan.timezone, policyOf(plan));
  // A time that does not exist lies before the clock change, though its row has an instant just after it.
  const at = next?.change?.atMs ?? next?.atMs ?? Infinity;
  return next === null || (plan.end !== null && Math.min(at, next.atMs) > plan.end) ? null : next.atMs;
}

/**
 * The plan's own next time after an instant (exclusive) at which it would run, inside its window; null if there is none. `place` brings
 * the calendar that the times of some plans come from.
 */
export function nextRunTime(plan: Plan, after: number, place: Place = inPlace): number | null {
  switch (plan.kind) {
    case 'cron': {
      const next = nextPlannedFire(storedCron(plan.quartz), fromStart(plan, after), plan.timezone, policyOf(plan));
      return next === null || (plan.end !== null && next > plan.end) ? null : next;
    }
    case 'once':
      return plan.at > after ? plan.at : null;
    case 'now':
    case 'call':
    case 'never':
      return null;
    case 'every':
    case 'working-day':
    case 'holiday': {
      const next = nextOfInterval(plan, after, place);
      return next === null || (plan.end !== null && next > plan.end) ? null : next;
    }
  }
}

function nextOfInterval(plan: IntervalPlan, after: number, place: Place): number | null {
  const first = plan.kind === 'every' ? plan.from : (plan.start ?? -Infinity);
  const from = Math.max(after, first - 1);
  const step = plan.kind === 'every' ? elapsedOf(plan) : null;
  if (plan.kind === 'every' && step !== null) return nextElapsed(plan.from, step, from);
  return nextOnDays(plan.timezone, from, nextDayOf(plan, place.days));
}

/** The days of a plan that goes by days; without its calendar Monday to Friday. */
const nextDayOf = (plan: IntervalPlan, days: CalendarDays = mondayToFriday): NextDay =>
  plan.kind === 'every' ? daysOfEvery(plan) : daysOfPlan(plan, days);

type CronPlan = Plan & { kind: 'cron' };
const policyOf = (plan: CronPlan) => plan.clockChange ?? 'as-quartz';

/** The window is inclusive at both ends, as with Quartz triggers. */
const fromStart = ({ start }: CronPlan, after: number): number => (start === null ? after : Math.max(after, start - 1));

/** The planned time of a plan's own time, with the clock change that affects it; null for plans without an expression. */
export const plannedOf = (plan: Plan, nominal: number): PlannedTime | null =>
  plan.kind === 'cron' ? plannedAt(storedCron(plan.quartz), nominal, plan.timezone, policyOf(plan)) : null;

/** The local time that a plan's own time means. */
export interface LocalTime extends WallTime {
  readonly millisecond: number;
}

export const localIn =
  (zone: string) =>
  (nominal: number): LocalTime => ({ ...instantToWall(zone, nominal), millisecond: nominal % 1000 });

/** As `localIn`, also where that time does not exist. */
export function localOf(plan: Plan, days?: CalendarDays): (nominal: number) => LocalTime {
  const plain = localIn(plan.timezone);
  if (isInterval(plan)) {
    if (plan.kind === 'every' && elapsedOf(plan) !== null) return plain;
    const nextDay = nextDayOf(plan, days);
    return (nominal) => {
      const wallMs = meantWall(plan.timezone, nominal, nextDay);
      return { ...instantToWall('UTC', wallMs), millisecond: nominal % 1000 };
    };
  }
  return (nominal) => {
    const planned = plannedOf(plan, nominal);
    return planned === null ? plain(nominal) : { ...instantToWall('UTC', planned.wallMs), millisecond: 0 };
  };
}

/** Why a clock change keeps a plan's own time from running; null if it runs. */
export function lostWith(plan: Plan, nominal: number): Reason | null {
  const planned = plannedOf(plan, nominal);
  if (planned === null || doesFire(planned)) return null;
  const { kind, wallMs, change } = planned;
  const text = formatWall(instantToWall('UTC', wallMs));
  const params = { day: text.slice(0, 10), time: clockText(wallMs) };
  if (kind === 'first-pass') return { code: 'time-twice', params };
  const to = clockText(change === null ? wallMs : change.atMs + change.toMs);
  if (kind === 'joined') return { code: 'time-moved', params: { ...params, to } };
  return {
    code: 'no-such-time',
    params: { ...params, from: clockText(change === null ? wallMs : change.atMs + change.fromMs), to },
  };
}

/** The next due time that will run, without those that only get a row; null if none will run. */
export function dueToRun(plan: Plan, due: number | null): number | null {
  const isLost = due !== null && plan.kind === 'cron' && due % 1000 !== 0 && lostWith(plan, due) !== null;
  return isLost ? nextRunTime(plan, due) : due;
}

/** `02:30`, or `02:30:15`, of a wall time. */
const clockText = (wallMs: number): string => formatWall(instantToWall('UTC', wallMs)).slice(11).replace(/:00$/, '');

/**
 * The next due time after the plan's own time `cursor`. If a calendar moves a time to or before `lastDue`, it stays on its own
 * day and is recorded as skipped: that time has run already, or would run twice.
 */
export function nextDueTime(plan: Plan, cursor: number, lastDue: number, place: Place): DueTime | null {
  const nominal = nextNominal(plan, cursor, place);
  if (nominal === null) return null;
  const placed = place(nominal);
  const due = 'at' in placed && placed.at > lastDue ? placed.at : nominal;
  return { due: Math.max(due, lastDue), cursor: nominal };
}

/** Where a waiting due time belongs after its calendars have changed; null if it stays. */
export function movedDueTime({ due, cursor }: DueTime, now: number, place: Place): DueTime | null {
  const placed = place(cursor);
  const at = 'at' in placed ? placed.at : cursor;
  return at > now && at !== due ? { due: at, cursor } : null;
}

/** A calendar moves a time back by at most this much. */
const farthestBefore = 366 * 86_400_000;

/**
 * The search ends after this much time without a working day: feasts of the moon have cycled once (33 years), and so have the
 * weekdays of a date, even of 29 February.
 */
const farthestLook = 40 * 366 * 86_400_000;
/** Steps between two yields. */
const looksAtOnce = 200;

/** Told of each time that a calendar moves or takes away: the plan's own time, and where it runs (null: nowhere). */
export type Displaced = (nominal: number, at: number | null, dayOff: string) => void;

/**
 * The next `count` due times after an instant, for previews; nothing after `until` is searched. Yields before holidays of another year
 * are needed, which may have to be computed, and after some steps.
 */
export function* upcomingInSteps(
  plan: Plan,
  after: number,
  count: number,
  place: Place = inPlace,
  until: number = Infinity,
  displaced?: Displaced,
): Generator<void, number[]> {
  const isInPlace = place.isInPlace === true;
  const last = isInPlace ? until : until + farthestBefore;
  const times: number[] = [];
  let cursor = after;
  let year: number | null = null;
  for (let looked = 0; times.length < count && looked < count * 400; looked += 1) {
    // Without calendars, times that do not run can be skipped.
    const nominal = isInPlace ? nextRunTime(plan, cursor, place) : nextNominal(plan, cursor, place);
    if (nominal === null || nominal > last) break;
    if (!isInPlace && nominal > (times.at(-1) ?? after) + farthestLook) break;
    cursor = nominal;
    const of = new Date(nominal).getUTCFullYear();
    if ((year !== null && year !== of) || (looked + 1) % looksAtOnce === 0) yield;
    year = of;
    const placed = place(nominal);
    if ('at' in placed && placed.at === nominal && lostWith(plan, nominal) !== null) continue;
    const isTime = 'at' in placed && placed.at <= until && placed.at > (times.at(-1) ?? after);
    if (placed.dayOff !== undefined) displaced?.(nominal, isTime ? placed.at : null, placed.dayOff);
    if (isTime) times.push(placed.at);
    // The whole day is worked, so no later plan time moves before it.
    else if ('at' in placed && placed.at > until && placed.at === nominal) break;
  }
  return times;
}
