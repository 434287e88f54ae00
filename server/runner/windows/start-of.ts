import path from 'node:path';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { ChildStart } from '../spawn/child-port.ts';
import { batchWords } from './batch-line.ts';
import { findWindowsProgram } from './programs.ts';

/** How a child is started on Windows, in the words of Node's `spawn`. */
export interface WindowsStart {
  readonly file: string;
  readonly args: readonly string[];
  /** A console program gets a console that nobody sees; a program with windows of its own must not be told to hide them. */
  readonly windowsHide: boolean;
  readonly windowsVerbatimArguments?: boolean;
}

/** A command line of Windows holds so many signs, its end among them. */
const longestLine = 32_767;

/** @throws an error of code E2BIG, as other systems say it: Windows' own word for it speaks of a file name. */
function refuseTooLong(file: string, args: readonly string[]): void {
  // Each in quotes, with a blank; signs that must be quoted once more are left to the system.
  const length = args.reduce((sum, arg) => sum + arg.length + 3, file.length + 2);
  if (length >= longestLine) throw Object.assign(new Error('the command line is too long'), { code: 'E2BIG' });
}

/** @throws SaidError where the program is none, or an argument cannot be given to it. What is not there is left to the system to say. */
export function startOf(start: ChildStart): WindowsStart {
  refuseTooLong(start.program, start.args);
  return startIn(start);
}

function startIn({ kind, program, args, cwd, env }: ChildStart): WindowsStart {
  if (kind === 'script') return { file: process.execPath, args: [program, ...args], windowsHide: true };
  const found = findWindowsProgram(program, { cwd, searchPath: variable(env, 'PATH') });
  switch (found?.kind) {
    case undefined:
      return { file: program, args, windowsHide: true };
    case 'document':
      throw new TranslatableError(
        said`"${program}" is a document, and Windows starts only programs (.exe, .com) and batch files (.bat, .cmd): give the program that reads it as "command", and the file as the first of "args".`,
      );
    case 'batch': {
      const shell = path.win32.join(variable(env, 'SystemRoot') || 'C:\\Windows', 'System32', 'cmd.exe');
      return { file: shell, args: batchWords(found.file, args), windowsHide: true, windowsVerbatimArguments: true };
    }
    case 'console':
    case 'gui':
      return { file: found.file, args, windowsHide: found.kind === 'console' };
  }
}

/** Windows does not go by the case of a variable's name. */
function variable(env: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(env).find(([each]) => each.toUpperCase() === name.toUpperCase())?.[1] ?? '';
}
