import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RpaProcess } from '../../../contract/process.ts';
import { said, type Said } from '../../../contract/said.ts';
import { oddity, type Oddity } from '../../domain/oddities.ts';

/** Where programs are looked for: the environment's PATH and, on Windows, PATHEXT. */
export interface ProgramPlaces {
  readonly platform: NodeJS.Platform;
  readonly path: string;
  readonly pathExt: string;
}

/** What of a definition is not there on this computer: folder, program, script. */
export async function missingOnDisk(definition: RpaProcess, places: ProgramPlaces): Promise<readonly Oddity[]> {
  const problems: Oddity[] = [];
  const say = (field: string, sentence: Said) => void problems.push(oddity(field, sentence));
  if (definition.cwd !== undefined && !(await isFolder(definition.cwd)))
    say('cwd', said`there is no folder ${definition.cwd}`);
  if (definition.script !== undefined && !(await isFile(definition.script)))
    say('script', said`there is no file ${definition.script}`);
  if (definition.command !== undefined) {
    const found = await findProgram(definition.command, definition, places);
    if (found === 'missing') say('command', notFound(definition.command, definition));
    if (found === 'not-executable') say('command', said`"${definition.command}" is there, but may not be executed`);
  }
  return problems;
}

function notFound(command: string, { cwd }: RpaProcess): Said {
  if (path.isAbsolute(command)) return said`no program "${command}" was found at that path`;
  if (!hasFolder(command)) return said`no program "${command}" was found on the PATH`;
  return cwd === undefined
    ? said`no program "${command}" was found in the folder it would run in`
    : said`no program "${command}" was found in ${cwd}`;
}

const hasFolder = (command: string): boolean => /[\\/]/.test(command);

async function findProgram(
  command: string,
  definition: RpaProcess,
  places: ProgramPlaces,
): Promise<'found' | 'missing' | 'not-executable'> {
  const isWindows = places.platform === 'win32';
  const ownPath = Object.entries(definition.env).find(
    ([name]) => (isWindows ? name.toUpperCase() : name) === 'PATH',
  )?.[1];
  const folders = hasFolder(command)
    ? [definition.cwd ?? '']
    : (ownPath ?? places.path).split(isWindows ? ';' : ':').filter((folder) => folder !== '');
  const endings = isWindows ? ['', ...places.pathExt.split(';').filter((ending) => ending !== '')] : [''];
  let best: 'missing' | 'not-executable' = 'missing';
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.resolve(folder, command + ending);
      if (!(await isFile(file))) continue;
      if (isWindows || (await mayExecute(file))) return 'found';
      best = 'not-executable';
    }
  }
  return best;
}

async function isFile(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isFile() ?? false;
}

async function isFolder(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null))?.isDirectory() ?? false;
}

async function mayExecute(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
