import type { ScheduleRow } from './schedule.ts';

/** The process that Rota ships with, used in the first steps. */
export const exampleProcess = 'OneStepNotepadRunner';

export const exampleValues = { userName: 'Ada', userSurname: 'Lovelace' };

/** The schedule for the first steps: one that only waits for a call, else any other of the example. */
export function exampleIn<Row extends Pick<ScheduleRow, 'process' | 'plan' | 'state'>>(
  rows: readonly Row[],
): Row | undefined {
  const own = rows.filter(({ process, state }) => process === exampleProcess && state !== 'ended');
  return own.find(({ plan }) => plan.kind === 'call') ?? own[0];
}
