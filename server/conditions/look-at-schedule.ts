import type { ScheduleCondition } from '../../contract/conditions.ts';
import { said } from '../../contract/translatable.ts';
import { found, notFound, unknown, type Look } from './look.ts';

/** The latest ended run of a schedule today: null if none has ended; or why the schedule is not known. */
export type LastToday =
  | { readonly name: string; readonly hasSucceeded: boolean | null }
  | { readonly name: null; readonly isSeveral: boolean };

export async function lookAtSchedule(
  { schedule }: ScheduleCondition,
  lastToday: (schedule: string) => Promise<LastToday>,
): Promise<Look> {
  const last = await lastToday(schedule);
  if (last.name === null)
    return unknown(
      last.isSeveral
        ? said`several schedules are called "${schedule}"`
        : said`there is no schedule "${schedule}" any more`,
    );
  const { name, hasSucceeded } = last;
  if (hasSucceeded === null) return notFound(said`"${name}" has not run to its end today`);
  return hasSucceeded
    ? found(said`the last run of "${name}" today succeeded`)
    : notFound(said`the last run of "${name}" today did not succeed`);
}
