import { z } from 'zod';
import { auditEntry } from './console.ts';
import { reason } from './reasons.ts';
import { run } from './run.ts';
import { saidSchema } from './translatable-schema.ts';

// What is asked about one schedule: its next times and who changed it, and why it did not run at a time. Instants are epoch ms.

const instant = z.number();

export const aboutScheduleAnswer = z.object({
  /** The next due times as its calendars place them, at most five; also those of a paused schedule. */
  times: z.array(instant),
  /** Who created, changed, paused and resumed it, newest first, at most ten; by its name, so not from before it was renamed. */
  changes: z.array(auditEntry),
});
export type AboutSchedule = z.infer<typeof aboutScheduleAnswer>;

/** A time as people write it, in the schedule's time zone: `09:00`, `2026-11-30 09:00`, `30.11.2026 09:00`, or ISO with an offset. */
export const whyQuery = z.object({ at: z.string().trim().min(1).max(60) });

/**
 * ran: its program was started; waits: it is due and has not begun; did-not-run: it was due, and a row says why not; to-come: it is due
 * then; not-due: no time of its plan; unrecorded: it should have been due, and nothing is stored of it.
 */
export const whyVerdicts = ['ran', 'waits', 'did-not-run', 'to-come', 'not-due', 'unrecorded'] as const;

export const whyAnswer = z.object({
  /** The instant that was asked for, and the same as text in the schedule's zone. */
  at: instant,
  asked: z.string(),
  verdict: z.enum(whyVerdicts),
  /** The answer in sentences. */
  lines: z.array(saidSchema),
  /** Why it did not run, waits or ended as it did: beside the sentences. */
  reason: reason.nullable(),
  /** The run or row that answers. */
  run: run.nullable(),
  /** The due times nearest to it; `run` is the ID of what came of it, null if nothing is stored. */
  before: z.object({ at: instant, run: z.string().nullable() }).nullable(),
  after: z.object({ at: instant, run: z.string().nullable() }).nullable(),
  /** Runs that began in that minute for another cause: a call, a person, a trigger. At most three. */
  others: z.array(run),
});
export type WhyAnswer = z.infer<typeof whyAnswer>;
