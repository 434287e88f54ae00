import { manageOnly } from '../../../contract/conditions.ts';
import { errorDetail, RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import type { Caller } from '../../people/caller.ts';
import { checkConditions } from '../shared/condition-checks.ts';
import type { EngineContext } from '../shared/engine-context.ts';

/** A start with the IDs of the schedules that it waits for. Throws RotaError with every fault of its conditions. */
export async function checkWaits(
  core: EngineContext,
  start: UnderstoodStart,
  { kind, account, scopes, owner, processes }: Caller,
): Promise<UnderstoodStart> {
  const { options } = start;
  if (options.conditions === undefined) return start;
  const ask = { field: 'conditions', owner, processes, process: start.process };
  const { conditions, errors } = await checkConditions(core, options.conditions, ask);
  // Whoever may only start processes does not learn which files, programs and mails there are.
  const isOpen = (kind !== 'client' && account === undefined) || scopes.includes('manage');
  const closed = conditions.list.flatMap((one, at) =>
    isOpen || !manageOnly.includes(one.kind)
      ? []
      : [errorDetail('OPTION_INVALID', `conditions.list[${at}].kind`, said`needs a client with the scope "manage"`)],
  );
  const [first, ...further] = [...errors, ...closed];
  if (first) throw new RotaError([first, ...further]);
  return { ...start, options: { ...options, conditions } };
}
