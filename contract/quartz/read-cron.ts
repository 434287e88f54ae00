import type { DayOfMonthRule, DayOfWeekRule, QuartzCron } from './cron.ts';
import type { ErrorFacts, QuartzErrorCode } from './error-facts.ts';
import { fieldSpecs, quartzFieldNames, type QuartzFieldName } from './fields.ts';
import { parseDayOfMonth, parseDayOfWeek } from './parse-days.ts';
import { parseParts, type FieldText } from './parse-parts.ts';
import { quartzOfWord } from './unix.ts';

/** What stands in an expression, or what is wrong with it, not yet in words: a reader that only describes needs no sentences about faults. */
export type CronReading =
  { readonly ok: true; readonly cron: QuartzCron } | { readonly ok: false; readonly errors: readonly ErrorFacts[] };

export const maxExpressionLength = 200;

/** `hasLists`: with the lists of days of the month that Quartz 2.5 documents. Never throws; all wrong fields are reported, in the order they stand. */
export function readCron(expression: string, hasLists: boolean): CronReading {
  const whole = (code: QuartzErrorCode, value: string, position: number): CronReading => ({
    ok: false,
    errors: [{ code, field: 'expression', value, position }],
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

function parseFields(texts: readonly FieldText[], hasLists: boolean): CronReading {
  const errors: ErrorFacts[] = [];
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
function checkDayFields(month: DayOfMonthRule, week: DayOfWeekRule, weekText: FieldText, errors: ErrorFacts[]): void {
  if (errors.some(({ field }) => field === 'day-of-month' || field === 'day-of-week')) return;
  const facts = { field: 'day-of-week', value: weekText.written, position: weekText.position } as const;
  if (month.kind === 'any' && week.kind === 'any') errors.push({ code: 'BOTH_DAYS_OPEN', ...facts });
  if (month.kind !== 'any' && week.kind !== 'any') errors.push({ code: 'BOTH_DAYS_SET', ...facts });
}
