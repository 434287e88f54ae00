import { z } from 'zod';
import { followUpConditions } from './follow-up.ts';

/** What follows the runs of a start, as documented to programmers; `server/domain/start/start-then.ts` reads it. */
export const startThen = z
  .array(
    z.object({
      after: z.enum(followUpConditions),
      then: z.union([
        z.object({ kind: z.literal('process'), process: z.string(), worker: z.string().nullable().optional() }),
        z.object({ kind: z.literal('schedule'), schedule: z.string().meta({ description: 'Its ID or name' }) }),
      ]),
      delaySeconds: z.number().min(0).optional(),
      values: z.record(z.string(), z.unknown()).optional().meta({
        description: 'May hold `{{outputs.NAME}}`, `{{values.NAME}}` and `{{run.FACT}}` of the run before',
      }),
      alsoAfter: z.array(z.string()).optional().meta({
        description: 'Schedules whose latest run of today must have succeeded, too',
      }),
    }),
  )
  .optional()
  .meta({ description: 'What follows each of its runs, queued with the end of the run' });
