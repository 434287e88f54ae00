import type { CronPart, DayOfMonthRule, DayOfWeekRule, QuartzCron } from './cron.ts';
import { fieldSpecs, firstYear, lastYear, type FieldSpec } from './fields.ts';

/** For a value v: the smallest value of the set that is v or more, or -1. Has every index from 0 to the field's maximum. */
export type NextValue = Int16Array;

/** An expression ready for searching. */
export interface CompiledCron {
  readonly nextSecond: NextValue;
  readonly nextMinute: NextValue;
  readonly nextHour: NextValue;
  readonly nextMonth: NextValue;
  /** From `firstYear` to `lastYear`; null means every year. */
  readonly nextYear: NextValue | null;
  readonly dayOfMonth: DayOfMonthRule;
  readonly dayOfWeek: DayOfWeekRule;
  readonly nextDay: NextValue;
  readonly nextWeekday: NextValue;
}

const compiled = new WeakMap<QuartzCron, CompiledCron>();

/** Compiles once for each cron object. */
export function compileCron(cron: QuartzCron): CompiledCron {
  const known = compiled.get(cron);
  if (known) return known;
  const everyYear = cron.years.some((part) => part.kind === 'all');
  const result: CompiledCron = {
    nextSecond: nextValues(fieldSpecs.seconds, cron.seconds),
    nextMinute: nextValues(fieldSpecs.minutes, cron.minutes),
    nextHour: nextValues(fieldSpecs.hours, cron.hours),
    nextMonth: nextValues(fieldSpecs.month, cron.months),
    nextYear: everyYear ? null : nextValues(fieldSpecs.year, cron.years),
    dayOfMonth: cron.dayOfMonth,
    dayOfWeek: cron.dayOfWeek,
    nextDay: nextValues(fieldSpecs['day-of-month'], plainDays(cron.dayOfMonth)),
    nextWeekday: nextValues(fieldSpecs['day-of-week'], cron.dayOfWeek.kind === 'parts' ? cron.dayOfWeek.parts : []),
  };
  compiled.set(cron, result);
  return result;
}

/** The numbers, ranges and steps of a day-of-month rule. */
function plainDays(rule: DayOfMonthRule): readonly CronPart[] {
  if (rule.kind === 'union') return rule.rules.flatMap(plainDays);
  return rule.kind === 'parts' ? rule.parts : [];
}

/** Every value of a list, ascending. A range whose end is before its start wraps; open year steps go to `lastYear`. */
export function valuesOf(spec: FieldSpec, parts: readonly CronPart[]): number[] {
  const values = new Set<number>();
  for (const part of parts) addValues(spec, part, values);
  return [...values].sort((a, b) => a - b);
}

function addValues(spec: FieldSpec, part: CronPart, values: Set<number>): void {
  const max = spec.name === 'year' ? lastYear : spec.max;
  switch (part.kind) {
    case 'value':
      values.add(part.value);
      return;
    case 'all':
      for (let value = spec.min; value <= max; value++) values.add(value);
      return;
    case 'step':
      for (let value = part.from ?? spec.min; value <= max; value += part.step) values.add(value);
      return;
    case 'range': {
      // As Quartz wraps: the end is moved one whole cycle on, and the step counts across the seam.
      const cycle = spec.max - spec.min + 1;
      const to = part.to < part.from ? part.to + cycle : part.to;
      for (let value = part.from; value <= to; value += part.step) {
        values.add(value > spec.max ? value - cycle : value);
      }
    }
  }
}

function nextValues(spec: FieldSpec, parts: readonly CronPart[]): NextValue {
  const isYear = spec.name === 'year';
  const table = new Int16Array((isYear ? lastYear : spec.max) + 1).fill(-1);
  const values = valuesOf(spec, parts);
  let from = isYear ? firstYear : 0;
  for (const value of values) {
    table.fill(value, from, value + 1);
    from = value + 1;
  }
  return table;
}
