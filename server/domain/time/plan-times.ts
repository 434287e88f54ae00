import { nextFire, parseQuartz, type QuartzCron } from '../../../contract/quartz/index.ts';
import type { Reason } from '../../../contract/reasons.ts';
import { said, SaidError } from '../../../contract/said.ts';
import type { Plan } from '../../../contract/schedule.ts';

/** Where a plan's own time lands once calendars have had their say: at an instant, or nowhere. */
export type Placed = { readonly at: number } | { readonly skipped: Reason };
export type Place = (nominal: number) => Placed;

/** Without calendars a time stays where it is. */
export const inPlace: Place = (nominal) => ({ at: nominal });

/** The next due instant, and the plan's own time (`cursor`) that it stands for. Epoch ms. */
export interface DueTime {
  readonly due: number;
  readonly cursor: number;
}

const parsed = new Map<string, QuartzCron>();
const mostParsed = 2000;

/** Parses a stored expression, remembering the last few thousand. Throws if it is not Quartz: what is stored has been checked. */
export function storedCron(quartz: string): QuartzCron {
  const known = parsed.get(quartz);
  if (known) return known;
  const result = parseQuartz(quartz);
  if (!result.ok)
    throw new SaidError(said`stored expression "${quartz}" cannot be read: ${result.errors[0]?.message ?? ''}`);
  if (parsed.size >= mostParsed) parsed.delete(parsed.keys().next().value!);
  parsed.set(quartz, result.cron);
  return result.cron;
}

/** The plan's own next time after an instant (exclusive), inside its window; null when none will come. */
export function nextNominal(plan: Plan, after: number): number | null {
  switch (plan.kind) {
    case 'cron': {
      // The window is inclusive at both ends, as with Quartz triggers.
      const from = plan.start === null ? after : Math.max(after, plan.start - 1);
      const next = nextFire(storedCron(plan.quartz), from, plan.timezone);
      return next === null || (plan.end !== null && next > plan.end) ? null : next;
    }
    case 'once':
      return plan.at > after ? plan.at : null;
    case 'now':
    case 'call':
    case 'never':
      return null;
  }
}

/**
 * The next due time after the plan's own time `cursor`. A time that a calendar moves to or before `lastDue` stays on its own day,
 * where it is recorded as skipped: it has run, or would run twice.
 */
export function nextDueTime(plan: Plan, cursor: number, lastDue: number, place: Place): DueTime | null {
  const nominal = nextNominal(plan, cursor);
  if (nominal === null) return null;
  const placed = place(nominal);
  const due = 'at' in placed && placed.at > lastDue ? placed.at : nominal;
  return { due: Math.max(due, lastDue), cursor: nominal };
}

/** Where a due time that waits belongs after its calendars have changed; null if it stays where it is. */
export function movedDueTime({ due, cursor }: DueTime, now: number, place: Place): DueTime | null {
  const placed = place(cursor);
  const at = 'at' in placed ? placed.at : cursor;
  return at > now && at !== due ? { due: at, cursor } : null;
}

/** A calendar puts a time at most this far before the plan's own. */
const farthestBefore = 366 * 86_400_000;

/** The next `count` due times after an instant, for previews; what comes after `until` is not looked for. */
export function upcoming(
  plan: Plan,
  after: number,
  count: number,
  place: Place = inPlace,
  until: number = Infinity,
): number[] {
  const last = place === inPlace ? until : until + farthestBefore;
  const times: number[] = [];
  let cursor = after;
  for (let looked = 0; times.length < count && looked < count * 400; looked += 1) {
    const nominal = nextNominal(plan, cursor);
    if (nominal === null || nominal > last) break;
    cursor = nominal;
    const placed = place(nominal);
    if ('at' in placed && placed.at <= until && placed.at > (times.at(-1) ?? after)) times.push(placed.at);
    // The whole day is worked: nothing that is planned after it comes before it.
    else if ('at' in placed && placed.at > until && placed.at === nominal) break;
  }
  return times;
}
