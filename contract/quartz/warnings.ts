import { dayMs } from './civil.ts';
import type { QuartzCron } from './cron.ts';
import type { QuartzLanguage } from './errors.ts';
import { nextFire, nextFires } from './next.ts';
import { clockChangeWarnings, instantText } from './clock-changes.ts';
import { quartzWarning, type QuartzWarning } from './warning-words.ts';

/** A plan to be looked at. Instants in epoch ms; `fromMs` is now, or from when on the plan is of interest. */
export interface PlanToCheck {
  readonly cron: QuartzCron;
  readonly zone: string;
  readonly fromMs: number;
  /** First and last instant at which it may fire. */
  readonly startMs?: number | undefined;
  readonly endMs?: number | undefined;
  /** Of the messages; English if left out. */
  readonly language?: QuartzLanguage | undefined;
}

const minuteMs = 60_000;
const lookAroundMs = 366 * dayMs;
const fewFires = 5;

/**
 * What someone who makes this plan should know, the gravest first. Looks at the clock
 * changes of a year before and after the first fire, and reports the first gap and the first overlap. Throws a RangeError for an unknown zone.
 */
export function quartzWarnings(plan: PlanToCheck): QuartzWarning[] {
  const { cron, zone, startMs, endMs, language = 'en' } = plan;
  if (startMs !== undefined && endMs !== undefined && endMs < startMs) {
    const params = { start: instantText(zone, startMs), end: instantText(zone, endMs) };
    return [quartzWarning('ENDS_BEFORE_START', params, language)];
  }
  // Fires count after an instant, so the first instant itself is kept by starting just before it.
  const afterMs = Math.max(plan.fromMs, startMs === undefined ? -Infinity : startMs - 1);
  const first = nextFire(cron, afterMs, zone);
  if (first === null || (endMs !== undefined && first > endMs)) {
    const until = endMs === undefined || first === null ? null : instantText(zone, endMs);
    const lost = clockChangeWarnings({ cron, zone, afterMs, untilMs: endMs ?? Infinity, language });
    return [quartzWarning('NEVER_FIRES', { zone, until }, language), ...lost];
  }
  const count = mostInOneMinute(cron, zone, first);
  return [
    ...(count > 1 ? [quartzWarning('MORE_THAN_ONCE_A_MINUTE', { count }, language)] : []),
    ...fewBeforeEnd(cron, zone, afterMs, endMs, language),
    ...clockChangeWarnings({
      cron,
      zone,
      afterMs: Math.max(afterMs, first - lookAroundMs),
      untilMs: Math.min(endMs ?? Infinity, first + lookAroundMs),
      language,
    }),
  ];
}

/** Seconds and minutes do not depend on the day: the minute of the first fire holds as many fires as any other. */
function mostInOneMinute(cron: QuartzCron, zone: string, first: number): number {
  const minuteStart = Math.floor(first / minuteMs) * minuteMs;
  return nextFires(cron, minuteStart - 1, zone, 60).filter((fire) => fire < minuteStart + minuteMs).length;
}

function fewBeforeEnd(
  cron: QuartzCron,
  zone: string,
  afterMs: number,
  endMs: number | undefined,
  language: QuartzLanguage,
): QuartzWarning[] {
  if (endMs === undefined) return [];
  const count = nextFires(cron, afterMs, zone, fewFires).filter((fire) => fire <= endMs).length;
  if (count >= fewFires) return [];
  return [quartzWarning('FEW_FIRES_BEFORE_END', { count, end: instantText(zone, endMs) }, language)];
}
