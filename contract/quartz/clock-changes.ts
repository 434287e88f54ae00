import type { QuartzCron } from './cron.ts';
import type { QuartzLanguage } from './error-facts.ts';
import { firesBetween } from './next.ts';
import { isSilentIn, timeAfterGap, type ClockChangePolicy } from './planned-times.ts';
import { formatWall, instantToWall } from './wall-time.ts';
import type { QuartzWarning } from './warning-facts.ts';
import { quartzWarning } from './warning-words.ts';
import { zoneOf, type ClockChange } from './zone.ts';

interface Span {
  readonly cron: QuartzCron;
  readonly zone: string;
  readonly policy: ClockChangePolicy;
  readonly afterMs: number;
  readonly untilMs: number;
  readonly language: QuartzLanguage;
}

const longestMs = 2 * 366 * 86_400_000;

/** The first planned time in a gap, and the first in an overlap. Looks at two years at most. */
export function clockChangeWarnings(span: Span): QuartzWarning[] {
  const untilMs = Math.min(span.untilMs, span.afterMs + longestMs);
  const warnings = new Map<string, QuartzWarning>();
  for (const change of zoneOf(span.zone).changesBetween(span.afterMs, untilMs)) {
    const warning = change.toMs > change.fromMs ? gapWarning(span, change) : overlapWarning(span, change, untilMs);
    if (warning && !warnings.has(warning.code)) warnings.set(warning.code, warning);
  }
  return [...warnings.values()];
}

/**
 * The first wall time in the gap that the plan would have fired at. Asked of UTC, where every wall time exists: the
 * expression reads the wall clock only.
 */
function gapWarning({ cron, zone, policy, language }: Span, change: ClockChange): QuartzWarning | null {
  const gapStart = change.atMs + change.fromMs;
  const gapEnd = change.atMs + change.toMs;
  const [lost] = firesBetween(cron, gapStart - 1, gapEnd - 1, 'UTC', 1);
  if (lost === undefined) return null;
  const made = policy === 'as-quartz' ? null : timeAfterGap(cron, change);
  const then = made === null ? 'nothing' : made.kind === 'moved' ? 'moved' : 'joined';
  return quartzWarning('DST_GAP', { time: wallText(lost), ...clockReadings(change), zone, then }, language);
}

/** The first wall time of the hour lived twice at which the plan fires; it fires in the second pass. */
function overlapWarning(
  { cron, zone, policy, language }: Span,
  change: ClockChange,
  untilMs: number,
): QuartzWarning | null {
  const lengthMs = change.fromMs - change.toMs;
  const secondPassEnd = Math.min(change.atMs + lengthMs - 1, untilMs);
  const [fire] = firesBetween(cron, change.atMs - 1, secondPassEnd, zone, 1);
  if (fire === undefined) return null;
  const wallMs = fire + change.toMs;
  const facts = { time: wallText(wallMs), ...clockReadings(change), zone };
  if (policy === 'both') return quartzWarning('DST_OVERLAP', { ...facts, runs: 'both' }, language);
  if (!isSilentIn(cron, change)) return quartzWarning('DST_OVERLAP', { ...facts, runs: 'second' }, language);
  const passStart = change.atMs + change.toMs;
  const before = firesBetween(cron, wallMs - lengthMs - 1, passStart - 1, 'UTC', 3600).at(-1)!;
  const minutes = Math.round((wallMs - before + lengthMs) / 60_000);
  return quartzWarning('DST_SILENT', { ...facts, minutes }, language);
}

/** The clock's reading before and after a change. */
function clockReadings({ atMs, fromMs, toMs }: ClockChange): { from: string; to: string } {
  return { from: wallText(atMs + fromMs).slice(11), to: wallText(atMs + toMs).slice(11) };
}

/** A wall time (written as if UTC) as text, without seconds if they are zero. */
function wallText(wallMs: number): string {
  return formatWall(instantToWall('UTC', wallMs)).replace(/:00$/, '');
}

/** The local date and time of an instant, without seconds if they are zero. */
export function instantText(zone: string, instantMs: number): string {
  return wallText(instantMs + zoneOf(zone).offsetAt(instantMs));
}
