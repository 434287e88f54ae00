import { z } from 'zod';
import { reason } from './reasons.ts';
import { outcomes, triggers } from './run.ts';
import { inEnglish, said } from './translatable.ts';

// Figures over many runs: the numbers of Overview and the lanes of Timeline. Instants are epoch ms.

const instant = z.number();
const count = z.int();
/** A bound of a query: any instant that a date can hold. */
export const askedInstant = z.coerce.number().min(-8.64e15).max(8.64e15);

export const periods = ['24h', '7d', '30d'] as const;
export const overviewQuery = z.object({ period: z.enum(periods).default('7d') });
export const overviewAnswer = z.object({
  succeeded: count,
  ended: count,
  running: count,
  waiting: count,
  next: z.object({ scheduleId: z.string(), name: z.string(), due: instant }).nullable(),
  /** The latest ended runs of the period, oldest first, at most 60. */
  durations: z.array(
    z.object({
      runId: z.string(),
      process: z.string(),
      endedAt: instant,
      durationMs: z.number(),
      outcome: z.enum(outcomes),
    }),
  ),
  slowest: z.array(z.object({ process: z.string(), medianMs: z.number(), runs: count })),
  failing: z.array(z.object({ process: z.string(), failed: count, runs: count })),
});
export type OverviewAnswer = z.infer<typeof overviewAnswer>;

/** What failed or did not start, was not seen, and has not succeeded since: of a schedule, or of all single starts by one program or person. */
export const attentionItem = z.object({
  key: z.string(),
  process: z.string(),
  /** Null: single starts of the process, by a call or a person. */
  schedule: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** What started the last of them, and who; null if its schedule did. */
  trigger: z.enum(triggers),
  startedBy: z.string().nullable(),
  /** How many runs it stands for, and when the first of them ended. */
  count,
  since: instant,
  /** The IDs of these runs, newest first. */
  runs: z.array(z.string()),
  last: z.object({
    id: z.string(),
    outcome: z.enum(outcomes),
    reason: reason.nullable(),
    endedAt: instant,
    /** Null if its program was never started. */
    durationMs: z.number().nullable(),
  }),
});
export type AttentionItem = z.infer<typeof attentionItem>;

/** `upTo`: the newest run that is in it. `isMore`: older ones were not looked at, so the counts are too low. */
export const attentionAnswer = z.object({ items: z.array(attentionItem), upTo: count, isMore: z.boolean() });
export type AttentionAnswer = z.infer<typeof attentionAnswer>;

/** These items, by their keys, or everything. What failed after `upTo` is left as it is. */
export const seenBody = z.object({ keys: z.array(z.string().max(2000)).max(500).optional(), upTo: count });
/** The runs that were not seen before. */
export const seenAnswer = z.object({ runs: z.array(z.string()) });
export const notSeenBody = z.object({ runs: z.array(z.string().max(200)).max(5000) });

export const timelineQuery = z.object({
  from: askedInstant,
  to: askedInstant,
  process: z.string().optional(),
  /** Runs of this worker and schedules for it, by its ID; or schedules for this group. */
  worker: z.string().max(200).optional(),
});
export const timelineAnswer = z.object({
  lanes: z.array(
    z.object({
      process: z.string(),
      usualMs: z.number().nullable(),
      past: z.array(
        z.object({
          runId: z.string(),
          start: instant,
          end: instant.nullable(),
          outcome: z.enum(outcomes).nullable(),
          /** The ID of the worker that has or had it; of a mark for several runs that of the first. */
          worker: z.string(),
          count,
        }),
      ),
      /** `worker`: the ID of a worker or the name of a group; null: any. */
      upcoming: z.array(
        z.object({ scheduleId: z.string(), name: z.string(), at: instant, worker: z.string().nullable(), count }),
      ),
    }),
  ),
  /** There were more marks than can be drawn: some stand for several runs. */
  isMerged: z.boolean(),
});
export type TimelineAnswer = z.infer<typeof timelineAnswer>;

const longestLoadMs = 8 * 86_400_000;
/** At most eight days. */
export const loadQuery = z
  .object({ from: askedInstant, to: askedInstant })
  .refine(
    ({ from, to }) => to > from && to - from <= longestLoadMs,
    inEnglish(said`give a time of at most eight days`),
  );
/** Hour by hour: how many runs start, how many run at one moment, and how many start in one minute. */
export const loadAnswer = z.object({
  hours: z.array(z.object({ at: instant, starts: count, atOnce: count, together: count })),
});
export type LoadAnswer = z.infer<typeof loadAnswer>;
