import { closeSync, constants, fsyncSync, openSync } from 'node:fs';
import { copyFile, link, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { renameStubbornly } from './stubborn-rename.ts';

/** Detects a change of a file without reading it. */
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

/** Resolves after `ms` of the caller's clock. */
export type Wait = (ms: number) => Promise<void>;

/**
 * Replaces `file` atomically: after a crash at any moment it has the old text or the new one; the old one stays as `.bak`.
 * `mayReplace` is called last, once the new text is durable; if it throws, nothing has changed.
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

/** Writes a new file, durable once resolved, for its owner only. */
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

/** Gives the old file a second name; on file systems without hard links (FAT, some shares), a copy. */
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
    // Renaming a file to another name of the same file does nothing and leaves both names.
    await rm(second, { force: true });
  }
}

const cannotSyncFolders = ['EPERM', 'EACCES', 'EISDIR', 'EINVAL', 'ENOTSUP'];

/** Flushes a folder: without it a crash may undo the rename. Some systems (Windows) cannot do it. */
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

/** The same, synchronous: for files that are made before anything runs. */
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
