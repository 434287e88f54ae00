import { z } from 'zod';
import { historyEntry } from './connector.ts';
import { progress } from './run.ts';

// Files of a run and live events, as programs get them.

const run = z.string().optional().meta({ description: 'A `runId` of this start; else its latest run that has begun' });

export const filesQuery = z.object({ run });
export const logFileQuery = z.object({ run, attempt: z.coerce.number().int().min(1).max(999_999).optional() });
export const eventsQuery = z.object({
  spid: z.string().optional().meta({ description: 'Only the runs of this start' }),
});

export const runFile = z.object({
  /** With `/` between folders, as the robot has made them. */
  name: z.string(),
  kind: z.enum(['artifact', 'log']),
  /** Of a log. */
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

/** What an event `run` carries: the run as the history has it, and how far it is. */
export const runEvent = historyEntry.extend({ progress: progress.nullable() });
export type RunEvent = z.infer<typeof runEvent>;
