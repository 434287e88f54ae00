import { z } from 'zod';
import { followUpConditions, longestDelaySeconds } from './follow-up.ts';
import { triggerEnabled, triggerId } from './trigger-basis.ts';

/** The end of another run makes one run: a follow-up that stands on what follows. */
export const runEndTrigger = z.object({
  id: triggerId,
  enabled: triggerEnabled,
  kind: z.literal('run-end'),
  /** Whose runs are meant. A schedule by its ID, or by its name if only one has it; stored as the ID. */
  of: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('process'), process: z.string().min(1).max(100) }),
    z.object({ kind: z.literal('schedule'), schedule: z.string().min(1).max(200) }),
  ]),
  after: z.enum(followUpConditions).default('success'),
  delaySeconds: z.number().min(0).max(longestDelaySeconds).default(0),
  /** In place of the schedule's own, as in a follow-up. */
  values: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'May hold `{{outputs.NAME}}`, `{{values.NAME}}` and `{{run.FACT}}` of the run that ended' }),
});
export type RunEndTrigger = z.infer<typeof runEndTrigger>;
