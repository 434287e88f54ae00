import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import type { FollowUp } from '../../../contract/follow-up.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { hasReference } from '../../../contract/vault-reference.ts';
import { checkFollowUps, type NamedSchedule } from '../../domain/follow-up-check.ts';
import { isRunEnd } from '../../domain/run-end-trigger.ts';
import { findNamed, type CheckFollowUps, type FollowUpAsk, type FollowUpCheckDeps } from './follow-up-ask.ts';
import { findLoop } from './follow-up-loops.ts';
import { checkRunEnds } from './run-end-checks.ts';

/** Checks what is to follow, with everything that it names; all faults at once. */
export function createFollowUpChecks(deps: FollowUpCheckDeps): CheckFollowUps {
  async function named(name: string, { owner, processes }: FollowUpAsk): Promise<NamedSchedule | Translatable> {
    const found = await findNamed(deps, name);
    const all = ('id' in found ? [found] : found).filter(
      (one) => processes === null || (processes.includes(one.process) && one.owner === owner),
    );
    const [one] = all;
    if (one === undefined) return said`there is no schedule "${name}"`;
    if (all.length > 1) return said`several schedules are called "${name}": give the ID of one of them`;
    return { id: one.id, name: one.name, process: one.process, given: Object.keys(one.values) };
  }

  return async (list, ask) => {
    const names = new Map<string, NamedSchedule | Translatable>();
    for (const { then, alsoAfter } of list)
      for (const name of [...(then.kind === 'schedule' ? [then.schedule] : []), ...alsoAfter])
        if (!names.has(name)) names.set(name, await named(name, ask));
    const mayUse = (process: RpaProcess | null) =>
      process !== null && (ask.processes === null || ask.processes.includes(process.name)) ? process : null;
    const context = {
      findProcess: (name: string) => (name === ask.process.name ? ask.process : mayUse(deps.findProcess(name))),
      processNames: () => deps.processNames().filter((name) => ask.processes?.includes(name) ?? true),
      findWorker: deps.findWorker,
    };
    const { process } = ask;
    const findSchedule = (name: string) => names.get(name)!;
    const { followUps, errors } = checkFollowUps(list, ask.field, { ...context, process, findSchedule });
    const find = (name: string) => named(name, ask);
    const heard = await checkRunEnds(deps, ask.triggers ?? [], { ask, find, context });
    const further = [...heard.errors, ...vaultFaults(followUps, ask), ...alsoFaults(followUps, ask)];
    const way = await findLoop(deps, followUps, heard.triggers.filter(isRunEnd), ask);
    if (way !== null)
      further.push(
        errorDetail(
          'OPTION_INVALID',
          ask.field,
          said`leads back to where it begins, so that it would never end: ${way.map((name) => `"${name}"`).join(' → ')}`,
        ),
      );
    return { followUps, triggers: heard.triggers, errors: [...errors, ...further] };
  };

  function vaultFaults(list: readonly FollowUp[], { field, owner }: FollowUpAsk): ErrorDetail[] {
    return list.flatMap(({ then, values }, index) => {
      const process = then.kind === 'process' ? deps.findProcess(then.process) : null;
      const referring = Object.fromEntries(Object.entries(values).filter(([, value]) => hasReference(value)));
      if (Object.keys(referring).length === 0 || process === null) return [];
      return deps.vault
        .valueFaults({ process, owner }, referring)
        .map((one) => ({ ...one, field: `${field}[${index}].${one.field ?? 'values'}` }));
    });
  }
}

/** On a process it is not one schedule that the others would be waited for with. */
const alsoFaults = (list: readonly FollowUp[], { field, isOfProcess, schedule }: FollowUpAsk): ErrorDetail[] =>
  list.flatMap(({ alsoAfter }, index) => {
    const at = `${field}[${index}].alsoAfter`;
    if (alsoAfter.length > 0 && isOfProcess)
      return [errorDetail('OPTION_INVALID', at, said`is for schedules: a process has many of them`)];
    return schedule !== undefined && alsoAfter.includes(schedule.id)
      ? [errorDetail('OPTION_INVALID', at, said`names the schedule itself, which it follows anyway`)]
      : [];
  });
