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
  /** The attempt is over and it has no log: the log was removed, or could not be written. */
  isGone: z.boolean(),
  /**
   * The last lines of a log that has reached its size limit, while its robot runs. Numbers continue from `total`; they give only the
   * order.
   */
  tail: z.object({ leftOut: count, lines: z.array(logLine) }).nullable(),
  next: count.nullable(),
});
export const findInLogQuery = z.object({
  attempt: z.coerce.number().int().min(1).optional(),
  from: z.coerce.number().int().min(1).default(1),
  /** Case, accents and the Turkish i's are ignored; empty: every line. */
  text: z.string().max(1000).default(''),
  levels: z.enum(['all', 'problems', 'errors']).default('all'),
});
/** Numbers of the matching lines. A long log takes several calls, each starting at `next`. */
export const findInLogAnswer = z.object({
  attempt: count,
  lines: z.array(count),
  total: count,
  next: count.nullable(),
});
export const logGroupsQuery = z.object({ attempt: z.coerce.number().int().min(1).optional() });
/** A group of lines: `from` is the title, `to` the line that closes it (null: none did), `end` its last line (null: more may come). */
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
/** The attempt whose new lines are announced, and how many lines came before the first one. */
export const watchAnswer = z.object({ attempt: count, lines: count });

/** The screen while a desktop robot works on it: when it was taken, and a JPEG in base64. */
export const screenAnswer = z.object({ at: z.number(), jpeg: z.base64() });
