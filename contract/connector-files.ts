import { z } from 'zod';
import { historyEntry } from './connector-history.ts';
import { progress } from './run.ts';

// Files of a run and live events, as the connector API sends them.

const run = z.string().optional().meta({ description: 'A `runId` of this start; else its latest run that has begun' });

export const filesQuery = z.object({ run });
export const logFileQuery = z.object({ run, attempt: z.coerce.number().int().min(1).max(999_999).optional() });
export const eventsQuery = z.object({
  spid: z.string().optional().meta({ description: 'Only the runs of this start' }),
});

export const runFile = z.object({
  /** Folders are separated by `/`, as the robot created them. */
  name: z.string(),
  kind: z.enum(['artifact', 'log']),
  /** Of which attempt a log is. */
  attempt: z.int().nullable(),
  bytes: z.int(),
  modifiedAt: z.string().meta({ format: 'date-time' }),
  path: z.string().meta({ description: 'Where it is downloaded, on this server' }),
});
export type RunFile = z.infer<typeof runFile>;

export const filesAnswer = z.object({
  message: z.string(),
  robustaSpid: z.string(),
  runId: z.string(),
  files: z.array(runFile),
});
export type FilesAnswer = z.infer<typeof filesAnswer>;

/** An event `run`: the run as the history shows it, and its progress. */
export const runEvent = historyEntry.extend({ progress: progress.nullable() });
export type RunEvent = z.infer<typeof runEvent>;
