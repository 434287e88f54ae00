import { valuesOf } from './compile.ts';
import type { CronPart, QuartzCron } from './cron.ts';
import { fieldSpecs, type FieldSpec } from './fields.ts';

/** Numbers as a person says them. `even`: every nth over the whole field; `span`: every nth from one to another. */
export type Pattern =
  | { readonly kind: 'all' }
  | { readonly kind: 'even'; readonly step: number }
  | { readonly kind: 'span'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly kind: 'list'; readonly items: readonly (number | readonly [from: number, to: number])[] };

/** When in the day, ready to be put into words. Times are texts such as 08:00 or 08:00:30. */
export type TimePhrase =
  | { readonly kind: 'times'; readonly times: readonly string[] }
  | { readonly kind: 'every-hour'; readonly minute: number; readonly second: number }
  | { readonly kind: 'hours-apart'; readonly step: number; readonly from: string; readonly to: string }
  | { readonly kind: 'minutes'; readonly minutes: Pattern; readonly second: number; readonly hours: HoursPhrase }
  | { readonly kind: 'seconds'; readonly seconds: Pattern; readonly minutes: Pattern; readonly hours: HoursPhrase }
  | { readonly kind: 'seconds-of-minute'; readonly seconds: Pattern; readonly minute: string };

export type HoursPhrase =
  | { readonly kind: 'all' }
  | { readonly kind: 'windows'; readonly windows: readonly (readonly [from: string, to: string])[] }
  | { readonly kind: 'list'; readonly hours: readonly string[] };

/** Up to this many single times are listed; more become a pattern. */
const maxListed = 6;
const maxWindows = 3;

/** Computed from the values alone, however they were written, so that the words are exactly what fires. */
export function patternOf(spec: FieldSpec, parts: readonly CronPart[]): Pattern {
  return patternOfValues(valuesOf(spec, parts), spec.min, spec.max);
}

function patternOfValues(values: readonly number[], min: number, max: number): Pattern {
  const size = max - min + 1;
  const from = values[0]!;
  const to = values.at(-1)!;
  if (values.length === size) return { kind: 'all' };
  const step = (values[1] ?? from) - from;
  const isRegular = values.every((value, index) => value === from + index * step);
  if (isRegular && from === min && to + step === max + 1) return { kind: 'even', step };
  if (isRegular && values.length > (step === 1 ? 2 : maxListed)) return { kind: 'span', from, to, step };
  return { kind: 'list', items: withRuns(values) };
}

/** Three or more in a row become a pair of first and last. */
export function withRuns(values: readonly number[]): (number | readonly [number, number])[] {
  return runsOf(values).flatMap(([from, to]): (number | readonly [number, number])[] => {
    if (to - from >= 2) return [[from, to]];
    return from === to ? [from] : [from, to];
  });
}

function runsOf(values: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[1] === value - 1) run[1] = value;
    else runs.push([value, value]);
  }
  return runs;
}

/** What hours, minutes and seconds of an expression mean together. */
export function timeSaying(cron: QuartzCron): TimePhrase {
  const seconds = valuesOf(fieldSpecs.seconds, cron.seconds);
  const minutes = valuesOf(fieldSpecs.minutes, cron.minutes);
  const hours = valuesOf(fieldSpecs.hours, cron.hours);
  const [second, minute, hour] = [seconds[0]!, minutes[0]!, hours[0]!];
  if (seconds.length * minutes.length * hours.length <= maxListed) return listedTimes(hours, minutes, seconds);
  if (seconds.length === 1 && minutes.length === 1) return hourlySaying(cron, hours, minute, second);
  const minutePattern = patternOf(fieldSpecs.minutes, cron.minutes);
  if (seconds.length === 1) return { kind: 'minutes', minutes: minutePattern, second, hours: hoursSaying(hours) };
  const secondPattern = patternOf(fieldSpecs.seconds, cron.seconds);
  if (minutes.length === 1 && hours.length === 1) {
    return { kind: 'seconds-of-minute', seconds: secondPattern, minute: clock(hour, minute) };
  }
  return { kind: 'seconds', seconds: secondPattern, minutes: minutePattern, hours: hoursSaying(hours) };
}

function listedTimes(hours: readonly number[], minutes: readonly number[], seconds: readonly number[]): TimePhrase {
  const withSeconds = seconds.length > 1 || seconds[0] !== 0;
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => clock(hour, minute, withSeconds ? second : undefined))),
  );
  return { kind: 'times', times };
}

function hourlySaying(cron: QuartzCron, hours: readonly number[], minute: number, second: number): TimePhrase {
  const pattern = patternOf(fieldSpecs.hours, cron.hours);
  if (pattern.kind === 'all') return { kind: 'every-hour', minute, second };
  if (pattern.kind === 'list') return listedTimes(hours, [minute], [second]);
  const shown = second === 0 ? undefined : second;
  return {
    kind: 'hours-apart',
    step: pattern.step,
    from: clock(hours[0]!, minute, shown),
    to: clock(hours.at(-1)!, minute, shown),
  };
}

function hoursSaying(hours: readonly number[]): HoursPhrase {
  if (hours.length === 24) return { kind: 'all' };
  const runs = runsOf(hours);
  if (runs.length <= maxWindows) {
    return { kind: 'windows', windows: runs.map(([from, to]) => [clock(from, 0), clock(to, 59)] as const) };
  }
  return { kind: 'list', hours: hours.map(twoDigits) };
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

function clock(hour: number, minute: number, second?: number): string {
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  return second === undefined ? time : `${time}:${twoDigits(second)}`;
}
