import type { Dirent } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileCondition } from '../../contract/conditions.ts';
import { said, type Translatable } from '../../contract/translatable.ts';
import { fileNames } from '../domain/file-pattern.ts';
import { found, notFound, unknown, type Look } from './look.ts';

/** Since when files have looked the same, by their path: monotonic ms. It begins anew with each start of Rota. */
export interface StillFiles {
  /** How many seconds more this file has to look as it does; 0 = it is still. */
  secondsLeft(file: string, stamp: string, stillSeconds: number): number;
}

const mostRemembered = 10_000;
/** A folder with more entries is not read to its end. */
const mostEntries = 200_000;

export function createStillFiles(monotonic: () => number): StillFiles {
  const seen = new Map<string, { readonly stamp: string; readonly since: number }>();
  return {
    secondsLeft(file, stamp, stillSeconds) {
      const before = seen.get(file);
      const now = monotonic();
      if (before?.stamp !== stamp) {
        seen.delete(file);
        const [oldest] = seen.size < mostRemembered ? [] : seen.keys();
        if (oldest !== undefined) seen.delete(oldest);
        seen.set(file, { stamp, since: now });
        return stillSeconds;
      }
      return Math.max(0, stillSeconds - (now - before.since) / 1000);
    },
  };
}

/** Whether a file or folder of that name is there, and has not changed for long enough. Links count as what they lead to. */
export async function lookAtFile(condition: FileCondition, still: StillFiles, signal: AbortSignal): Promise<Look> {
  const { folder, pattern, what, not } = condition;
  const where = path.join(folder, pattern);
  const stillSeconds = not || what === 'folder' ? 0 : condition.stillSeconds;
  let growing: { readonly file: string; readonly left: number } | null = null;
  try {
    for await (const file of matching(condition, signal)) {
      if (stillSeconds === 0) return found(said`${path.relative(folder, file)} is in ${folder}`);
      const stamp = await stampOf(file);
      if (stamp === null) continue;
      const left = still.secondsLeft(file, stamp, stillSeconds);
      if (left <= 0) return found(said`${path.relative(folder, file)} is in ${folder}`);
      if (growing === null || left < growing.left) growing = { file, left };
    }
  } catch (error) {
    return unknown(cannotLook(error, folder));
  }
  if (growing !== null) {
    const seen = said`${path.basename(growing.file)} in ${folder} has not been the same for ${stillSeconds} s yet`;
    return { ...notFound(seen), againInSeconds: growing.left };
  }
  return notFound(what === 'file' ? said`no file matches ${where}` : said`no folder matches ${where}`);
}

async function* matching(
  { folder, pattern, what, subfolders }: FileCondition,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const isMeant = fileNames(pattern);
  const left = [path.resolve(folder)];
  let entries = 0;
  for (let isFirst = true; left.length > 0; isFirst = false) {
    const here = left.pop()!;
    const open = await opendir(here).catch((error: unknown) => {
      if (isFirst) throw error;
      return null;
    });
    if (open === null) continue;
    for await (const entry of open) {
      entries += 1;
      if (signal.aborted || entries > mostEntries) return;
      const whole = path.join(here, entry.name);
      if (subfolders && entry.isDirectory()) left.push(whole);
      if (isMeant(entry.name) && (await isKind(entry, whole, what))) yield whole;
    }
  }
}

async function isKind(entry: Dirent, whole: string, what: FileCondition['what']): Promise<boolean> {
  const facts = entry.isFile() || entry.isDirectory() ? entry : await stat(whole).catch(() => null);
  if (facts === null) return false;
  return what === 'file' ? facts.isFile() : facts.isDirectory();
}

async function stampOf(file: string): Promise<string | null> {
  const facts = await stat(file).catch(() => null);
  return facts && `${facts.size}:${facts.mtimeMs}`;
}

function cannotLook(error: unknown, folder: string): Translatable {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return said`the folder ${folder} is not there`;
    case 'ENOTDIR':
      return said`${folder} is no folder`;
    case 'EACCES':
    case 'EPERM':
      return said`the folder ${folder} may not be read by the user that Rota runs as`;
    default:
      return said`the folder ${folder} cannot be read (${code ?? 'EIO'})`;
  }
}
