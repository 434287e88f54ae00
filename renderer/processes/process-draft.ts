import type { FromCommandLine } from './command-line.ts';
import { defaultProcess, type ExitMeaning, type RpaProcess } from '../../contract/process.ts';

/** A process in the editor: texts as typed. */
export interface ProcessDraft {
  /** The stored definition; what the editor does not show is kept from here. */
  readonly process: RpaProcess;
  readonly kind: 'program' | 'script';
  /** The program or script, depending on `kind`. */
  readonly run: string;
  readonly env: string;
  readonly exitCodes: readonly { readonly code: string; readonly meaning: ExitMeaning }[];
}

export function draftOf(process: RpaProcess | null): ProcessDraft {
  const source = process ?? { ...defaultProcess, name: '' };
  return {
    process: source,
    kind: source.script === undefined ? 'program' : 'script',
    run: process === null ? '' : (source.script ?? source.command ?? ''),
    env: Object.entries(source.env)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    exitCodes: Object.entries(source.exitCodes).map(([code, meaning]) => ({ code, meaning })),
  };
}

/** The definition to send: without empty texts, arguments and exit codes. */
export function definitionOf({ process, kind, run, env, exitCodes }: ProcessDraft): Record<string, unknown> {
  const { command: _command, script: _script, ...rest } = process;
  const definition: Record<string, unknown> = {
    ...rest,
    name: process.name.trim(),
    ...(kind === 'script' ? { script: run.trim() } : { command: run.trim() }),
    args: process.args.filter((arg) => arg !== ''),
    env: Object.fromEntries(readEnv(env).pairs),
    exitCodes: Object.fromEntries(
      exitCodes.filter(({ code }) => code.trim() !== '').map((each) => [each.code.trim(), each.meaning]),
    ),
  };
  const isEmpty = (value: unknown) => value === undefined || (typeof value === 'string' && value.trim() === '');
  return Object.fromEntries(Object.entries(definition).filter(([, value]) => !isEmpty(value)));
}

/** The draft with what a command line says; a name and a title that were typed stay. */
export function filledIn(draft: ProcessDraft, found: FromCommandLine): ProcessDraft {
  const { cwd: _cwd, ...process } = draft.process;
  const name = process.name === '' ? found.name : process.name;
  const title = process.title ?? found.title;
  return {
    ...draft,
    kind: 'program',
    run: found.command,
    env: found.env.map(([variable, value]) => `${variable}=${value}`).join('\n'),
    process: {
      ...process,
      name,
      ...(title === '' || title === name ? {} : { title }),
      ...(found.cwd === null ? {} : { cwd: found.cwd }),
      args: [...found.args],
      parameters: { ...process.parameters, properties: { ...found.parameters } },
    },
  };
}

/** Parses lines of `NAME=value`; `wrongLine` counts from 1, null when all are valid. */
export function readEnv(text: string): { readonly pairs: [string, string][]; readonly wrongLine: number | null } {
  const pairs: [string, string][] = [];
  let wrongLine: number | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    if (at < 1) wrongLine ??= index + 1;
    else pairs.push([line.slice(0, at).trim(), line.slice(at + 1)]);
  }
  return { pairs, wrongLine };
}

/** The contract's rule for names. */
export const isProcessName = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name.trim());
