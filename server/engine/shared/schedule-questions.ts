import type { AboutSchedule, WhyAnswer } from '../../../contract/why.ts';

/** What is asked about one schedule. */
export interface ScheduleQuestions {
  about(id: string): Promise<AboutSchedule>;
  /** Why it ran, or did not, at a time as people write it. Throws BODY_INVALID for a text that is no time. */
  why(id: string, at: string): Promise<WhyAnswer>;
}
