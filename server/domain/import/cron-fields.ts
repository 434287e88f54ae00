import { fieldSpecs, type FieldSpec, type QuartzFieldName } from '../../../contract/quartz/index.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';

/** The numbers of one field of a crontab line, as cron itself reads them, ascending; Sunday is 0. */
export interface CronField {
  readonly text: string;
  readonly values: readonly number[];
  /** It begins with an asterisk. Then cron wants both day fields to match, whatever follows. */
  readonly isStar: boolean;
}

/** The five fields of a line. */
export interface CronTimes {
  readonly minute: CronField;
  readonly hour: CronField;
  readonly day: CronField;
  readonly month: CronField;
  readonly weekday: CronField;
}

export type ReadCronTimes =
  { readonly ok: true; readonly times: CronTimes } | { readonly ok: false; readonly why: Translatable };

interface Range {
  /** The name in sentences. */
  readonly name: Translatable;
  readonly low: number;
  readonly high: number;
  /** The names of its values, from `low` on. */
  readonly words: readonly string[];
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
export const weekdayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

const ranges: readonly Range[] = [
  { name: said`minutes`, low: 0, high: 59, words: [] },
  { name: said`hours`, low: 0, high: 23, words: [] },
  { name: said`days of the month`, low: 1, high: 31, words: [] },
  { name: said`months`, low: 1, high: 12, words: monthNames },
  { name: said`days of the week`, low: 0, high: 7, words: weekdayNames },
];

const missing: CronField = { text: '', values: [], isStar: false };

/**
 * Reads five fields as Debian's cron and cronie do where both agree (run, and read in their sources). If only one of them accepts it,
 * or both accept it but never run it (a range that runs backwards), it is refused with what to write instead.
 */
export function readCronTimes(fields: readonly string[]): ReadCronTimes {
  const read: CronField[] = [];
  for (const [index, range] of ranges.entries()) {
    const text = fields[index] ?? '';
    const field = readField(text, range);
    if (!('values' in field)) return { ok: false, why: field };
    read.push(field);
  }
  const [minute = missing, hour = missing, day = missing, month = missing, weekday = missing] = read;
  return { ok: true, times: { minute, hour, day, month, weekday } };
}

function readField(text: string, range: Range): CronField | Translatable {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const fault = addItem(item, range, values);
    if (fault !== null) return fault;
  }
  return { text, values: [...values].sort((one, other) => one - other), isStar: text.startsWith('*') };
}

const itemShape = /^(?:(\*)|([0-9]+|[A-Za-z]{3})(?:-([0-9]+|[A-Za-z]{3}))?)(?:\/([0-9]+))?$/;

/** Adds the values of an item; returns the reason if cron does not accept it. */
function addItem(item: string, range: Range, values: Set<number>): Translatable | null {
  if (item.includes('~'))
    return said`"${item}" is a time that cron chooses by chance; write a time of your own instead`;
  const match = itemShape.exec(item);
  if (!match) return said`cron takes no "${item}" among the ${range.name} (${range.low} to ${range.high})`;
  const [, star, fromText = '', toText, stepText] = match;
  const step = Number(stepText ?? 1);
  const from = star ? range.low : numberOf(fromText, range);
  const to = star ? lastOf(range) : toText === undefined ? from : numberOf(toText, range);
  if (from === null || to === null)
    return said`cron takes no "${item}" among the ${range.name} (${range.low} to ${range.high})`;
  if (step === 0) return said`cron takes no "${item}" among the ${range.name} (${range.low} to ${range.high})`;
  if (!star && toText === undefined && stepText !== undefined)
    return said`not every cron takes "${item}"; write ${`${fromText}-${lastOf(range)}/${step}`}`;
  if (from > to)
    return said`"${item}" runs backwards: Debian’s cron takes it and never runs it; write a list, such as ${forwards(from, to, range)}`;
  for (let value = from; value <= to; value += step) values.add(range.high === 7 ? value % 7 : value);
  return null;
}

/** 7 is Sunday a second time, so an asterisk leaves it out. */
const lastOf = (range: Range): number => (range.high === 7 ? 6 : range.high);

function numberOf(text: string, range: Range): number | null {
  const value = /^\d+$/.test(text) ? Number(text) : range.words.indexOf(text.toUpperCase()) + range.low;
  const isKnown = /^\d+$/.test(text) || range.words.includes(text.toUpperCase());
  return isKnown && value >= range.low && value <= range.high ? value : null;
}

function forwards(from: number, to: number, range: Range): string {
  const upper = from === lastOf(range) ? `${from}` : `${from}-${lastOf(range)}`;
  return `${upper},${to === range.low ? to : `${range.low}-${to}`}`;
}

const specOf: Readonly<Record<'minute' | 'hour' | 'day' | 'month', QuartzFieldName>> = {
  minute: 'minutes',
  hour: 'hours',
  day: 'day-of-month',
  month: 'month',
};

/** The Quartz spec of a field. */
export const quartzSpec = (name: keyof typeof specOf): FieldSpec => fieldSpecs[specOf[name]];
