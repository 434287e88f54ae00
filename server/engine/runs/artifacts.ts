import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Artifact } from '../../../contract/run.ts';

/** More are not listed: a robot may leave a million. */
export const mostListed = 1000;

const artifactsIn = (runFolder: string) => path.join(runFolder, 'artifacts');

export interface FoundArtifact extends Artifact {
  readonly modifiedAt: number;
}

/** The files that a run left, with those in folders. Links are no files: they may point anywhere. */
export async function artifactsOf(runFolder: string): Promise<FoundArtifact[]> {
  const folder = artifactsIn(runFolder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).slice(0, mostListed);
  const listed = await Promise.all(
    files.map(async (entry): Promise<FoundArtifact[]> => {
      const file = path.join(entry.parentPath, entry.name);
      // Gone since, or a name that is no text: the rest is shown without it.
      const found = await stat(file).catch(() => null);
      const name = path.relative(folder, file).replaceAll(path.sep, '/');
      return found === null ? [] : [{ name, bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) }];
    }),
  );
  return listed.flat();
}

/** Where a file is that the run left; whatever else a name may lead to is not found. */
export async function artifactFile(runFolder: string, name: string): Promise<string> {
  const folder = artifactsIn(runFolder);
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(path.resolve(folder, name))]);
    if (file.startsWith(root + path.sep) && (await stat(file)).isFile()) return file;
  } catch {
    // Not there, or a name that cannot be one.
  }
  throw rotaError('NOT_FOUND', said`This run left no such file.`);
}
