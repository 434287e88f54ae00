import { z } from 'zod';

/**
 * After which end of a run something follows. Stored: do not rename. `success`: succeeded, also with a warning; `warning`: succeeded with
 * a warning; `failure`: failed, timed out or interrupted, once no retry is left, and not if a person cancelled it; `always`: any end
 * of a run whose program was started, a cancel too.
 */
export const followUpConditions = ['success', 'warning', 'failure', 'always'] as const;
export type FollowUpCondition = (typeof followUpConditions)[number];

/** So many follow-ups may stand on one schedule or process, and so many others may one of them wait for. */
export const mostFollowUps = 20;
export const mostAlsoAfter = 10;
/** A run that would stand deeper in a chain is not started: what is seldom a plan, and often a loop. */
export const deepestChain = 50;
export const longestDelaySeconds = 31 * 86_400;

/** The ID of a schedule, or its name if only one has it. Stored as the ID on schedules, as it was written on processes. */
const scheduleName = z.string().min(1).max(200);

/** One thing that follows a run. */
export const followUp = z.object({
  after: z.enum(followUpConditions),
  then: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('process'),
      process: z.string().min(1).max(100),
      /** The ID, name or alias of a worker, or the name of a group; null = any that can run it. */
      worker: z.string().max(200).nullable().default(null),
    }),
    /** A run of that schedule, with its own values where `values` gives no others. */
    z.object({ kind: z.literal('schedule'), schedule: scheduleName }),
  ]),
  /** How long it waits after the end. */
  delaySeconds: z.number().min(0).max(longestDelaySeconds).default(0),
  /**
   * Values of what follows. Texts in them may hold `{{outputs.NAME}}`, `{{values.NAME}}` and `{{run.FACT}}` (`followUpFacts`). A text that is
   * nothing else gives the value with its type; within a text it becomes text.
   */
  values: z
    .record(z.string(), z.unknown())
    .default({})
    .meta({ description: 'May hold `{{outputs.NAME}}`, `{{values.NAME}}` and `{{run.FACT}}` of the run before' }),
  /** Schedules whose latest ended run of today must have succeeded, too. With any of them it follows once a day at most. */
  alsoAfter: z
    .array(scheduleName)
    .max(mostAlsoAfter)
    .default([])
    .meta({ description: 'Schedules (ID or name) whose latest run of today must have succeeded, too' }),
});
export type FollowUp = z.infer<typeof followUp>;
export type FollowUpInput = z.input<typeof followUp>;
export const followUps = z.array(followUp).max(mostFollowUps);

/** The facts of a run that `{{run.FACT}}` gives. Instants as ISO 8601 in UTC; `message` is the sentence of its reason, in English. */
export const followUpFacts = [
  'id',
  'outcome',
  'process',
  'schedule',
  'startedAt',
  'endedAt',
  'exitCode',
  'message',
] as const;
export type FollowUpFact = (typeof followUpFacts)[number];

/** What a run follows. */
export const follows = z.object({
  /** The ID of the run that it follows; retention may have removed it. */
  run: z.string(),
  after: z.enum(followUpConditions),
  /** Where it waited for several: the runs of the others. */
  also: z.array(z.string()),
  /** 1 = follows a run that follows nothing. */
  depth: z.int(),
});
export type Follows = z.infer<typeof follows>;
