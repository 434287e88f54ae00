import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import type { Artifact } from '../../../contract/run.ts';

/** The limit of a list, because a robot may leave a million files. */
export const mostListed = 1000;

const artifactsIn = (runFolder: string) => path.join(runFolder, 'artifacts');

export interface FoundArtifact extends Artifact {
  readonly modifiedAt: number;
}

/** The files that a run left, also in subfolders. Links are left out, because they may point anywhere. */
export async function artifactsOf(runFolder: string): Promise<FoundArtifact[]> {
  const folder = artifactsIn(runFolder);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).slice(0, mostListed);
  const listed = await Promise.all(
    files.map(async (entry): Promise<FoundArtifact[]> => {
      const file = path.join(entry.parentPath, entry.name);
      // Deleted since, or its name is not valid text: it is left out.
      const found = await stat(file).catch(() => null);
      const name = path.relative(folder, file).replaceAll(path.sep, '/');
      return found === null ? [] : [{ name, bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) }];
    }),
  );
  return listed.flat();
}

/** The path of a file that the run left; names that lead elsewhere are not found. */
export async function artifactFile(runFolder: string, name: string): Promise<string> {
  const folder = artifactsIn(runFolder);
  try {
    const [root, file] = await Promise.all([realpath(folder), realpath(path.resolve(folder, name))]);
    if (file.startsWith(root + path.sep) && (await stat(file)).isFile()) return file;
  } catch {
    // It does not exist, or its name is invalid.
  }
  throw rotaError('NOT_FOUND', said`This run left no such file.`);
}
