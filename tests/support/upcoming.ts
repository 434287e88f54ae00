import { upcomingInSteps } from '../../server/domain/time/plan-times.ts';

/** The next due times, computed without yielding to the event loop. */
export function upcoming(...asked: Parameters<typeof upcomingInSteps>): number[] {
  const steps = upcomingInSteps(...asked);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
