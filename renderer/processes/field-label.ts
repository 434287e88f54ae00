import type { RpaProcess } from '../../contract/process.ts';
import type { ProcessWords } from '../words/en/processes.ts';
import type { Speech } from '../words/words.tsx';

/** The editor's label for a key of a definition: `args[1]` is "Argument 2". A key without a label stays as it is. */
export function fieldLabel(field: string, words: ProcessWords, say: Speech['say']): string {
  const { basics, command, editor, limits, outputs } = words;
  const labels: Readonly<Record<keyof RpaProcess, string>> = {
    name: basics.id,
    title: basics.title,
    description: basics.description,
    icon: basics.icon,
    tags: basics.tags,
    folder: basics.folder,
    enabled: basics.enabled,
    command: command.programLabel,
    script: command.scriptLabel,
    args: command.args,
    cwd: command.cwd,
    env: command.env,
    parameters: editor.parameters,
    usesDesktop: limits.desktop,
    maxConcurrent: limits.atOnce,
    timeoutSeconds: limits.timeout,
    graceSeconds: limits.grace,
    limits: editor.limits,
    idleMinutes: limits.idle,
    stdin: outputs.stdin,
    exitCodes: outputs.exitCodes,
    preset: outputs.preset,
    mergeOutput: outputs.merge,
    encoding: outputs.encoding,
    maxLogMegabytes: limits.maxLog,
    callbackUrl: outputs.callback,
    then: editor.then,
  };
  const [, key = field, rest = ''] = /^(\w+)[.[]?(.*?)\]?$/.exec(field) ?? [];
  if (!Object.hasOwn(labels, key)) return field;
  if (key === 'then' && rest !== '') return `${editor.then} ${Number.parseInt(rest, 10) + 1}`;
  if (key === 'args' && rest !== '') return say(command.arg, { n: Number(rest) + 1 });
  if (key === 'exitCodes' && rest !== '') return `${outputs.code} ${rest}`;
  return key === 'env' && rest !== '' ? rest : labels[key as keyof RpaProcess];
}
