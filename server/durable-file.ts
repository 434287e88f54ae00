import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { copyFile, link, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { renameStubbornly } from './stubborn-rename.ts';

/** Tells one content of a file from another without reading it. */
export interface FileMark {
  readonly inode: bigint;
  readonly modifiedNs: bigint;
  readonly bytes: bigint;
}

/** The mark of a file, or null where there is none. */
export async function markOf(file: string): Promise<FileMark | null> {
  try {
    const facts = await stat(file, { bigint: true });
    return { inode: facts.ino, modifiedNs: facts.mtimeNs, bytes: facts.size };
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

export function isSameMark(one: FileMark | null, other: FileMark | null): boolean {
  if (one === null || other === null) return one === other;
  return one.inode === other.inode && one.modifiedNs === other.modifiedNs && one.bytes === other.bytes;
}

export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code);
}

/** Resolves after `ms`: the caller's clock. */
export type Wait = (ms: number) => Promise<void>;

/**
 * Replaces `file` so that after a crash at any moment it holds the old text or the new, whole; the old one stays as `.bak`.
 * `mayReplace` is asked at the last moment, once the new text is safely on disk; what it throws leaves everything as it was.
 */
export async function replaceFile(
  file: string,
  text: string,
  options: { wait: Wait; mayReplace: () => Promise<void> },
): Promise<FileMark | null> {
  const fresh = `${file}.new`;
  try {
    await writeFresh(fresh, text);
    const mark = await markOf(fresh);
    await options.mayReplace();
    await keepAsBackup(file, options.wait);
    await renameStubbornly(fresh, file, options.wait);
    await syncFolder(path.dirname(file));
    return mark;
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A file that was not there before, on disk once it resolves, for its owner only. */
export async function writeFresh(fresh: string, text: string): Promise<void> {
  await rm(fresh, { force: true });
  const handle = await open(fresh, 'wx', 0o600);
  try {
    await handle.writeFile(text, 'utf8');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Gives the old file a second name; where the file system has no hard links (FAT, some shares), a copy. */
async function keepAsBackup(file: string, wait: Wait): Promise<void> {
  const second = `${file}.bak.new`;
  await rm(second, { force: true });
  try {
    await link(file, second);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return;
    if (hasCode(error, 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO')) throw error;
    await copyFile(file, second, constants.COPYFILE_EXCL);
  }
  try {
    await renameStubbornly(second, `${file}.bak`, wait);
  } finally {
    // Renaming one name of a file onto another name of the same file does nothing and leaves both.
    await rm(second, { force: true });
  }
}

const cannotSyncFolders = ['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP'];

/** Without it a crash may undo the rename. Some systems (Windows) cannot sync a folder. */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!hasCode(error, ...cannotSyncFolders)) throw error;
  }
}

/** The same, at once: for what is made before anything runs. */
export function syncFolderNow(folder: string): void {
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!hasCode(error, ...cannotSyncFolders)) throw error;
  }
}
