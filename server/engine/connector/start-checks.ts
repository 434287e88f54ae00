import { errorDetail, RotaError, type ErrorDetail } from '../../../contract/errors.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { said } from '../../../contract/translatable.ts';
import type { UnderstoodStart } from '../../domain/start/start-body.ts';
import { inStart } from '../../domain/start/start-triggers.ts';
import { chooseComputer, needsOneComputer } from '../../domain/trigger-faults.ts';
import type { Caller } from '../../people/caller.ts';
import type { Roster } from '../configuration/roster.ts';
import type { EngineContext } from '../shared/engine-context.ts';
import { furtherTriggerFaults } from '../shared/trigger-checks.ts';

/** What follows a start, and what starts it besides its plan, with names as they are stored. Throws RotaError with every fault. */
export async function checkStart(
  core: EngineContext,
  roster: Pick<Roster, 'isFleet' | 'all'>,
  start: UnderstoodStart,
  caller: Caller,
): Promise<UnderstoodStart> {
  const { process, options, values } = start;
  const { then, triggers } = options;
  if (then === undefined && triggers === undefined) return start;
  const { owner, processes } = caller;
  // What is missing altogether is told at the values.
  const given = [...Object.keys(values), ...(process.parameters.required ?? [])];
  const ask = { field: 'then', process, owner, processes, given, triggers: triggers ?? [] };
  const { followUps, triggers: checked, errors } = await core.checkFollowUps(then ?? [], ask);
  const further = await furtherTriggerFaults(core, triggers ?? [], { process, owner, given });
  const [first, ...more] = [
    ...errors,
    ...further,
    ...rightFaults(triggers ?? [], caller),
    ...computerFaults(triggers ?? [], start, roster),
  ].map(asOfStart);
  if (first) throw new RotaError([first, ...more]);
  return {
    ...start,
    options: { ...options, ...(then && { then: followUps }), ...(triggers && { triggers: checked }) },
  };
}

/** In a start they stand as `triggers[0].…`. */
function asOfStart(one: ErrorDetail): ErrorDetail {
  if (one.field === null) return one;
  const field = inStart(one.field);
  return field === one.field ? one : { ...one, field, message: one.message.replace(one.field, field) };
}

/** Whoever may only start processes does not reach into the folders of this computer, nor into other servers. */
const rightFaults = (triggers: readonly ScheduleTrigger[], { kind, account, scopes }: Caller): ErrorDetail[] =>
  (kind === 'client' || account !== undefined) && !scopes.includes('manage')
    ? triggers.flatMap((one, at) =>
        one.kind === 'run-end' || one.kind === 'hook'
          ? []
          : [errorDetail('OPTION_INVALID', `triggers[${at}].kind`, said`needs a client with the scope "manage"`)],
      )
    : [];

const computerFaults = (
  triggers: readonly ScheduleTrigger[],
  { worker }: UnderstoodStart,
  roster: Pick<Roster, 'isFleet' | 'all'>,
): ErrorDetail[] =>
  needsOneComputer(triggers) && roster.isFleet && !roster.all().some(({ id }) => id === worker)
    ? [errorDetail('OPTION_INVALID', 'worker', chooseComputer)]
    : [];
