import { z } from 'zod';
import { connectorStatuses, followsWords, iso, warningWords } from './connector.ts';
import { usageKeys } from './limits.ts';
import { outcomes, runStatuses, triggers } from './run.ts';

// What the connector API tells of runs that were: their list and their logs.

export const historyQuery = z.object({
  name: z.string().optional(),
  status: z.enum(connectorStatuses).optional(),
  from: iso.optional(),
  to: iso.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().optional(),
});

export const historyEntry = z.object({
  robustaSpid: z.string(),
  runId: z.string(),
  name: z.string(),
  status: z.enum(connectorStatuses),
  runStatus: z.enum(runStatuses),
  outcome: z.enum(outcomes).nullable(),
  message: z.string(),
  warning: z.string().nullable().meta({ description: warningWords }),
  follows: z.string().exactOptional().meta({ description: followsWords }),
  ...usageKeys,
  trigger: z.enum(triggers),
  startedBy: z.string().nullable(),
  dueAt: iso,
  startedAt: iso.nullable(),
  endedAt: iso.nullable(),
  attempts: z.int(),
});
export const historyAnswer = z.object({
  message: z.string(),
  runs: z.array(historyEntry),
  next: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

export const logQuery = z.object({
  attempt: z.coerce.number().int().min(1).optional(),
  from: z.coerce.number().int().min(1).default(1),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
  /** Only the last lines, this many, as they are now. */
  tail: z.coerce.number().int().min(1).max(10_000).optional(),
});
export const logAnswer = z.object({
  message: z.string(),
  robustaSpid: z.string(),
  runId: z.string(),
  attempt: z.int(),
  lines: z.array(z.object({ number: z.int(), at: iso, level: z.string(), text: z.string() })),
  /** The line number to continue from; null at the end. */
  next: z.int().nullable(),
});
