import { z } from 'zod';
import { languages } from './language.ts';
import { runsQuery } from './console.ts';
import { reportQuery } from './report.ts';

/** What stands between two cells. Excel takes the list separator of the system: a semicolon wherever the comma is the decimal sign. */
export const cellSeparators = { comma: ',', semicolon: ';', tab: '\t' } as const;
export type CellSeparator = keyof typeof cellSeparators;

/** Which runs, as the list has them, and how the table is written. */
export const runsTableQuery = runsQuery.omit({ limit: true, before: true }).extend({
  language: z.enum(languages).default('en'),
  separator: z.enum(['comma', 'semicolon', 'tab']).default('semicolon'),
});
/** Which days, as a report has them, and how the table is written. */
export const reportTableQuery = reportQuery.safeExtend({
  language: z.enum(languages).default('en'),
  separator: z.enum(['comma', 'semicolon', 'tab']).default('semicolon'),
});
export type ReportTableQuery = z.infer<typeof reportTableQuery>;
export type RunsTableQuery = z.infer<typeof runsTableQuery>;
