import type { DayOfMonthRule, DayOfWeekRule, QuartzCron } from './cron.ts';
import type { QuartzError, QuartzErrorCode } from './error-facts.ts';
import { quartzError } from './errors.ts';
import { fieldSpecs, quartzFieldNames, type QuartzFieldName } from './fields.ts';
import { parseDayOfMonth, parseDayOfWeek } from './parse-days.ts';
import { parseParts, type FieldText } from './parse-parts.ts';
import { quartzOfWord } from './unix.ts';

export type ParseResult =
  { readonly ok: true; readonly cron: QuartzCron } | { readonly ok: false; readonly errors: readonly QuartzError[] };

export const maxExpressionLength = 200;

/**
 * As `parseQuartz`, and the lists of days of the month that Quartz 2.5 documents (`1,15,L`, `15W,20W`, `L-3,LW`). Stored
 * expressions are read this way.
 */
export const readQuartz = (expression: string): ParseResult => parseWith(expression, true);

/**
 * Reads a Quartz expression exactly as Quartz 2.3.2 does inside its documented grammar, and refuses the rest.
 * Never throws; all wrong fields are reported at once, in the order they stand.
 */
export const parseQuartz = (expression: string): ParseResult => parseWith(expression, false);

function parseWith(expression: string, hasLists: boolean): ParseResult {
  const whole = (code: QuartzErrorCode, value: string, position: number): ParseResult => ({
    ok: false,
    errors: [quartzError({ code, field: 'expression', value, position })],
  });
  if (expression.length > maxExpressionLength) {
    return whole('TOO_LONG', String(expression.length), maxExpressionLength + 1);
  }
  const texts = splitFields(expression);
  const [first] = texts;
  if (texts.length < 6 && first?.text.startsWith('@'))
    return whole(codeOfWord(first.text), first.written, first.position);
  if (texts.length < 6) return whole('TOO_FEW_FIELDS', String(texts.length), expression.length + 1);
  const extra = texts[7];
  if (extra) return whole('TOO_MANY_FIELDS', extra.written, extra.position);
  return parseFields(texts, hasLists);
}

/** A cron word such as @daily is not taken here: the code that explains what to write instead. */
function codeOfWord(word: string): QuartzErrorCode {
  if (word === '@REBOOT') return 'UNIX_REBOOT';
  return quartzOfWord(word) === '' ? 'UNKNOWN_WORD' : 'UNIX_WORD';
}

/** The fields of an expression with their places. Only blanks and tabs separate; other control characters are trimmed. */
export function splitFields(expression: string): FieldText[] {
  const fields: FieldText[] = [];
  for (const found of expression.matchAll(/[^ \t]+/g)) {
    const text = found[0].replace(edgeControls, '');
    const leading = text === '' ? 0 : found[0].indexOf(text);
    fields.push({ text: upperAscii(text), written: text, position: found.index + leading + 1 });
  }
  return fields;
}

// Quartz trims exactly these from every field (java.lang.String.trim).
const edgeControls = /^[\u0000-\u0020]+|[\u0000-\u0020]+$/g;

// Letters of other scripts stay as they are, so that no locale's rule (Turkish i) can turn them into a name.
const upperAscii = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

function parseFields(texts: readonly FieldText[], hasLists: boolean): ParseResult {
  const errors: QuartzError[] = [];
  const textOf = (name: QuartzFieldName): FieldText =>
    texts[quartzFieldNames.indexOf(name)] ?? { text: '*', written: '*', position: 0 };
  const parts = (name: QuartzFieldName) => parseParts(fieldSpecs[name], textOf(name), errors);
  const cron: QuartzCron = {
    seconds: parts('seconds'),
    minutes: parts('minutes'),
    hours: parts('hours'),
    dayOfMonth: parseDayOfMonth(textOf('day-of-month'), errors, hasLists),
    months: parts('month'),
    dayOfWeek: parseDayOfWeek(textOf('day-of-week'), errors),
    years: parts('year'),
  };
  checkDayFields(cron.dayOfMonth, cron.dayOfWeek, textOf('day-of-week'), errors);
  return errors.length === 0
    ? { ok: true, cron }
    : { ok: false, errors: errors.sort((a, b) => a.position - b.position) };
}

/** Quartz wants a rule in exactly one of the day fields and `?` in the other. */
function checkDayFields(month: DayOfMonthRule, week: DayOfWeekRule, weekText: FieldText, errors: QuartzError[]): void {
  if (errors.some(({ field }) => field === 'day-of-month' || field === 'day-of-week')) return;
  const facts = { field: 'day-of-week', value: weekText.written, position: weekText.position } as const;
  if (month.kind === 'any' && week.kind === 'any') errors.push(quartzError({ code: 'BOTH_DAYS_OPEN', ...facts }));
  if (month.kind !== 'any' && week.kind !== 'any') errors.push(quartzError({ code: 'BOTH_DAYS_SET', ...facts }));
}
