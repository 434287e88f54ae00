import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import type { RunEndTrigger } from '../../../contract/run-end-trigger.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { hasReference } from '../../../contract/vault-reference.ts';
import { checkFollowUps, type FollowUpContext, type NamedSchedule } from '../../domain/follow-up-check.ts';
import { asFollowUp } from '../../domain/run-end-trigger.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { FollowUpAsk, FollowUpCheckDeps } from './follow-up-ask.ts';

interface Asking {
  readonly ask: FollowUpAsk;
  readonly find: (name: string) => Promise<NamedSchedule | Translatable>;
  readonly context: Omit<FollowUpContext, 'process' | 'findSchedule'>;
}

/** Checks the triggers that are ends of other runs, as the follow-ups that they are; with IDs and names as they are stored. */
export async function checkRunEnds(
  deps: FollowUpCheckDeps,
  triggers: readonly ScheduleTrigger[],
  asking: Asking,
): Promise<{ readonly triggers: ScheduleTrigger[]; readonly errors: ErrorDetail[] }> {
  const errors: ErrorDetail[] = [];
  const checked: ScheduleTrigger[] = [];
  for (const [index, one] of triggers.entries()) {
    if (one.kind !== 'run-end') checked.push(one);
    else {
      const read = await checkOne(deps, one, `options.triggers.${index}`, asking);
      checked.push(read.trigger);
      errors.push(...read.errors);
    }
  }
  return { triggers: checked, errors };
}

async function checkOne(
  deps: FollowUpCheckDeps,
  trigger: RunEndTrigger,
  field: string,
  { ask, find, context }: Asking,
): Promise<{ readonly trigger: RunEndTrigger; readonly errors: readonly ErrorDetail[] }> {
  const heard = await heardOf(trigger, find, context);
  if (!('process' in heard)) return { trigger, errors: [errorDetail('OPTION_INVALID', `${field}.of`, heard)] };
  const own: NamedSchedule = {
    id: ask.schedule?.id ?? 'new',
    name: ask.schedule?.name ?? ask.process.name,
    process: ask.process.name,
    given: ask.given ?? [],
  };
  const { errors } = checkFollowUps([asFollowUp(trigger, own.id)], field, {
    ...context,
    process: heard.process,
    findProcess: (name) => (name === ask.process.name ? ask.process : context.findProcess(name)),
    findSchedule: () => own,
  });
  const { owner } = ask;
  const referring = Object.fromEntries(Object.entries(trigger.values).filter(([, value]) => hasReference(value)));
  const faults = [...errors, ...deps.vault.valueFaults({ process: ask.process, owner }, referring)];
  return {
    trigger: { ...trigger, of: heard.of },
    errors: faults.map((one) => ({ ...one, field: `${field}.${(one.field ?? 'values').replace(`${field}[0].`, '')}` })),
  };
}

async function heardOf(
  { of }: RunEndTrigger,
  find: Asking['find'],
  { findProcess }: Asking['context'],
): Promise<{ readonly of: RunEndTrigger['of']; readonly process: RpaProcess } | Translatable> {
  if (of.kind === 'process') {
    const process = findProcess(of.process);
    return process === null
      ? said`there is no process "${of.process}"`
      : { of: { kind: 'process', process: process.name }, process };
  }
  const found = await find(of.schedule);
  if (!('id' in found)) return found;
  const process = findProcess(found.process);
  return process === null
    ? said`the process of "${found.name}", "${found.process}", is gone`
    : { of: { kind: 'schedule', schedule: found.id }, process };
}
