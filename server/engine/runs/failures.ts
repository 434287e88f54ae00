import type { Outcome } from '../../../contract/run.ts';

/** Outcomes that say that something is wrong; what a person took back does not. */
export const failures: ReadonlySet<Outcome> = new Set(['failed', 'timed-out', 'interrupted']);
