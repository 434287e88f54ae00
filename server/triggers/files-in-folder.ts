import { opendir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { NameMatch } from '../domain/file-pattern.ts';

export interface FoundFile {
  /** The whole path. */
  readonly path: string;
  readonly bytes: number;
  /** Epoch ms. */
  readonly modifiedAt: number;
  /** Size and time in one text: another one after every change. */
  readonly stamp: string;
}

/** Called for each folder that can be read, before its files come. */
export type OnFolder = (folder: string) => Promise<void>;

export interface WhereToLook {
  readonly folder: string;
  readonly subfolders: boolean;
  readonly matches: NameMatch;
  /** Folders that are left out: where files are moved to. */
  readonly without: readonly string[];
}

/** So many files are asked for at once. */
const together = 32;

/**
 * The files of a folder that match, in slices, so that no list of them is held. Links to folders are not followed, those to files are. What
 * disappears meanwhile is left out. Throws the system's error if the folder itself cannot be read. `onFolder` is told of each folder.
 */
export async function* filesInFolder(
  { folder, subfolders, matches, without }: WhereToLook,
  onFolder: OnFolder = () => Promise.resolve(),
): AsyncGenerator<FoundFile[]> {
  const left = [path.resolve(folder)];
  const skipped = new Set(without.map((one) => path.resolve(one)));
  for (let isFirst = true; left.length > 0; isFirst = false) {
    const here = left.pop()!;
    const open = await opendir(here).catch((error: unknown) => {
      if (isFirst) throw error;
      return null;
    });
    if (open === null) continue;
    await onFolder(here);
    let slice: string[] = [];
    for await (const entry of open) {
      const whole = path.join(here, entry.name);
      if (entry.isDirectory()) {
        if (subfolders && !skipped.has(whole)) left.push(whole);
      } else if (matches(entry.name)) slice.push(whole);
      if (slice.length < together) continue;
      yield await asked(slice);
      slice = [];
    }
    if (slice.length > 0) yield await asked(slice);
  }
}

async function asked(paths: readonly string[]): Promise<FoundFile[]> {
  const found = await Promise.all(paths.map(foundFile));
  return found.filter((one) => one !== null);
}

/** Null if there is no such file. */
export async function foundFile(file: string): Promise<FoundFile | null> {
  const facts = await stat(file).catch(() => null);
  if (facts === null || !facts.isFile()) return null;
  const modifiedAt = Math.floor(facts.mtimeMs);
  return { path: file, bytes: facts.size, modifiedAt, stamp: `${facts.size}:${modifiedAt}` };
}
