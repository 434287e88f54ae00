import { RemoteProblem, joined, type RemoteFile } from './remote-folder.ts';

/** What stands in one folder of a server. */
export interface RemoteEntries {
  readonly files: readonly RemoteFile[];
  /** Names of folders; links to folders are none. */
  readonly folders: readonly string[];
}

interface Walk {
  readonly folder: string;
  readonly isDeep: boolean;
  /** Whole paths of folders that are left out: where files are moved to. */
  readonly without: readonly (string | null)[];
  /** Throws RemoteProblem. */
  readonly entriesIn: (folder: string) => Promise<RemoteEntries>;
}

const mostDepth = 30;
const mostFolders = 10_000;

/** The files of a folder and, if wanted, of those inside. One inside that the server does not show is left out; throws if the first cannot be read. */
export async function walk({ folder, isDeep, without, entriesIn }: Walk): Promise<RemoteFile[]> {
  const first = await entriesIn(folder);
  const files = [...first.files];
  if (!isDeep) return files;
  const skipped = new Set(without.flatMap((one) => (one === null ? [] : [plain(one)])));
  const inside = (where: string, names: readonly string[], depth: number) =>
    names.map((name) => ({ path: joined(where, name), depth })).filter(({ path }) => !skipped.has(plain(path)));
  const left = inside(folder, first.folders, 1);
  for (let seen = 0; left.length > 0 && seen < mostFolders; seen += 1) {
    const { path, depth } = left.pop()!;
    const found = await entriesIn(path).catch((error: unknown) => {
      if (error instanceof RemoteProblem && error.isRefusal) return null;
      throw error;
    });
    if (found === null) continue;
    files.push(...found.files);
    if (depth < mostDepth) left.push(...inside(path, found.folders, depth + 1));
  }
  return files;
}

const plain = (path: string): string => path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
