import type { CronPart, DayOfMonthRule, DayOfWeekRule, QuartzCron } from './cron.ts';
import { fieldSpecs, nameOfValue } from './fields.ts';

/**
 * The canonical text: single blanks, weekdays by name (numbers only where Quartz would ignore a step after a name),
 * months as numbers, the year only if it says something. Parsing it gives the same cron.
 */
export function printQuartz(cron: QuartzCron): string {
  const fields = [
    printParts(cron.seconds),
    printParts(cron.minutes),
    printParts(cron.hours),
    printDayOfMonth(cron.dayOfMonth),
    printParts(cron.months),
    printDayOfWeek(cron.dayOfWeek),
  ];
  const years = printParts(cron.years);
  return years === '*' ? fields.join(' ') : [...fields, years].join(' ');
}

function printParts(parts: readonly CronPart[], valueText: (value: number) => string = String): string {
  return parts.map((part) => printPart(part, valueText)).join(',');
}

function printPart(part: CronPart, valueText: (value: number) => string): string {
  switch (part.kind) {
    case 'all':
      return '*';
    case 'value':
      return valueText(part.value);
    case 'step':
      return `${part.from ?? '*'}/${part.step}`;
    case 'range':
      return part.step === 1 ? `${valueText(part.from)}-${valueText(part.to)}` : `${part.from}-${part.to}/${part.step}`;
  }
}

function printDayOfMonth(rule: DayOfMonthRule): string {
  switch (rule.kind) {
    case 'any':
      return '?';
    case 'union':
      return rule.rules.map(printDayOfMonth).join(',');
    case 'parts':
      return printParts(rule.parts);
    case 'last':
      return rule.offset === 0 ? 'L' : `L-${rule.offset}`;
    case 'last-weekday':
      return rule.offset === 0 ? 'LW' : `L-${rule.offset}W`;
    case 'nearest-weekday':
      return `${rule.day}W`;
  }
}

function printDayOfWeek(rule: DayOfWeekRule): string {
  const name = (value: number): string => nameOfValue(fieldSpecs['day-of-week'], value);
  switch (rule.kind) {
    case 'any':
      return '?';
    case 'parts':
      return printParts(rule.parts, name);
    case 'last-in-month':
      return `${name(rule.weekday)}L`;
    case 'nth-in-month':
      return `${name(rule.weekday)}#${rule.nth}`;
  }
}
