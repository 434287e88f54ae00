import { dayMs } from './civil.ts';
import type { QuartzCron } from './cron.ts';
import { firstWallAfter, slotOf, wallOfSlot } from './gap-slots.ts';
import { nextFire } from './next.ts';
import { zoneOf, type ClockChange, type Zone } from './zone.ts';

/**
 * What happens to the times of an expression when the clock changes. `as-quartz`: a time that does not exist is lost, one
 * that comes twice fires the second time. `move`: times that do not exist fire once, together, at the first instant after
 * them. `both`: the same, and a time that comes twice fires both times. Stored: do not rename.
 */
export const clockChangePolicies = ['as-quartz', 'move', 'both'] as const;
export type ClockChangePolicy = (typeof clockChangePolicies)[number];

/** One time of an expression. */
export interface PlannedTime {
  /** Its instant, in order and unique. A whole second if it fires, off the whole seconds if it does not. */
  readonly atMs: number;
  /** The local time that the expression means, written as if it were UTC. */
  readonly wallMs: number;
  /**
   * `fires`; `moved`: did not exist, fires at the first instant after; `lost`: does not exist; `joined`: does not exist, and the
   * run at the first instant after covers it; `first-pass`: comes twice, and fires the second time.
   */
  readonly kind: 'fires' | 'moved' | 'lost' | 'joined' | 'first-pass';
  /** The change of the clock that makes it special; null for most. */
  readonly change: ClockChange | null;
}

export const doesFire = ({ kind }: PlannedTime): boolean => kind === 'fires' || kind === 'moved';

/**
 * The first time after an instant (exclusive): one that fires, is moved, or is lost on a day on which the clock changes.
 * Null if there is none up to the year 2999. The times of an overlap that do not fire are reported only if the search starts
 * before the overlap; from within it, the answer is Quartz's, which continues from the clock's reading.
 */
export function nextPlanned(
  cron: QuartzCron,
  afterMs: number,
  zone: string,
  policy: ClockChangePolicy,
): PlannedTime | null {
  const where = zoneOf(zone);
  const fire = fireAfter(cron, afterMs, where, policy);
  const plain: PlannedTime | null =
    fire === null ? null : { atMs: fire, wallMs: fire + where.offsetAt(fire), kind: 'fires', change: null };
  if (fire !== null && where.changesBetween(afterMs - 2 * dayMs, fire).length === 0) return plain;
  const special = specialTime(cron, afterMs, where, policy);
  if (special === null) return plain;
  return plain === null || special.atMs <= plain.atMs ? special : plain;
}

/** The first instant after another (exclusive) at which something fires, by the rules of `nextPlanned`. */
export function nextPlannedFire(
  cron: QuartzCron,
  afterMs: number,
  zone: string,
  policy: ClockChangePolicy,
): number | null {
  if (policy === 'as-quartz') return fireAfter(cron, afterMs, zoneOf(zone), policy);
  for (let at = afterMs; ;) {
    const planned = nextPlanned(cron, at, zone, policy);
    if (planned === null || doesFire(planned)) return planned?.atMs ?? null;
    at = planned.atMs;
  }
}

/** The next fires after an instant, at most `count`. */
export function nextPlannedFires(
  cron: QuartzCron,
  afterMs: number,
  zone: string,
  policy: ClockChangePolicy,
  count: number,
): number[] {
  const fires: number[] = [];
  for (let at: number | null = afterMs; fires.length < count;) {
    at = nextPlannedFire(cron, at, zone, policy);
    if (at === null) break;
    fires.push(at);
  }
  return fires;
}

/** The planned time of an instant that `nextPlanned` returned. */
export function plannedAt(cron: QuartzCron, atMs: number, zone: string, policy: ClockChangePolicy): PlannedTime {
  const where = zoneOf(zone);
  const fires: PlannedTime = { atMs, wallMs: atMs + where.offsetAt(atMs), kind: 'fires', change: null };
  if (atMs % 1000 === 0 && policy === 'as-quartz') return fires;
  for (const change of changesAround(where, atMs)) {
    if (isForward(change)) {
      if (atMs === change.atMs && policy !== 'as-quartz') return timeAfterGap(cron, change) ?? fires;
      const wallMs = wallOfSlot(change, atMs);
      if (wallMs !== null) return { atMs, wallMs, kind: kindInGap(policy), change };
    } else if (atMs % 1000 === silentMs && isInFirstPass(change, atMs)) {
      return { atMs, wallMs: atMs - silentMs + change.fromMs, kind: 'first-pass', change };
    }
  }
  // What was lost under other rules of the zone does not fire under these.
  return atMs % 1000 === 0 ? fires : { ...fires, kind: 'lost' };
}

/** A time of a first pass that does not fire has an instant this long after its whole second. */
const silentMs = 1;

const isForward = ({ fromMs, toMs }: ClockChange): boolean => toMs > fromMs;
const kindInGap = (policy: ClockChangePolicy) => (policy === 'as-quartz' ? 'lost' : 'joined');
const firstPassStart = ({ atMs, fromMs, toMs }: ClockChange): number => atMs - (fromMs - toMs);

function isInFirstPass(change: ClockChange, atMs: number): boolean {
  return !isForward(change) && atMs >= firstPassStart(change) && atMs < change.atMs;
}

/** Clock changes that can affect a time near this instant. */
const changesAround = ({ changesBetween }: Zone, atMs: number): ClockChange[] =>
  changesBetween(atMs - 2 * dayMs, atMs + 2 * dayMs);

/**
 * The next whole second at which Quartz fires. A search from a planned time of a first pass (under `both` from anywhere in
 * it) starts before that pass; from other instants Quartz continues from the clock's reading.
 */
function fireAfter(cron: QuartzCron, afterMs: number, where: Zone, policy: ClockChangePolicy): number | null {
  const isAtSilent = afterMs % 1000 === silentMs;
  const pass =
    policy === 'both' || isAtSilent
      ? changesAround(where, afterMs).find((change) => isInFirstPass(change, afterMs))
      : undefined;
  if (policy === 'as-quartz' && pass === undefined) return fireOfQuartz(cron, afterMs, where);
  const isTold = pass !== undefined && (policy === 'both' || names(cron, afterMs - silentMs + pass.fromMs));
  const fire = nextFire(cron, isTold ? firstPassStart(pass) - 1 : afterMs, where.id);
  if (policy === 'as-quartz' || pass !== undefined) return fire;
  const gap = where.changesBetween(afterMs - dayMs, Math.min(fire ?? Infinity, afterMs + 2 * dayMs)).find(isForward);
  return gap === undefined ? fire : fireByClock(cron, afterMs, where, gap);
}

/** From a row of a gap on, what Quartz fires: it knows none of these rows, and goes on from its last fire before them. */
function fireOfQuartz(cron: QuartzCron, afterMs: number, where: Zone): number | null {
  const gap =
    afterMs % 1000 === 0
      ? undefined
      : changesAround(where, afterMs).find((change) => isForward(change) && wallOfSlot(change, afterMs) !== null);
  let at: number | null = gap === undefined ? afterMs : lastFireBefore(cron, gap.atMs, where);
  do at = nextFire(cron, at, where.id);
  while (at !== null && at <= afterMs);
  return at;
}

/**
 * From where Quartz searches the times after a gap: its last fire before it, at most a day back. After a gap of two hours that makes
 * another hour than a search from its end.
 */
function lastFireBefore(cron: QuartzCron, gapMs: number, where: Zone): number {
  const firesFrom = (afterMs: number) => (nextFire(cron, afterMs, where.id) ?? Infinity) < gapMs;
  let [early, late] = [gapMs - dayMs, gapMs];
  if (!firesFrom(early)) return early;
  while (late - early > 1000) {
    const middle = early + Math.floor((late - early) / 2000) * 1000;
    if (firesFrom(middle)) early = middle;
    else late = middle;
  }
  return late;
}

/**
 * The next instant at which the clock shows a time of the expression. Quartz leaves a gap at an hour of its own: it loses the hour after
 * a gap of two hours, and the day after a gap that ends at midnight (Nuuk). The other policies do not follow it there.
 */
function fireByClock(cron: QuartzCron, afterMs: number, where: Zone, gap: ClockChange): number | null {
  const end = gap.atMs + gap.toMs;
  const isInGap = (wallMs: number) => wallMs >= gap.atMs + gap.fromMs && wallMs < end;
  for (let wallMs = afterMs + where.offsetAt(afterMs); ;) {
    const named = nextFire(cron, wallMs, 'UTC');
    if (named === null) return null;
    const fire = isInGap(named) ? null : where.laterInstant(named);
    if (fire !== null && fire > afterMs) return fire;
    wallMs = isInGap(named) ? end - 1 : named;
  }
}

/** The first wall time from one on (inclusive) and before another that the expression names, whether it exists or not. */
function firstWall(cron: QuartzCron, fromWallMs: number, beforeWallMs: number): number | null {
  const wallMs = nextFire(cron, fromWallMs - 1, 'UTC');
  return wallMs === null || wallMs >= beforeWallMs ? null : wallMs;
}

const names = (cron: QuartzCron, wallMs: number): boolean => firstWall(cron, wallMs, wallMs + 1) !== null;

/** The nearest time after an instant that a clock change alters. */
function specialTime(cron: QuartzCron, afterMs: number, where: Zone, policy: ClockChangePolicy): PlannedTime | null {
  const behind = where.changesBetween(afterMs - 2 * dayMs, afterMs);
  // The next wall time that the expression names leads to the change that matters, if one does before the next fire.
  const wallMs = nextFire(cron, afterMs + where.offsetAt(afterMs), 'UTC');
  const ahead = wallMs === null ? [] : where.changesBetween(Math.max(afterMs, wallMs - 2 * dayMs), wallMs + 2 * dayMs);
  let nearest: PlannedTime | null = null;
  for (const change of [...behind, ...ahead]) {
    const time = isForward(change)
      ? timeInGap(cron, afterMs, change, policy)
      : timeInFirstPass(cron, afterMs, change, policy);
    if (time !== null && (nearest === null || time.atMs < nearest.atMs)) nearest = time;
  }
  return nearest;
}

function timeInGap(
  cron: QuartzCron,
  afterMs: number,
  change: ClockChange,
  policy: ClockChangePolicy,
): PlannedTime | null {
  const made = policy === 'as-quartz' ? null : timeAfterGap(cron, change);
  if (made !== null && afterMs < change.atMs) return made;
  // The first time was moved, unless something else fires at the end of the gap.
  const fromMs = made?.kind === 'moved' ? made.wallMs + 1000 : change.atMs + change.fromMs;
  const wallMs = firstWall(cron, Math.max(fromMs, firstWallAfter(change, afterMs)), change.atMs + change.toMs);
  if (wallMs === null) return null;
  return { atMs: slotOf(change, wallMs), wallMs, kind: kindInGap(policy), change };
}

/** What fires at the first instant after a gap: what is planned for it, or else the first time in the gap; null if neither. */
export function timeAfterGap(cron: QuartzCron, change: ClockChange): PlannedTime | null {
  const { atMs, fromMs, toMs } = change;
  if (names(cron, atMs + toMs)) return { atMs, wallMs: atMs + toMs, kind: 'fires', change: null };
  const wallMs = firstWall(cron, atMs + fromMs, atMs + toMs);
  return wallMs === null ? null : { atMs, wallMs, kind: 'moved', change };
}

function timeInFirstPass(
  cron: QuartzCron,
  afterMs: number,
  change: ClockChange,
  policy: ClockChangePolicy,
): PlannedTime | null {
  const isWithin = isInFirstPass(change, afterMs);
  if (afterMs >= change.atMs) return null;
  const fromWallMs = isWithin ? afterMs + change.fromMs + 1 : change.atMs + change.toMs;
  const wallMs = firstWall(cron, fromWallMs, change.atMs + change.fromMs);
  if (wallMs === null) return null;
  if (policy === 'both') return { atMs: wallMs - change.fromMs, wallMs, kind: 'fires', change: null };
  const isTold = !isWithin || (afterMs % 1000 === silentMs && names(cron, afterMs - silentMs + change.fromMs));
  if (!isTold || !isSilentIn(cron, change)) return null;
  return { atMs: wallMs - change.fromMs + silentMs, wallMs, kind: 'first-pass', change };
}

/**
 * Whether a clock change makes a frequent plan pause: it fires in the time that comes twice, is silent in the first pass,
 * and its usual pause is no longer than that time. A plan for once a night simply waits for its second pass.
 */
export function isSilentIn(cron: QuartzCron, { atMs, fromMs, toMs }: ClockChange): boolean {
  const first = firstWall(cron, atMs + toMs, atMs + fromMs);
  return first !== null && firstWall(cron, first - (fromMs - toMs), atMs + toMs) !== null;
}
