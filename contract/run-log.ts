import { z } from 'zod';
import { logLine } from './run.ts';

const count = z.int();
const limit = (fallback: number, most: number) => z.coerce.number().int().min(1).max(most).default(fallback);

export const runLogQuery = z.object({
  attempt: z.coerce.number().int().min(1).optional(),
  from: z.coerce.number().int().min(1).default(1),
  limit: limit(5000, 100_000),
  levels: z.enum(['all', 'problems']).default('all'),
});
export const runLogAnswer = z.object({
  attempt: count,
  lines: z.array(logLine),
  /** Lines of the attempt so far. */
  total: count,
  /** The log was cut at its size limit. */
  isCut: z.boolean(),
  /** The attempt is over and its log is not there: it was removed, or could not be written. */
  isGone: z.boolean(),
  /** Of a log whose head is full, while its robot runs: its end as it is now. The numbers go on from `total` and say only the order. */
  tail: z.object({ leftOut: count, lines: z.array(logLine) }).nullable(),
  next: count.nullable(),
});
export const findInLogQuery = z.object({
  attempt: z.coerce.number().int().min(1).optional(),
  from: z.coerce.number().int().min(1).default(1),
  /** Without case, accents and the difference of Turkish i's; empty: every line. */
  text: z.string().max(1000).default(''),
  levels: z.enum(['all', 'problems', 'errors']).default('all'),
});
/** Numbers of lines; a long log is looked through in several calls, each from `next` on. */
export const findInLogAnswer = z.object({
  attempt: count,
  lines: z.array(count),
  total: count,
  next: count.nullable(),
});
export const logGroupsQuery = z.object({ attempt: z.coerce.number().int().min(1).optional() });
/** Lines that belong together: `from` the title, `to` the line that closes it (null: none did), `end` the last one (null: more may come). */
export const logGroup = z.object({
  from: count,
  to: count.nullable(),
  end: count.nullable(),
  depth: count,
  isFailed: z.boolean(),
});
export type LogGroup = z.infer<typeof logGroup>;
export const logGroupsAnswer = z.object({ attempt: count, groups: z.array(logGroup), areCut: z.boolean() });
export type RunLogAnswer = z.infer<typeof runLogAnswer>;
/** Of which attempt new lines are announced, and how many stand before the first one. */
export const watchAnswer = z.object({ attempt: count, lines: count });
