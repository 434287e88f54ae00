import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import { hasCode, syncFolder, writeFresh, type Wait } from '../../durable-file.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

const markShape = z.object({
  /** The name of the backup. */
  backup: z.string(),
  who: z.string(),
  /** The identity of `who`; older builds wrote none. */
  owner: z.string().default('person:unknown'),
  /** The backup of the former data, once its name is chosen. */
  kept: z.string().nullable(),
  /** The text of its key, if it was encrypted with a passphrase: the next start cannot ask for that. Removed with the mark. */
  key: z.string().optional(),
  /** The new files are ready, and the former data is backed up. */
  isReady: z.boolean(),
});

/** A restore that the next start carries out. */
export type RestoreMark = z.infer<typeof markShape>;

const markOf = (home: string): string => path.join(home, 'restore.json');

export async function readMark(home: string): Promise<RestoreMark | null> {
  const file = markOf(home);
  try {
    return markShape.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    const why = error instanceof Error ? error.message : String(error);
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be read: ${why}. It says which backup is to be restored: delete it to start with what is there.`,
      null,
      error,
    );
  }
}

/** Durable once it resolves. */
export async function writeMark(home: string, mark: z.input<typeof markShape>, wait: Wait): Promise<void> {
  const file = markOf(home);
  await writeFresh(`${file}.new`, `${JSON.stringify(mark)}\n`);
  await renameStubbornly(`${file}.new`, file, wait);
  await syncFolder(home);
}

export async function dropMark(home: string): Promise<void> {
  await rm(markOf(home), { force: true });
  await syncFolder(home);
}
