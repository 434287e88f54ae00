import { RotaError } from '../../../contract/errors.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import type { Caller } from '../../people/caller.ts';
import { checkConditions } from '../shared/condition-checks.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** A start with the IDs of the schedules that it waits for. Throws RotaError with every fault of its conditions. */
export async function checkWaits(
  core: EngineContext,
  start: UnderstoodStart,
  { owner, processes }: Caller,
): Promise<UnderstoodStart> {
  const { options } = start;
  if (options.conditions === undefined) return start;
  const ask = { field: 'conditions', owner, processes };
  const { conditions, errors } = await checkConditions(core.store.schedules, options.conditions, ask);
  const [first, ...further] = errors;
  if (first) throw new RotaError([first, ...further]);
  return { ...start, options: { ...options, conditions } };
}
