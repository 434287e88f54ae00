import {
  conditions as conditionsSchema,
  manageOnly,
  type Condition,
  type StartConditions,
} from '../../../contract/conditions.ts';
import { errorDetail, RotaError, type ErrorDetail } from '../../../contract/errors.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { said } from '../../../contract/translatable.ts';
import { scheduleOptions, type ScheduleOptions } from '../../../contract/schedule.ts';
import type { Caller } from '../../people/caller.ts';
import { checkConditions } from '../shared/condition-checks.ts';
import type { EngineContext } from '../shared/engine-context.ts';

export interface AskedOptions {
  readonly then?: readonly FollowUp[] | undefined;
  readonly conditions?: StartConditions | undefined;
}

/** The options of one run that a person starts: what follows it, and what it waits for. Throws RotaError with every fault. */
export async function askedOptions(
  core: EngineContext,
  process: RpaProcess,
  { then = [], conditions }: AskedOptions,
  { owner, processes, account, scopes }: Caller,
): Promise<ScheduleOptions> {
  const options = scheduleOptions.parse({});
  if (then.length === 0 && conditions === undefined) return options;
  const ask = { process, owner, processes };
  const followed = then.length === 0 ? null : await core.checkFollowUps(then, { ...ask, field: 'then' });
  const wanted = Array.isArray(conditions) ? conditionsSchema.parse({ list: conditions }) : conditions;
  const waits = wanted === undefined ? null : await checkConditions(core, wanted, { ...ask, field: 'conditions' });
  const isOpen = account === undefined || scopes.includes('manage');
  const closed = isOpen ? [] : closedFaults(waits?.conditions.list ?? []);
  const [first, ...further] = [...(followed?.errors ?? []), ...(waits?.errors ?? []), ...closed];
  if (first) throw new RotaError([first, ...further]);
  return {
    ...options,
    ...(followed && { then: followed.followUps }),
    ...(waits && { conditions: waits.conditions }),
  };
}

/** Whoever may only start processes does not learn which files, programs and mails there are. */
const closedFaults = (list: readonly Condition[]): ErrorDetail[] =>
  list.flatMap(({ kind }, at) =>
    manageOnly.includes(kind)
      ? [
          errorDetail(
            'OPTION_INVALID',
            `conditions.list[${at}].kind`,
            said`tells what is on this computer: this needs the role editor`,
          ),
        ]
      : [],
  );
