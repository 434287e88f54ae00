import { didNotRun } from '../../contract/attention.ts';
import { isAbout, type MessageEvent, type MessageRule } from '../../contract/message-rules.ts';
import { dayStart, instantToWall, wallTimeToInstant, type WallTime } from '../../contract/quartz/index.ts';
import type { Outcome, Run } from '../../contract/run.ts';

// Who is told of what, and when. Instants are epoch ms.

const minute = 60_000;

/** A message waits this long for others to join it, and for the picture of the screen. */
export const gatherMs = 10_000;
/** Where each event has a message of its own, further ones join the last of this many that wait. */
const mostWaiting = 20;

/** A run failed for good: no attempt is left. */
const failures: readonly Outcome[] = ['failed', 'timed-out', 'interrupted'];
/** Outcomes that say whether something works; what never ran, or was cancelled, says nothing. */
export const decisive: readonly Outcome[] = ['succeeded', ...failures];

/**
 * What the end of a run means to people, what they care for most first. `before` is the decisive outcome of the run before it, of the same
 * plan.
 */
export function eventsOfEnd({ outcome, trigger }: Pick<Run, 'outcome' | 'trigger'>, before: Outcome | null) {
  if (trigger === 'test' || outcome === null) return [];
  if (failures.includes(outcome)) return ['failed'] satisfies MessageEvent[];
  if (didNotRun.includes(outcome)) return ['missed'] satisfies MessageEvent[];
  if (outcome !== 'succeeded') return [];
  const isRecovery = before !== null && failures.includes(before);
  return (isRecovery ? ['recovered', 'succeeded'] : ['succeeded']) satisfies MessageEvent[];
}

/** The outcomes whose rows these events come from: of others nobody asks to be told. */
export function outcomesOf(events: Iterable<MessageEvent>): ReadonlySet<Outcome> {
  const found = new Set<Outcome>();
  for (const event of events) {
    if (event === 'failed') for (const outcome of failures) found.add(outcome);
    if (event === 'missed') for (const outcome of didNotRun) found.add(outcome);
    if (event === 'recovered' || event === 'succeeded') found.add('succeeded');
  }
  return found;
}

/** The first of these events that a rule wants of this run; null if none. */
export function eventFor(
  rule: MessageRule,
  events: readonly MessageEvent[],
  run: Pick<Run, 'process' | 'scheduleId'>,
): MessageEvent | null {
  if (!rule.enabled || !isAbout(rule, run.process, run.scheduleId)) return null;
  return events.find((event) => rule.events.includes(event)) ?? null;
}

/** Whether a due run has started so late, or is waiting so long, that the rule wants a message. */
export const isLateFor = (rule: Pick<MessageRule, 'lateMinutes'>, { dueAt }: Pick<Run, 'dueAt'>, at: number): boolean =>
  at - dueAt >= rule.lateMinutes * minute;

export const waitsTooLong = (
  rule: Pick<MessageRule, 'desktopMinutes'>,
  { queuedAt }: Pick<Run, 'queuedAt'>,
  at: number,
): boolean => at - queuedAt >= rule.desktopMinutes * minute;

export const isAwayFor = (rule: Pick<MessageRule, 'awayMinutes'>, awayMs: number): boolean =>
  awayMs >= rule.awayMinutes * minute;

/** A disk counts as free again only well above the limit, so that it is not told with every run. */
export function diskState(rule: Pick<MessageRule, 'diskMegabytes'>, freeBytes: number): 'low' | 'between' | 'free' {
  const limit = rule.diskMegabytes * 1024 * 1024;
  if (freeBytes < limit) return 'low';
  return freeBytes < limit * 1.1 ? 'between' : 'free';
}

/** Where quiet hours and days are decided. */
export interface QuietPlace {
  readonly zone: string;
  /** Whether the rule's calendar calls this instant off; false without a calendar. */
  readonly isOff: (instant: number) => boolean;
}

/** The end of a year of days off: then a message goes out whatever the calendar says. */
const mostDays = 370;

/** The first instant from `at` on at which the rule is not quiet: `at` itself if it is not quiet now. */
export function loudFrom(rule: Pick<MessageRule, 'quietHours'>, at: number, { zone, isOff }: QuietPlace): number {
  let from = at;
  for (let days = 0; days < mostDays; days += 1) {
    const afterHours = rule.quietHours === null ? from : endOfQuiet(rule.quietHours, from, zone);
    if (!isOff(afterHours)) return afterHours;
    from = dayStart(zone, afterHours, 1);
  }
  return from;
}

/** The end of the quiet hours that `at` lies in; `at` if it lies in none. */
function endOfQuiet({ from, to }: NonNullable<MessageRule['quietHours']>, at: number, zone: string): number {
  const wall = instantToWall(zone, at);
  const now = textOf(wall);
  const isOverMidnight = from > to;
  const isQuiet = isOverMidnight ? now >= from || now < to : now >= from && now < to;
  if (!isQuiet) return at;
  // The end may be skipped by a clock change, or come before `at` in the second pass of an hour.
  const end = timeOn(zone, dayStart(zone, at, isOverMidnight && now >= from ? 1 : 0), to);
  return Math.max(end, at);
}

const textOf = ({ hour, minute: past }: WallTime): string =>
  `${String(hour).padStart(2, '0')}:${String(past).padStart(2, '0')}`;

/** A time of day (`07:30`) on the local day of an instant. */
export function timeOn(zone: string, day: number, time: string): number {
  const [hour = 0, past = 0] = time.split(':').map(Number);
  return wallTimeToInstant(zone, { ...instantToWall(zone, day), hour, minute: past, second: 0 }, 'earlier').instantMs;
}

/** When a message that begins at `at` goes out: others may join it until then. `lastSentAt`: the one before it of this rule. */
export function releaseOf(rule: MessageRule, at: number, lastSentAt: number | null, place: QuietPlace): number {
  const isGathering = rule.burstMinutes > 0 || rule.withScreenshot;
  const after = rule.burstMinutes > 0 && lastSentAt !== null ? lastSentAt + rule.burstMinutes * minute : at;
  // A clock that was set back must not hold messages for longer than the window.
  const earliest = Math.min(after, at + rule.burstMinutes * minute);
  return loudFrom(rule, Math.max(at + (isGathering ? gatherMs : 0), earliest), place);
}

/** Whether an event joins what waits already (`waiting` messages of its rule) or begins a message of its own. */
export const joinsWaiting = (rule: MessageRule, waiting: number, isQuiet: boolean): boolean =>
  waiting > 0 && (rule.burstMinutes > 0 || isQuiet || waiting >= mostWaiting);

/** The summary that is due: the day it is of (`2026-11-30`) and the day that it covers; null for none today yet. */
export function digestDue(
  rule: Pick<MessageRule, 'digestAt'>,
  now: number,
  zone: string,
): { readonly day: string; readonly from: number; readonly to: number } | null {
  if (rule.digestAt === null) return null;
  const to = timeOn(zone, now, rule.digestAt);
  if (now < to) return null;
  const { year, month, day } = instantToWall(zone, to);
  const name = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { day: name, from: timeOn(zone, dayStart(zone, to, -1), rule.digestAt), to };
}

const second = 1_000;
const hour = 60 * minute;

/** The pause after each try that failed; news of a failure are of no use after a day or two. */
export const messageDelaysMs = [
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
] as const;

/** The longest pause that a receiver may ask for. */
const longestAskedMs = 24 * hour;

/** When to try again after so many tries; null to give up. `notBefore`: what the receiver asked for. */
export function nextMessageTry(attempts: number, now: number, notBefore: number | null): number | null {
  const delayMs = messageDelaysMs[attempts - 1];
  if (delayMs === undefined) return null;
  return Math.max(now + delayMs, Math.min(notBefore ?? 0, now + longestAskedMs));
}
