import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { StorageAnswer } from '../../../contract/upkeep.ts';
import type { Store } from '../../store/store.ts';

/** Looking at more files would keep the disk busy for a figure that is only read. */
const mostFiles = 20_000;

/** What the data folder holds now, newest days first. */
export async function storageUse(home: string, store: Store): Promise<StorageAnswer> {
  const database = await Promise.all(['rota.db', 'rota.db-wal'].map((name) => bytesOf(path.join(home, name))));
  const root = path.join(home, 'runs');
  let runBytes = 0;
  let files = 0;
  for (const day of (await readdir(root).catch(() => [])).sort().reverse()) {
    if (files >= mostFiles) break;
    const entries = await readdir(path.join(root, day), { recursive: true, withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isFile()).slice(0, mostFiles - files);
    files += names.length;
    const sizes = await Promise.all(names.map((entry) => bytesOf(path.join(entry.parentPath, entry.name))));
    runBytes += sum(sizes);
  }
  return { ...store.retention.kept(), databaseBytes: sum(database), runBytes, isAtLeast: files >= mostFiles };
}

const bytesOf = (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => 0,
  );
const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
