import { z } from 'zod';
import { askedInstant } from './overview.ts';
import { scheduleDraft, scheduleOptions } from './schedule.ts';

const instant = z.number();

/** The next times of a plan, after its calendars moved or skipped some. */
export const scheduleTimesBody = z.object({
  plan: scheduleDraft.shape.plan,
  calendars: scheduleOptions.shape.calendars,
  count: z.int().min(1).max(50).default(5),
});
/** A time of the plan that falls on a day off: where it runs, null = not at all; `dayOff`: what day that is, '' if it has no name. */
export const displacedTime = z.object({ nominal: instant, at: instant.nullable(), dayOff: z.string() });
export type DisplacedTime = z.infer<typeof displacedTime>;
/** `displaced`: what the calendars move or take away before the last of the times, one a day, the first 20. */
export const scheduleTimesAnswer = z.object({ times: z.array(instant), displaced: z.array(displacedTime) });
export type ScheduleTimes = z.infer<typeof scheduleTimesAnswer>;
/** Who else starts in a minute: `at`, epoch ms. `worker`: as the schedule has it; absent = any. `except`: the id of a schedule. */
export const crowdQuery = z.object({
  at: askedInstant,
  worker: z.string().max(200).optional(),
  except: z.string().max(100).optional(),
});
/** Other schedules that start in that minute on the same worker; `free`: the next minute, within half an hour, in which none does. */
export const crowdAnswer = z.object({ others: z.int().min(0), free: instant.nullable() });
export type Crowd = z.infer<typeof crowdAnswer>;
