import type { ScheduleRow } from './schedule.ts';

/** The process that comes in the box, on which the first steps are shown. */
export const exampleProcess = 'OneStepNotepadRunner';

/** What it is run with. */
export const exampleValues = { userName: 'Ada', userSurname: 'Lovelace' };

/** The schedule of the first steps: one that only waits for a call, before any other of the example. */
export function exampleIn<Row extends Pick<ScheduleRow, 'process' | 'plan' | 'state'>>(
  rows: readonly Row[],
): Row | undefined {
  const own = rows.filter(({ process, state }) => process === exampleProcess && state !== 'ended');
  return own.find(({ plan }) => plan.kind === 'call') ?? own[0];
}
