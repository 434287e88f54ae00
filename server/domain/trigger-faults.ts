import type { MailTrigger } from '../../contract/mail-trigger.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { isSecret } from '../../contract/process.ts';
import type { RemoteTrigger } from '../../contract/remote-trigger.ts';
import type { FileTrigger, ScheduleTrigger, TriggerKind } from '../../contract/triggers.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { mailboxFaults } from './mailbox-faults.ts';

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
    const faults = faultsOf(trigger, place, process);
    if (ids.indexOf(trigger.id) !== at)
      faults.push({ field: `${place}.id`, sentence: said`Another trigger has the ID "${trigger.id}".` });
    return faults;
  });
}

function faultsOf(trigger: ScheduleTrigger, place: string, process: RpaProcess | null): TriggerFault[] {
  switch (trigger.kind) {
    case 'file':
      return fileFaults(trigger, place, process);
    case 'mail':
      return mailFaults(trigger, place, process);
    case 'sftp':
    case 'ftp':
      return remoteFaults(trigger, place, process);
    case 'startup':
    case 'logon':
    case 'unlock':
    case 'idle':
    case 'run-end':
    case 'hook':
      return [];
  }
}

function fileFaults(trigger: FileTrigger, place: string, process: RpaProcess | null): TriggerFault[] {
  const { valueName } = trigger;
  const faults = valueName === null ? [] : parameterFaults(`${place}.valueName`, valueName, process);
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

function mailFaults(trigger: MailTrigger, place: string, process: RpaProcess | null): TriggerFault[] {
  const { values, folder, doneFolder, failedFolder } = trigger;
  const faults = Object.entries(values).flatMap(([fact, name]) =>
    parameterFaults(`${place}.values.${fact}`, name, process),
  );
  const names = Object.values(values);
  for (const [fact, name] of Object.entries(values))
    if (names.indexOf(name) !== Object.keys(values).indexOf(fact))
      faults.push({
        field: `${place}.values.${fact}`,
        sentence: said`"${name}" gets something else of the mail already. Choose another parameter.`,
      });
  for (const { key, sentence } of mailboxFaults(trigger)) faults.push({ field: `${place}.${key}`, sentence });
  for (const [key, into] of [
    ['doneFolder', doneFolder],
    ['failedFolder', failedFolder],
  ] as const)
    if (into !== null && into.toLowerCase() === folder.toLowerCase())
      faults.push({
        field: `${place}.${key}`,
        sentence: said`Mails that are done cannot go where they come from. Choose another folder.`,
      });
  return faults;
}

function remoteFaults(trigger: RemoteTrigger, place: string, process: RpaProcess | null): TriggerFault[] {
  const { valueName, afterwards, doneFolder, failedFolder, folder } = trigger;
  const faults = valueName === null ? [] : parameterFaults(`${place}.valueName`, valueName, process);
  if (trigger.kind === 'sftp' && trigger.password === null && trigger.privateKey === null)
    faults.push({
      field: `${place}.password`,
      sentence: said`A password or a private key is needed, as a reference to the vault.`,
    });
  if (afterwards === 'move' && doneFolder === null)
    faults.push({ field: `${place}.doneFolder`, sentence: said`Say where files go whose run has succeeded.` });
  for (const [key, into] of Object.entries({ doneFolder, failedFolder }))
    if (into !== null && plain(into) === plain(folder))
      faults.push({
        field: `${place}.${key}`,
        sentence: said`Files that are done cannot go where they come from. Choose another folder.`,
      });
  return faults;
}

/** The parameter that is to get something must be there, and be no secret: what arrives stands in the run for people to see. */
function parameterFaults(field: string, name: string, process: RpaProcess | null): TriggerFault[] {
  if (process === null) return [];
  const { properties } = process.parameters;
  const parameter = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (parameter === undefined)
    return [{ field, sentence: said`The process has no parameter "${name}". Choose one of its own.` }];
  return isSecret(parameter) ? [{ field, sentence: said`"${name}" is a secret: a path does not go there.` }] : [];
}

/** The parameters that get their value from a trigger: a schedule that has no other way to start needs none for them. */
export const givenByTriggers = (triggers: readonly ScheduleTrigger[]): ReadonlySet<string> =>
  new Set(
    triggers.flatMap((one) => {
      if (one.kind === 'mail') return Object.values(one.values);
      if (one.kind === 'run-end' || one.kind === 'hook') return Object.keys(one.values);
      return 'valueName' in one && one.valueName !== null ? [one.valueName] : [];
    }),
  );

const ofOneComputer: readonly TriggerKind[] = ['file', 'mail', 'sftp', 'ftp', 'startup', 'logon', 'unlock', 'idle'];

/** Triggers of which one computer takes care: where the folder is, where Rota starts, where somebody sits, who asks the mail server. */
export const needsOneComputer = (triggers: readonly ScheduleTrigger[]): boolean =>
  triggers.some(({ kind }) => ofOneComputer.includes(kind));

/** What to do where such a schedule is for any computer, or for a group. */
export const chooseComputer = said`Choose the computer: a folder, a mailbox, a server with files, the desktop and the start of Rota belong to one computer, not to any or to a group.`;
