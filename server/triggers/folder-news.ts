import { watch, type FSWatcher } from 'node:fs';
import { stat } from 'node:fs/promises';

/** What the system tells of changes in folders: a reason to look sooner, never the truth. */
export interface FolderNews {
  /** Listens to a folder from now on; again if another folder is there under its name. */
  follow(folder: string): Promise<void>;
  close(): void;
}

/** Each folder takes something of the system; the folders beyond are only looked at. */
const mostFolders = 200;

export function createFolderNews(changed: () => void): FolderNews {
  let isClosed = false;
  const listening = new Map<string, { readonly inode: bigint; readonly watcher: FSWatcher }>();

  function leave(folder: string): void {
    listening.get(folder)?.watcher.close();
    listening.delete(folder);
  }

  return {
    async follow(folder) {
      try {
        const inode = (await stat(folder, { bigint: true })).ino;
        if (isClosed || listening.get(folder)?.inode === inode) return;
        leave(folder);
        if (listening.size >= mostFolders) return;
        const watcher = watch(folder, { persistent: false }, changed);
        // A network drive that went away, or too many watches: looking goes on.
        watcher.on('error', () => leave(folder));
        listening.set(folder, { inode, watcher });
      } catch {
        leave(folder);
      }
    },
    close() {
      isClosed = true;
      for (const folder of [...listening.keys()]) leave(folder);
    },
  };
}
