import type { z } from 'zod';
import type { Crowd, crowdQuery, scheduleTimesBody, ScheduleTimes } from '../../../contract/schedule-preview.ts';

/** What is told of a plan that is not saved yet. */
export interface PreviewVerbs {
  /** When it would run. */
  times(question: z.infer<typeof scheduleTimesBody>): Promise<ScheduleTimes>;
  /** Who else starts then. */
  crowd(question: z.infer<typeof crowdQuery>): Promise<Crowd>;
}
