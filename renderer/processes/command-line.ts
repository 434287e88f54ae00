import { parse } from 'shell-quote';
import type { RpaProcess } from '../../contract/process.ts';
import type { FormParameter } from '../values/field-kind.ts';

/** What a sample command line says of a process; nothing of it is run. */
export interface FromCommandLine {
  /** Letters of the program or script, as an ID; '' if none can be made. */
  readonly name: string;
  readonly title: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string | null;
  readonly env: readonly (readonly [string, string])[];
  readonly parameters: RpaProcess['parameters']['properties'];
  readonly notes: readonly CommandNote[];
}

/** shell: it needs one; variables: only a shell fills them in; secret: it would stand readable in the process. */
export type CommandNote = 'shell' | 'variables' | 'secret';
export type CommandProblem = 'empty' | 'quotes' | 'several';

type Token = ReturnType<typeof parse>[number];

/** Reads a command line as somebody would paste it from a shell, a batch file or a manual. */
export function readCommandLine(text: string, platform: string): FromCommandLine | CommandProblem {
  const line = withoutPrompt(text);
  if (line === '') return 'empty';
  if (hasOpenQuote(line)) return 'quotes';
  const isWindows = looksLikeWindows(line, platform);
  const all = tokens(line, isWindows);
  const { cwd, env, words, notes, isSeveral } = steps(all);
  if (isSeveral) return 'several';
  const [command = '', ...rest] = words;
  if (command === '') return 'empty';
  const { fixed, given, script } = withScript(command, rest);
  const { args, parameters, hasSecret } = asParameters(given);
  const name = idOf(script ?? command);
  return {
    name,
    title: titleOf(name),
    command,
    args: [...fixed, ...args],
    cwd,
    env,
    parameters,
    notes: [
      ...notes,
      ...(words.some((word) => /\$\w|\$\{|%\w+%/.test(word)) ? (['variables'] as const) : []),
      ...(hasSecret || env.some(([variable]) => isSecretName(variable)) ? (['secret'] as const) : []),
    ],
  };
}

/** Without the prompt before it, and with its continued lines in one. */
const withoutPrompt = (text: string): string =>
  text
    .trim()
    .replace(/[ \t]*[\\^`]\r?\n[ \t]*/g, ' ')
    .replace(/^(?:PS [^>\n]*>|[A-Za-z]:[^>\n"]*>|\$|>)\s+/, '');

function hasOpenQuote(line: string): boolean {
  let open = '';
  for (const sign of line) {
    if (open === '' && (sign === '"' || sign === "'")) open = sign;
    else if (sign === open) open = '';
  }
  return open === '"';
}

const looksLikeWindows = (line: string, platform: string): boolean =>
  /(?:^|[\s"=])[A-Za-z]:\\|(?:^|[\s"])\\\\\w|%\w+%|\.(?:exe|bat|cmd)\b/i.test(line) ||
  (platform === 'win32' && !/\\[\s"'$]/.test(line));

/** Variables stay as they are written: their values are those of another moment. */
const tokens = (line: string, isWindows: boolean): Token[] =>
  parse(line, (variable) => `$${variable}`, isWindows ? { escape: '^' } : {});

interface Steps {
  readonly cwd: string | null;
  readonly env: readonly (readonly [string, string])[];
  readonly words: readonly string[];
  readonly notes: readonly CommandNote[];
  /** There is more than one program in it. */
  readonly isSeveral: boolean;
}

/** `cd folder && NAME=value program …`: the steps before the program, and the program's own words. */
function steps(all: readonly Token[]): Steps {
  const env: (readonly [string, string])[] = [];
  let cwd: string | null = null;
  let needsShell = false;
  let program: string[] | null = null;
  let isSeveral = false;
  for (const part of parts(all)) {
    needsShell ||= part.needsShell;
    const words = [...part.words];
    while (words[0] !== undefined && (assignment.test(words[0]) || /^(?:export|set|env)$/i.test(words[0]))) {
      const [, name, value] = assignment.exec(words.shift() ?? '') ?? [];
      if (name !== undefined) env.push([name, value ?? '']);
    }
    if (/^(?:cd|chdir|pushd)$/i.test(words[0] ?? '')) cwd = words.filter((word) => !/^\/d$/i.test(word))[1] ?? cwd;
    else if (words.length > 0 && program !== null) isSeveral = true;
    else if (words.length > 0) program = words;
  }
  return { cwd, env, words: program ?? [], notes: needsShell ? ['shell'] : [], isSeveral };
}

const assignment = /^([A-Za-z_]\w*)=(.*)$/s;

/** Between `&&`, `;` and `&`. A pipe or a redirection ends what a process can hold. */
function parts(all: readonly Token[]): { words: string[]; needsShell: boolean }[] {
  const found: { words: string[]; needsShell: boolean }[] = [{ words: [], needsShell: false }];
  for (const token of all) {
    const last = found.at(-1)!;
    if (typeof token === 'string') {
      if (!last.needsShell) last.words.push(token);
    } else if ('pattern' in token) last.words.push(token.pattern);
    else if ('op' in token) {
      if (['&&', ';', '&'].includes(token.op)) found.push({ words: [], needsShell: false });
      else last.needsShell = true;
    }
  }
  return found.filter(({ words }) => words.length > 0);
}

const interpreters =
  /(?:^|[\\/])(?:python[\d.]*|pythonw|py|node|ruby|perl|php|java|Rscript|bash|sh|pwsh|powershell)(?:\.exe)?$/i;
const takesScript = /^(?:-m|-jar|-f|-File)$/i;

/** An interpreter's own words up to its script are no values. */
function withScript(command: string, rest: readonly string[]) {
  if (!interpreters.test(command)) return { fixed: [], given: rest, script: null };
  let at = 0;
  while (at < rest.length && rest[at]!.startsWith('-')) {
    if (takesScript.test(rest[at]!)) return ofScript(rest, at + 1);
    if (/^-(?:X|W|ExecutionPolicy|cp|classpath)$/i.test(rest[at]!)) at += 1;
    at += 1;
  }
  return ofScript(rest, at);
}

const ofScript = (rest: readonly string[], at: number) => ({
  fixed: rest.slice(0, at + 1),
  given: rest.slice(at + 1),
  script: rest[at] ?? null,
});

/** Values become parameters with the value as their default; switches stay arguments. */
function asParameters(given: readonly string[]) {
  const args: string[] = [];
  const parameters: Record<string, FormParameter> = {};
  let hasSecret = false;
  function put(wanted: string, value: string): string {
    let name = wanted;
    for (let n = 2; Object.hasOwn(parameters, name); n += 1) name = `${wanted}${n}`;
    parameters[name] = { ...kindOf(value), title: titleOf(name) };
    return `{{${name}}}`;
  }
  for (let at = 0; at < given.length; at += 1) {
    const word = given[at]!;
    const [, flag, value] = /^(--?[A-Za-z][\w-]*)=(.*)$/s.exec(word) ?? [];
    const name = nameOf(flag ?? word);
    const next = given[at + 1];
    if (flag === undefined && !isFlag(word)) args.push(put(positionalName(word), word));
    else if (flag !== undefined || (next !== undefined && !isFlag(next))) {
      // A secret goes to a program by its environment; in an argument others on the computer can see it.
      if (isSecretName(name)) {
        hasSecret = true;
        parameters[name] = { type: 'string', format: 'password', title: titleOf(name) };
      } else args.push(...(flag === undefined ? [word, put(name, next ?? '')] : [`${flag}=${put(name, value ?? '')}`]));
      if (flag === undefined) at += 1;
    } else args.push(word);
  }
  return { args, parameters: parameters as RpaProcess['parameters']['properties'], hasSecret };
}

const isFlag = (word: string): boolean => /^(?:--?[A-Za-z]|\/[A-Za-z?]$)/.test(word);
const isSecretName = (name: string): boolean => /pass(?:word|wd|phrase)?$|secret|token|api[_-]?key/i.test(name);

/** `--output-folder` → outputFolder */
const nameOf = (flag: string): string =>
  flag.replace(/^[-/]+/, '').replace(/[-_]+([A-Za-z0-9])/g, (_, sign: string) => sign.toUpperCase());

function positionalName(word: string): string {
  if (/^https?:\/\//.test(word)) return 'url';
  if (/^[^\s@]+@[^\s@]+\.\w+$/.test(word)) return 'email';
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return 'date';
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return 'number';
  if (/[\\/]$/.test(word)) return 'folder';
  if (/[\\/]|\.\w{1,5}$/.test(word)) return 'file';
  return 'value';
}

function kindOf(value: string): FormParameter {
  if (/^-?(?:0|[1-9]\d{0,14})$/.test(value)) return { type: 'integer', default: Number(value) };
  if (/^-?\d{1,10}\.\d{1,5}$/.test(value)) return { type: 'number', default: Number(value) };
  if (/^(?:true|false)$/.test(value)) return { type: 'boolean', default: value === 'true' };
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return { type: 'string', format: 'date', default: value };
  if (/^(?:\/|\.{1,2}\/|~\/|[A-Za-z]:\\|\\\\)/.test(value)) return { type: 'string', format: 'path', default: value };
  return { type: 'string', default: value };
}

/** The file's name without folder and ending. */
const idOf = (file: string): string =>
  (file.split(/[\\/]/).pop() ?? '')
    .replace(/\.(?:exe|bat|cmd|sh|py|pyw|mjs|cjs|js|ps1|jar|rb|pl|php|R)$/i, '')
    .replace(/[^\p{L}\p{N} ._-]/gu, '')
    .replace(/^[ ._-]+/, '')
    .slice(0, 100);

/** `outputFolder` and `output-folder` → “Output folder” */
function titleOf(name: string): string {
  const words = name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
