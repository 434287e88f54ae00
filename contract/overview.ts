import { z } from 'zod';
import { outcomes } from './run.ts';
import { scheduleRow } from './schedule.ts';

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
  /** The newest schedules that need attention, at most 50. */
  attention: z.array(scheduleRow),
  /** How many schedules need attention, and how many of these were due and did not start. */
  attentionCounts: z.object({ all: count, didNotRun: count }),
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
