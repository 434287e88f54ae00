import path from 'node:path';
import { said, TranslatableError } from '../../../contract/translatable.ts';
import type { ChildStart } from '../child-port.ts';
import { batchWords } from '../windows/batch-line.ts';
import { findWindowsProgram } from '../windows/programs.ts';

/** How a child is started on Windows, as options of Node's `spawn`. */
export interface WindowsStart {
  readonly file: string;
  readonly args: readonly string[];
  /** A console program gets a hidden console; a program with its own windows must not be started hidden. */
  readonly windowsHide: boolean;
  readonly windowsVerbatimArguments?: boolean;
}

/** The length limit of a Windows command line, with its terminating zero. */
const longestLine = 32_767;

/** @throws an error with code E2BIG, as on other systems: Windows' own code is about a file name. */
function refuseTooLong(file: string, args: readonly string[]): void {
  // Each with quotes and a blank; quotes that need escaping are left to the system.
  const length = args.reduce((sum, arg) => sum + arg.length + 3, file.length + 2);
  if (length >= longestLine) throw Object.assign(new Error('the command line is too long'), { code: 'E2BIG' });
}

/**
 * @throws SaidError if the file is not a program, or an argument cannot be passed to it. For a missing file the system reports the
 * error.
 */
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

/** Windows ignores the case of variable names. */
function variable(env: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(env).find(([each]) => each.toUpperCase() === name.toUpperCase())?.[1] ?? '';
}
