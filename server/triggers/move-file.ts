import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, link, lstat, mkdir, open, rename, rm, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { foundFile, type FoundFile } from './files-in-folder.ts';

/** More files of one name than this are not looked for. */
const mostNumbers = 100_000;

/**
 * Moves a file into a folder, which is made if need be; a name that is taken gets a number: `a (2).xml`. Nothing is ever overwritten, and a move
 * that was cut off at any point is finished by the next call. Resolves to where it is now; null if it is gone, or another file than `stamp` says.
 * Throws the system's error, then the file is still where it was.
 */
export async function moveFile(file: string, stamp: string, into: string): Promise<string | null> {
  const present = await foundFile(file);
  if (present === null || present.stamp !== stamp) return null;
  await mkdir(into, { recursive: true });
  const { name, ext } = path.parse(file);
  for (let number = 1; number <= mostNumbers; number += 1) {
    const target = path.join(into, number === 1 ? `${name}${ext}` : `${name} (${number})${ext}`);
    if (await placed(present, target)) return target;
  }
  throw new Error(`${into} holds too many files of the name ${name}${ext}`);
}

/** False if the name is taken by another file. */
async function placed(file: FoundFile, target: string): Promise<boolean> {
  const there = await foundFile(target);
  if (there === null && (await lstat(target).catch(() => null)) !== null) return false;
  if (there !== null) {
    if (!(await isSame(file, there))) return false;
    await unlink(file.path);
    return true;
  }
  try {
    // A second name, then the first one goes: unlike a renaming it cannot overwrite.
    await link(file.path, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOENT' || code === 'ENOSPC') throw error;
    // Another file system, or one without second names.
    if (!(await copied(file, target))) return false;
  }
  await unlink(file.path);
  return true;
}

/** FAT keeps times in steps of two seconds, and Node 20 may set one that is a millisecond less; the content decides. */
const coarsestTimeMs = 2000;

/** Whether what lies there is what a move that was cut off has left: the same file under a second name, or a copy. */
async function isSame(file: FoundFile, there: FoundFile): Promise<boolean> {
  if (file.bytes !== there.bytes || Math.abs(file.modifiedAt - there.modifiedAt) > coarsestTimeMs) return false;
  const [own, other] = await Promise.all([lstat(file.path), lstat(there.path)]);
  if (own.ino === other.ino && own.dev === other.dev && own.ino !== 0) return own.nlink > 1;
  return (await digestOf(file.path)) === (await digestOf(there.path));
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** Under a name of its own first, so that half a copy is never taken for the file. False if the name was taken meanwhile. */
async function copied(file: FoundFile, target: string): Promise<boolean> {
  const draft = path.join(path.dirname(target), `.${path.basename(target).slice(0, 80)}.rota-moving`);
  await rm(draft, { force: true });
  try {
    await copyFile(file.path, draft, constants.COPYFILE_EXCL);
    const at = new Date(file.modifiedAt);
    await utimes(draft, at, at);
    const handle = await open(draft, 'r+');
    await handle.sync().finally(() => handle.close());
    await nameFreely(draft, target);
    return true;
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Gives the draft its name, if it is free. Throws EEXIST if not. */
async function nameFreely(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw error;
    // No second names here. The name is taken by an empty file first; only that one is replaced.
    const own = await open(target, 'wx');
    await own.close();
    await rename(draft, target);
    return;
  }
  await unlink(draft);
}
