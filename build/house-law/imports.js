import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.join(import.meta.dirname, '..', '..');

/** Whether a file or folder is this place or lies in it; of `folder/*.ts` only what lies in it openly. */
export const isInside = (place, folder) =>
  folder.endsWith('/*.ts')
    ? path.posix.dirname(place) === path.posix.dirname(folder) && place.endsWith('.ts')
    : place === folder || place.startsWith(`${folder}/`);

/** What a node of the syntax tree imports or passes on, as it is written there; undefined for other nodes. */
export const importedBy = (node) => node.source?.value ?? node.argument?.literal?.value;

const known = new Map();

/** The files of ours that a file imports, types too; each absolute, and the place in its text. Read again when the file has changed. */
export function importsOf(file) {
  const { mtimeMs } = statSync(file);
  const before = known.get(file);
  if (before?.mtimeMs === mtimeMs) return before.imports;
  const imports = importsIn(readFileSync(file, 'utf8'), file);
  known.set(file, { mtimeMs, imports });
  return imports;
}

/** The same of a text that may not be written yet. */
export const importsIn = (text, file) =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && /\.(ts|tsx|mjs|js)$/.test(fileName))
    .map(({ fileName, pos }) => ({ target: path.resolve(path.dirname(file), fileName), pos }))
    .filter(({ target }) => statSync(target, { throwIfNoEntry: false })?.isFile() ?? false);
