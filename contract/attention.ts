import type { Outcome } from './run.ts';
import type { ScheduleRow } from './schedule.ts';

/** It was to run and did not. Skipped is what the schedule says itself. */
export const didNotRun: readonly Outcome[] = ['missed', 'blocked', 'expired'];

/** What a person should look at: it went wrong, or it did not run. Cancelled is what somebody wanted. */
export const failingOutcomes: readonly Outcome[] = ['failed', 'timed-out', 'interrupted', ...didNotRun];

type Row = Pick<ScheduleRow, 'lastRun' | 'state'>;

/** The rows of the filter "Failing", and those that the Overview counts; page and server ask the same. */
export const isFailing = ({ lastRun }: Row): boolean => lastRun !== null && failingOutcomes.includes(lastRun.outcome);

/** As a state of its own only where it goes on: a schedule that is paused or has ended says so. */
export const needsAttention = (row: Row): boolean => row.state === 'active' && isFailing(row);
