import { quartzError } from './errors.ts';
import { parseQuartz, readQuartz, type ParseResult } from './parse.ts';
import type { FieldText } from './parse-parts.ts';
import { splitFields } from './read-cron.ts';
import { unixToQuartz } from './unix.ts';
import type { QuartzWarning } from './warning-facts.ts';
import { quartzWarning } from './warning-words.ts';

/**
 * What was understood: `expression` is strict Quartz if `ok`, else the text as given. One warning for each rewrite;
 * positions in errors count in the text as given.
 */
export type ToleratedQuartz = ParseResult & {
  readonly expression: string;
  readonly warnings: readonly QuartzWarning[];
};

/**
 * Reads what Quartz refuses but everyone understands: two-letter days (`FR`), `*` in both day fields, five-field Unix cron; lists of Quartz 2.5 are
 * taken as they are. A valid expression is never changed, and nothing is rewritten that would remain invalid.
 */
export function tolerateQuartz(expression: string): ToleratedQuartz {
  const strict = parseQuartz(expression);
  const untouched = { expression, warnings: [] };
  if (strict.ok || strict.errors[0]?.code === 'TOO_LONG') return { ...strict, ...untouched };
  const withLists = readQuartz(expression);
  if (withLists.ok) {
    const list = splitFields(expression)[3]!.written;
    return { ...withLists, expression, warnings: [quartzWarning('QUARTZ_25_LIST', { list })] };
  }
  const warnings: QuartzWarning[] = [];
  let fields = withFullDays(splitFields(expression), warnings);
  if (fields.length === 5) {
    const unix = unixToQuartz(fields.map(({ text }) => text));
    if (unix === 'both-days') return { ...untouched, ok: false, errors: [bothDaysError(fields)] };
    if (!unix) return { ...strict, ...untouched };
    warnings.push(quartzWarning('UNIX_CRON', { from: expression.trim(), to: unix.join(' ') }));
    fields = unix.map((text) => ({ text, written: text, position: 1 }));
  }
  const rewritten = withQuestionMark(
    fields.map(({ text }) => text),
    warnings,
  ).join(' ');
  const mended = parseQuartz(rewritten);
  return mended.ok ? { ...mended, expression: rewritten, warnings } : { ...strict, ...untouched };
}

const fullDays: Readonly<Record<string, string>> = {
  SU: 'SUN',
  MO: 'MON',
  TU: 'TUE',
  WE: 'WED',
  TH: 'THU',
  FR: 'FRI',
  SA: 'SAT',
};

/** Two-letter days in the day-of-week field (the last of five, the sixth of six or seven) become three-letter ones. */
function withFullDays(fields: FieldText[], warnings: QuartzWarning[]): FieldText[] {
  const place = fields.length === 5 ? 4 : 5;
  return fields.map((field, index) => {
    if (index !== place) return field;
    const text = field.text.replace(/(?<![A-Z])[A-Z]{2}(?![A-Z])/g, (name) => fullDays[name] ?? name);
    if (text !== field.text) warnings.push(quartzWarning('TWO_LETTER_DAY', { from: field.written, to: text }));
    return { ...field, text };
  });
}

function withQuestionMark(fields: string[], warnings: QuartzWarning[]): string[] {
  if (fields[3] !== '*' || fields[5] !== '*') return fields;
  warnings.push(quartzWarning('BOTH_DAYS_ANY', {}));
  return fields.with(5, '?');
}

function bothDaysError(fields: readonly FieldText[]) {
  const [day, weekday] = [fields[2]!, fields[4]!];
  return quartzError({
    code: 'UNIX_BOTH_DAYS',
    field: 'day-of-week',
    value: `${day.written} * ${weekday.written}`,
    position: weekday.position,
  });
}
