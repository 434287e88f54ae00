import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import type { RpaProcess } from '../../../contract/process.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { definitionWarning, type DefinitionWarning } from '../../domain/definition-warnings.ts';
import { scriptFile } from '../../domain/own-script.ts';
import { findWindowsProgram } from '../../runner/windows/programs.ts';
import type { ProgramPlaces } from '../shared/program-places.ts';

/** What a definition needs and this computer lacks: folder, program, script. */
export async function missingOnDisk(
  definition: RpaProcess,
  places: ProgramPlaces,
): Promise<readonly DefinitionWarning[]> {
  const problems: DefinitionWarning[] = [];
  const say = (field: string, sentence: Translatable) => void problems.push(definitionWarning(field, sentence));
  if (definition.cwd !== undefined && !(await isFolder(definition.cwd)))
    say('cwd', said`there is no folder ${definition.cwd}`);
  const script = definition.script === undefined ? null : scriptFile(definition.script, places.processes ?? '');
  if (script !== null && !(await isFile(script))) say('script', said`there is no file ${script}`);
  if (definition.command !== undefined) {
    const found = await findProgram(definition.command, definition, places);
    if (found === 'missing') say('command', notFound(definition.command, definition));
    if (found === 'not-executable') say('command', said`"${definition.command}" is there, but may not be executed`);
    if (found === 'document')
      say(
        'command',
        said`"${definition.command}" is a document, which Windows does not start: give the program that reads it, and the file as the first argument`,
      );
  }
  return problems;
}

function notFound(command: string, { cwd }: RpaProcess): Translatable {
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
): Promise<'found' | 'missing' | 'not-executable' | 'document'> {
  const isWindows = places.platform === 'win32';
  const ownPath = Object.entries(definition.env).find(
    ([name]) => (isWindows ? name.toUpperCase() : name) === 'PATH',
  )?.[1];
  if (isWindows) {
    // The same search as at a start, so this check finds what a run would find.
    const found = findWindowsProgram(command, { cwd: definition.cwd ?? '', searchPath: ownPath ?? places.path });
    return found === null ? 'missing' : found.kind === 'document' ? 'document' : 'found';
  }
  const folders = hasFolder(command)
    ? [definition.cwd ?? '']
    : (ownPath ?? places.path).split(':').filter((folder) => folder !== '');
  let best: 'missing' | 'not-executable' = 'missing';
  for (const folder of folders) {
    const file = path.resolve(folder, command);
    if (!(await isFile(file))) continue;
    if (await mayExecute(file)) return 'found';
    best = 'not-executable';
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
