import { dayMs } from './civil.ts';
import type { QuartzCron } from './cron.ts';
import type { QuartzLanguage } from './error-facts.ts';
import { nextFires } from './next.ts';
import { nextPlannedFire, type ClockChangePolicy } from './planned-times.ts';
import { clockChangeWarnings, instantText } from './clock-changes.ts';
import { printQuartz } from './print.ts';
import type { QuartzWarning } from './warning-facts.ts';
import { quartzWarning } from './warning-words.ts';

/** A plan to check. Instants in epoch ms; `fromMs` is now, or the instant from which the plan matters. */
export interface PlanToCheck {
  readonly cron: QuartzCron;
  readonly zone: string;
  readonly fromMs: number;
  /** First and last instant at which it may fire. */
  readonly startMs?: number | undefined;
  readonly endMs?: number | undefined;
  /** The policy for clock changes; `as-quartz` if left out. */
  readonly clockChange?: ClockChangePolicy | undefined;
  /** Of the messages; English if left out. */
  readonly language?: QuartzLanguage | undefined;
}

const minuteMs = 60_000;
const lookAroundMs = 366 * dayMs;
const fewFires = 5;

/**
 * What the author of this plan should know, the most serious first. Looks at the clock changes of a year before and after the first fire, and
 * reports the first gap and the first overlap. Throws a RangeError for an unknown zone.
 */
export function quartzWarnings(plan: PlanToCheck): QuartzWarning[] {
  const { cron, zone, startMs, endMs, clockChange: policy = 'as-quartz', language = 'en' } = plan;
  if (startMs !== undefined && endMs !== undefined && endMs < startMs) {
    const params = { start: instantText(zone, startMs), end: instantText(zone, endMs) };
    return [quartzWarning('ENDS_BEFORE_START', params, language)];
  }
  const first = firstOf(plan);
  if (first === null) {
    const after = nextPlannedFire(cron, afterOf(plan), zone, policy);
    const until = endMs === undefined || after === null ? null : instantText(zone, endMs);
    return [quartzWarning('NEVER_FIRES', { zone, until }, language), ...clockWarnings(plan)];
  }
  const count = mostInOneMinute(cron, zone, first);
  return [
    ...(cron.dayOfMonth.kind === 'union' ? [quartzWarning('QUARTZ_25_LIST', { list: listOf(cron) }, language)] : []),
    ...(count > 1 ? [quartzWarning('MORE_THAN_ONCE_A_MINUTE', { count }, language)] : []),
    ...fewBeforeEnd(plan, afterOf(plan)),
    ...clockWarnings(plan),
  ];
}

/** The warnings of `quartzWarnings` about clock changes. */
export function clockWarnings(plan: PlanToCheck): QuartzWarning[] {
  const { cron, zone, startMs, endMs, clockChange: policy = 'as-quartz', language = 'en' } = plan;
  if (startMs !== undefined && endMs !== undefined && endMs < startMs) return [];
  const afterMs = afterOf(plan);
  const first = firstOf(plan);
  const around =
    first === null
      ? { afterMs, untilMs: endMs ?? Infinity }
      : {
          afterMs: Math.max(afterMs, first - lookAroundMs),
          untilMs: Math.min(endMs ?? Infinity, first + lookAroundMs),
        };
  return clockChangeWarnings({ cron, zone, policy, language, ...around });
}

/** A search is exclusive, so it starts just before the first instant. */
const afterOf = ({ fromMs, startMs }: PlanToCheck): number =>
  Math.max(fromMs, startMs === undefined ? -Infinity : startMs - 1);

/** The first fire inside the window; null where there is none. */
function firstOf(plan: PlanToCheck): number | null {
  const first = nextPlannedFire(plan.cron, afterOf(plan), plan.zone, plan.clockChange ?? 'as-quartz');
  return first === null || (plan.endMs !== undefined && first > plan.endMs) ? null : first;
}

const listOf = (cron: QuartzCron): string => printQuartz(cron).split(' ')[3]!;

/** Seconds and minutes do not depend on the day: the minute of the first fire has as many fires as any other. */
function mostInOneMinute(cron: QuartzCron, zone: string, first: number): number {
  const minuteStart = Math.floor(first / minuteMs) * minuteMs;
  return nextFires(cron, minuteStart - 1, zone, 60).filter((fire) => fire < minuteStart + minuteMs).length;
}

function fewBeforeEnd({ cron, zone, endMs, clockChange, language }: PlanToCheck, afterMs: number): QuartzWarning[] {
  if (endMs === undefined) return [];
  let count = 0;
  for (let at: number | null = afterMs; count < fewFires; count++) {
    at = nextPlannedFire(cron, at, zone, clockChange ?? 'as-quartz');
    if (at === null || at > endMs) break;
  }
  if (count >= fewFires) return [];
  return [quartzWarning('FEW_FIRES_BEFORE_END', { count, end: instantText(zone, endMs) }, language)];
}
