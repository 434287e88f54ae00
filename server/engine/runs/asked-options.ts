import { conditions as conditionsSchema, type StartConditions } from '../../../contract/conditions.ts';
import { RotaError } from '../../../contract/errors.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RpaProcess } from '../../../contract/process.ts';
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
  { owner, processes }: Caller,
): Promise<ScheduleOptions> {
  const options = scheduleOptions.parse({});
  if (then.length === 0 && conditions === undefined) return options;
  const ask = { process, owner, processes };
  const followed = then.length === 0 ? null : await core.checkFollowUps(then, { ...ask, field: 'then' });
  const wanted = Array.isArray(conditions) ? conditionsSchema.parse({ list: conditions }) : conditions;
  const waits = wanted === undefined ? null : await checkConditions(core, wanted, { ...ask, field: 'conditions' });
  const [first, ...further] = [...(followed?.errors ?? []), ...(waits?.errors ?? [])];
  if (first) throw new RotaError([first, ...further]);
  return {
    ...options,
    ...(followed && { then: followed.followUps }),
    ...(waits && { conditions: waits.conditions }),
  };
}
