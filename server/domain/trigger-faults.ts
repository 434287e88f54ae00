import type { RpaProcess } from '../../contract/process.ts';
import { isSecret } from '../../contract/process.ts';
import type { FileTrigger, ScheduleTrigger, TriggerKind } from '../../contract/triggers.ts';
import { said, type Translatable } from '../../contract/translatable.ts';

export interface TriggerFault {
  /** Of the form: `options.triggers.0.folder`. */
  readonly field: string;
  readonly sentence: Translatable;
}

/** What is wrong with the triggers of a schedule, everything at once. */
export function triggerFaults(triggers: readonly ScheduleTrigger[], process: RpaProcess | null): TriggerFault[] {
  const ids = triggers.map(({ id }) => id);
  return triggers.flatMap((trigger, at) => {
    const place = `options.triggers.${at}`;
    const faults = trigger.kind === 'file' ? fileFaults(trigger, place, process) : [];
    if (ids.indexOf(trigger.id) !== at)
      faults.push({ field: `${place}.id`, sentence: said`Another trigger has the ID "${trigger.id}".` });
    return faults;
  });
}

function fileFaults(trigger: FileTrigger, place: string, process: RpaProcess | null): TriggerFault[] {
  const faults: TriggerFault[] = [];
  const { valueName } = trigger;
  const parameters = process?.parameters.properties ?? {};
  if (valueName !== null && process !== null) {
    const parameter = Object.hasOwn(parameters, valueName) ? parameters[valueName] : undefined;
    if (parameter === undefined)
      faults.push({
        field: `${place}.valueName`,
        sentence: said`The process has no parameter "${valueName}". Choose one of its own.`,
      });
    else if (isSecret(parameter))
      faults.push({
        field: `${place}.valueName`,
        sentence: said`"${valueName}" is a secret: a path does not go there.`,
      });
  }
  for (const key of ['doneFolder', 'failedFolder'] as const)
    if (trigger[key] !== null && plain(trigger[key]) === plain(trigger.folder))
      faults.push({
        field: `${place}.${key}`,
        sentence: said`Files that are done cannot go where they come from. Choose another folder.`,
      });
  return faults;
}

const plain = (folder: string): string =>
  folder
    .replaceAll('\\', '/')
    .replace(/\/+$/, '')
    .replace(/\/{2,}/g, '/');

/** The parameters that get their value from a trigger: a schedule that has no other way to start needs none for them. */
export const givenByTriggers = (triggers: readonly ScheduleTrigger[]): ReadonlySet<string> =>
  new Set(
    triggers.flatMap((one) =>
      one.kind === 'run-end' || one.kind === 'hook'
        ? Object.keys(one.values)
        : one.kind === 'file' && one.valueName !== null
          ? [one.valueName]
          : [],
    ),
  );

const ofOneComputer: readonly TriggerKind[] = ['file', 'startup', 'logon', 'unlock', 'idle'];

/** Triggers of which one computer takes care: where the folder is, where Rota starts, where somebody sits. */
export const needsOneComputer = (triggers: readonly ScheduleTrigger[]): boolean =>
  triggers.some(({ kind }) => ofOneComputer.includes(kind));
