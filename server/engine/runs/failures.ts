import type { Outcome } from '../../../contract/run.ts';

/** Outcomes that mean a fault; a run that a person cancelled is not one. */
export const failures: ReadonlySet<Outcome> = new Set(['failed', 'timed-out', 'interrupted']);
