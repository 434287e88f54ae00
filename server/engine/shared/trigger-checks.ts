import { errorDetail, type ErrorDetail } from '../../../contract/errors.ts';
import type { HookTrigger } from '../../../contract/hook-trigger.ts';
import type { RpaProcess } from '../../../contract/process.ts';
import type { ScheduleTrigger } from '../../../contract/triggers.ts';
import { said } from '../../../contract/translatable.ts';
import { checkHookValues } from '../../domain/follow-up-check.ts';
import type { Owner } from '../../domain/owner.ts';
import type { EngineContext } from './engine-context.ts';
import { triggerSecretFaults } from './trigger-secrets.ts';
import { secretFaults } from './vault-text.ts';

interface CheckedOn {
  readonly process: RpaProcess;
  readonly owner: Owner | null;
  /** The names of the schedule's own values. */
  readonly given: readonly string[];
  /** The ID of the schedule; absent while it is not stored. */
  readonly schedule?: string | undefined;
}

/** Whether a trigger has more to check than its shape. */
export const isCheckedFurther = ({ kind }: ScheduleTrigger): boolean => kind !== 'file' && kind !== 'startup';

/** What is wrong with triggers beyond their shape: secrets that cannot be had, names that are taken, values that nothing gives. */
export async function furtherTriggerFaults(
  core: EngineContext,
  triggers: readonly ScheduleTrigger[],
  on: CheckedOn,
): Promise<ErrorDetail[]> {
  const faults: ErrorDetail[] = triggerSecretFaults(core.vault, triggers, on);
  for (const [index, trigger] of triggers.entries()) {
    const place = `options.triggers.${index}`;
    for (const [key, reference] of secretsOf(trigger)) {
      const field = `${place}.${key}`;
      faults.push(...secretFaults(core.vault, on, reference).map((one) => ({ ...one, field })));
    }
    if (trigger.kind === 'hook') faults.push(...(await hookFaults(core, trigger, place, triggers, on)));
  }
  return faults;
}

/** The references to the vault with which a trigger signs in, or checks who does. Mailboxes are checked with the draft. */
function secretsOf(trigger: ScheduleTrigger): readonly (readonly [key: string, reference: string])[] {
  const found =
    trigger.kind === 'hook'
      ? { secret: trigger.secret }
      : trigger.kind === 'ftp'
        ? { password: trigger.password }
        : trigger.kind === 'sftp'
          ? { password: trigger.password, privateKey: trigger.privateKey, passphrase: trigger.passphrase }
          : {};
  return Object.entries(found).flatMap(([key, reference]) => (reference === null ? [] : [[key, reference] as const]));
}

async function hookFaults(
  { store, vault }: EngineContext,
  trigger: HookTrigger,
  place: string,
  all: readonly ScheduleTrigger[],
  { process, owner, given, schedule }: CheckedOn,
): Promise<ErrorDetail[]> {
  const faults: ErrorDetail[] = [];
  const isNamed = (one: ScheduleTrigger) => one.kind === 'hook' && one.name === trigger.name;
  const others = (await store.triggers.hooked(trigger.name)).filter(
    ({ id, options }) => id !== schedule && (options.triggers ?? []).some(isNamed),
  );
  const [other] = others;
  if (other !== undefined)
    faults.push(
      errorDetail('NAME_TAKEN', `${place}.name`, said`belongs to the schedule "${other.name}": choose another name`),
    );
  else if (all.filter(isNamed).length > 1)
    faults.push(errorDetail('NAME_TAKEN', `${place}.name`, said`is the name of another hook of this schedule`));
  checkHookValues(trigger.values, process, given, (key, sentence) => {
    faults.push(errorDetail('OPTION_INVALID', `${place}.${key}`, sentence));
  });
  return [
    ...faults,
    ...vault
      .valueFaults({ process, owner }, trigger.values)
      .map((one) => ({ ...one, field: `${place}.${one.field ?? 'values'}` })),
  ];
}
