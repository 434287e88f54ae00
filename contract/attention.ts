import type { Outcome } from './run.ts';
import type { ScheduleRow } from './schedule.ts';

/** The run was due and did not start. `skipped` is not in the list: the schedule asked for it. */
export const didNotRun: readonly Outcome[] = ['missed', 'blocked', 'expired'];

/** A person should look at these: the run failed or did not start. `cancelled` is not in the list: somebody wanted it. */
export const failingOutcomes: readonly Outcome[] = ['failed', 'timed-out', 'interrupted', ...didNotRun];

type Row = Pick<ScheduleRow, 'lastRun' | 'state'>;

/** The rows of the filter "Failing"; page and server ask the same. What was seen is another question: `server/domain/attention.ts`. */
export const isFailing = ({ lastRun }: Row): boolean => lastRun !== null && failingOutcomes.includes(lastRun.outcome);

/** Attention is a state only of an active schedule; a paused or ended one shows that instead. */
export const needsAttention = (row: Row): boolean => row.state === 'active' && isFailing(row);
