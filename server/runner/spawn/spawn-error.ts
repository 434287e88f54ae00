import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ExitFacts } from '../../../contract/run.ts';
import { inEnglish, said, TranslatableError, type Translatable } from '../../../contract/translatable.ts';
import { isShort } from '../../domain/shortage.ts';
import type { ChildStart } from '../child-port.ts';

/** One sentence on why a program could not be started and what to do; it names the program, never values. */
export function spawnErrorOf(
  error: unknown,
  start: ChildStart,
  platform: NodeJS.Platform = process.platform,
): NonNullable<ExitFacts['spawnError']> {
  if (error instanceof TranslatableError) return { code: 'EINVAL', message: error.message, said: error.said };
  const code = (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
  const sentence = sentenceOf(code, start, error, platform);
  return { code, message: inEnglish(sentence), said: sentence };
}

/** Why the host could not start, so that the program was not started either. */
export function runnerErrorOf(how: string, error: unknown): NonNullable<ExitFacts['spawnError']> {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'RUNNER';
  const sentence = isShort(code)
    ? said`the computer has no room for another program now (${code})`
    : said`what starts programs could not begin itself (${how})`;
  return { code, message: inEnglish(sentence), said: sentence };
}

/** Why the folder of a run cannot be used; without it the program could not write anything. */
export function folderErrorOf(code: string, folder: string): NonNullable<ExitFacts['spawnError']> {
  const sentence = said`it was not started: its folder ${folder} cannot be written (${code})`;
  return { code, message: inEnglish(sentence), said: sentence, place: 'folder' };
}

function sentenceOf(code: string, { program, cwd, kind }: ChildStart, error: unknown, platform: string): Translatable {
  const name = kind === 'script' ? said`script "${program}"` : said`program "${program}"`;
  if ((code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') && !isFolder(cwd)) {
    return said`${name} was not started: its working folder "${cwd}" does not exist: create it, or change "cwd".`;
  }
  switch (code) {
    case 'ENOENT':
      if (platform !== 'win32' && program.includes('/')) return notStarted(name, path.resolve(cwd, program));
      return said`${name} was not found: give its full path or put it on the PATH.`;
    case 'EFTYPE':
      return said`${name} is not a program that this Windows can run: it is damaged, or made for another system or processor.`;
    case 'EACCES':
    case 'EPERM':
      if (platform === 'win32')
        return said`${name} was not started: Windows does not let this user run it (rights of the file, a policy, a virus scanner), or it asks for an administrator.`;
      return said`${name} may not be run: make it executable (chmod +x), or give the program that reads it as "command".`;
    case 'ENOEXEC':
      return said`${name} is not a program this computer can run: give the program that reads it as "command", or a build for this system.`;
    case 'E2BIG':
    case 'ENAMETOOLONG':
      return said`${name} was not started: its arguments and environment are larger than the system allows. Read large values from the file named by ROTA_INPUT instead.`;
    case 'EINVAL':
      return said`${name} was not started: the system refuses its name, folder or environment.`;
    case 'ERR_INVALID_ARG_VALUE':
      return said`${name} was not started: an argument, a value or its environment holds a NUL character.`;
    case 'EAGAIN':
    case 'ENOMEM':
    case 'EMFILE':
    case 'ENFILE':
      return said`${name} was not started: the computer has no room for another program now (${code}).`;
    default:
      return said`${name} was not started: ${code}: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** If the file exists, something else was not found: the interpreter in its first line, or the loader. */
function notStarted(name: Translatable, file: string): Translatable {
  const begin = beginningOf(file);
  if (begin === null) return said`${name} was not found: give its full path or put it on the PATH.`;
  const reader = /^#!\s*([^\s]+)(.*)/.exec(begin);
  if (reader === null)
    return said`${name} is not a program this computer can run: give the program that reads it as "command", or a build for this system.`;
  if (/^[^\n]*\r\n/.test(begin))
    return said`${name} was not started: its lines end as on Windows (CRLF), which its first line must not: save it with the line ends of Unix (LF).`;
  return said`${name} was not started: "${reader[1] ?? ''}", which its first line names, does not exist: install it, or correct that line.`;
}

/** The first bytes of a file; null if there is none. */
function beginningOf(file: string): string | null {
  try {
    const bytes = Buffer.alloc(256);
    const opened = openSync(file, 'r');
    try {
      return bytes.subarray(0, readSync(opened, bytes)).toString('latin1');
    } finally {
      closeSync(opened);
    }
  } catch {
    return null;
  }
}

function isFolder(folder: string): boolean {
  try {
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
