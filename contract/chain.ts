import { z } from 'zod';
import { followUpConditions } from './follow-up.ts';
import { run } from './run.ts';

// The runs that follow each other.

/** A run of a chain, as the picture of the chain needs it. */
export const chainRun = run.pick({
  id: true,
  seq: true,
  scheduleId: true,
  scheduleName: true,
  process: true,
  trigger: true,
  status: true,
  outcome: true,
  hasWarning: true,
  reason: true,
  queuedAt: true,
  dueAt: true,
  startedAt: true,
  endedAt: true,
  retryAt: true,
  follows: true,
  endsChain: true,
});
export type ChainRun = z.infer<typeof chainRun>;
/** What may still follow a run that is not over. */
export const chainNext = z.object({
  /** The ID of the run that it would follow. */
  run: z.string(),
  after: z.enum(followUpConditions),
  kind: z.enum(['process', 'schedule']),
  /** The name of the process or schedule. */
  name: z.string(),
  delaySeconds: z.number(),
  /** The names of the schedules that are waited for, too. */
  alsoAfter: z.array(z.string()),
});
export type ChainNext = z.infer<typeof chainNext>;
/** The whole chain that a run belongs to, from its first run, each before those that follow it. */
export const chainAnswer = z.object({
  runs: z.array(chainRun),
  next: z.array(chainNext),
  /** Runs of other chains for which some of these waited, too. */
  others: z.array(chainRun),
  /** There are more runs than the 500 that are given. */
  isCut: z.boolean(),
});
export type ChainAnswer = z.infer<typeof chainAnswer>;
