import type { QuartzCron } from './cron.ts';
import type { QuartzError } from './error-facts.ts';
import { quartzError } from './errors.ts';
import { readCron, type CronReading } from './read-cron.ts';

export type ParseResult =
  { readonly ok: true; readonly cron: QuartzCron } | { readonly ok: false; readonly errors: readonly QuartzError[] };

/**
 * As `parseQuartz`, and the lists of days of the month that Quartz 2.5 documents (`1,15,L`, `15W,20W`, `L-3,LW`). Stored
 * expressions are read this way.
 */
export const readQuartz = (expression: string): ParseResult => withSentences(readCron(expression, true));

/**
 * Reads a Quartz expression exactly as Quartz 2.3.2 does inside its documented grammar, and refuses the rest.
 * Never throws; all wrong fields are reported at once, in the order they stand.
 */
export const parseQuartz = (expression: string): ParseResult => withSentences(readCron(expression, false));

const withSentences = (reading: CronReading): ParseResult =>
  reading.ok ? reading : { ok: false, errors: reading.errors.map(quartzError) };
