import { closeSync, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { systemFolder } from './kernel.ts';

/** How Windows would treat a file that is given as a program. */
export type ProgramKind = 'console' | 'gui' | 'batch' | 'document';

export interface FoundProgram {
  /** With its full path. */
  readonly file: string;
  readonly kind: ProgramKind;
}

/** Extensions that can be started directly, in Windows' search order. */
const startable = ['.com', '.exe', '.bat', '.cmd'];

type Exists = (file: string) => boolean;

/**
 * Finds the file of a command on Windows: as written if it has a folder, else in the working folder, then along the PATH. A name without an extension
 * is searched with those that can be started; a file that is not a program is a document. Null if nothing is found.
 */
export function findWindowsProgram(
  command: string,
  { cwd, searchPath }: { readonly cwd: string; readonly searchPath: string },
  isFile: Exists = isFileThere,
  read: (file: string) => Buffer | null = readHead,
): FoundProgram | null {
  const hasFolder = /[\\/]/.test(command) || /^[a-z]:/i.test(command);
  const folders = hasFolder ? [cwd] : [cwd, ...searchPath.split(';').map(unquoted)].filter((folder) => folder !== '');
  const ending = path.win32.extname(command).toLowerCase();
  const endings = startable.includes(ending) ? [''] : startable;
  for (const folder of folders) {
    for (const each of endings) {
      const file = resolve(folder, command + each);
      if (isFile(file)) return { file, kind: kindOf(file, read) };
    }
  }
  for (const folder of hasFolder || ending !== '' ? folders : []) {
    const file = resolve(folder, command);
    if (isFile(file)) return { file, kind: kindOf(file, read) };
  }
  return null;
}

/**
 * The full path of a program of Windows itself, as `whoami.exe`. By its name alone Windows would look in the working folder first, and along a PATH on which
 * others may have programs of this name, as Git for Windows does. The name alone if the folder is unknown.
 */
export function systemProgram(name: string, folder: string | null = systemFolder()): string {
  return folder === null ? path.win32.basename(name) : path.win32.join(folder, name);
}

/** For `systemProgram`. */
export const powershell = 'WindowsPowerShell\\v1.0\\powershell.exe';

const resolve = (folder: string, name: string): string =>
  folder.startsWith('/') || name.startsWith('/') ? path.resolve(folder, name) : path.win32.resolve(folder, name);
const unquoted = (folder: string): string => folder.trim().replace(/^"(.*)"$/, '$1');

function kindOf(file: string, read: (file: string) => Buffer | null): ProgramKind {
  const ending = path.win32.extname(file).toLowerCase();
  if (ending === '.bat' || ending === '.cmd') return 'batch';
  if (ending === '.com') return 'console';
  const head = read(file);
  // A file that cannot be read may still be started, such as the links of store apps.
  if (head === null) return startable.includes(ending) ? 'gui' : 'document';
  return subsystemOf(head) ?? (ending === '.exe' ? 'console' : 'document');
}

const guiSubsystem = 2;

/** By the header of a program (PE): `gui` opens its own windows, `console` gets a console. Null if it is not a program. */
export function subsystemOf(head: Buffer): 'gui' | 'console' | null {
  if (head.length < 0x40 || head.toString('latin1', 0, 2) !== 'MZ') return null;
  const at = head.readUInt32LE(0x3c);
  // Signature of 4 bytes, file header of 20, then the optional header, which has the subsystem at offset 68.
  if (at + 94 > head.length || head.toString('latin1', at, at + 4) !== 'PE\0\0') return null;
  return head.readUInt16LE(at + 92) === guiSubsystem ? 'gui' : 'console';
}

function isFileThere(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

function readHead(file: string): Buffer | null {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(file, 'r');
    const head = Buffer.alloc(4096);
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
  } catch {
    return null;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
