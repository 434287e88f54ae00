import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export const root = path.join(import.meta.dirname, '..', '..');

/** Whether a file or folder is this place or inside it; for `folder/*.ts` only files directly in it. */
export const isInside = (place, folder) =>
  folder.endsWith('/*.ts')
    ? path.posix.dirname(place) === path.posix.dirname(folder) && place.endsWith('.ts')
    : place === folder || place.startsWith(`${folder}/`);

/** The module that a syntax node imports or re-exports, as written; undefined for other nodes. */
export const importedBy = (node) => node.source?.value ?? node.argument?.literal?.value;

const known = new Map();

/** Our own files that a file imports, also for types; each absolute, with its position. Cached until the file changes. */
export function importsOf(file) {
  const { mtimeMs } = statSync(file);
  const before = known.get(file);
  if (before?.mtimeMs === mtimeMs) return before.imports;
  const imports = importsIn(readFileSync(file, 'utf8'), file);
  known.set(file, { mtimeMs, imports });
  return imports;
}

/** The same for a text that may not be saved yet. */
export const importsIn = (text, file) =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && /\.(ts|tsx|mjs|js)$/.test(fileName))
    .map(({ fileName, pos }) => ({ target: path.resolve(path.dirname(file), fileName), pos }))
    .filter(({ target }) => statSync(target, { throwIfNoEntry: false })?.isFile() ?? false);
