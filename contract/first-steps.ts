import { z } from 'zod';
import type { RpaProcess } from './process.ts';
import { saidSchema } from './translatable-schema.ts';

/** A process that comes with Rota and is added when somebody wants it. */
const template = z.object({
  /** Ready to be stored as a process. */
  process: z.custom<RpaProcess>(),
  /** What this computer lacks to run it; null if nothing is known to be missing. */
  missing: saidSchema.nullable(),
});

/** What an empty Scheduler offers, and what the first steps do on this computer. */
export const firstStepsAnswer = z.object({
  /** The editor that the example types into here; null where it can only write a file. */
  editor: z.string().nullable(),
  /** Why there is none. */
  noEditor: saidSchema.nullable(),
  /** The crontab of the user that Rota runs as; null if there is none. */
  crontab: z.string().nullable(),
  templates: z.array(template),
});
export type FirstSteps = z.infer<typeof firstStepsAnswer>;
export type Template = FirstSteps['templates'][number];
