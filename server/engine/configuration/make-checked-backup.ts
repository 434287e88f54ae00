import { lstat, rm } from 'node:fs/promises';
import path from 'node:path';
import { detailOf, rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { dailyPrefix, unfinished } from '../../store/backup/check-backup.ts';
import { writeChecked } from '../../store/backup/checked-mark.ts';
import { faultAt, freeBytesAt } from '../../store/backup/copy-backup.ts';
import { contentsOf, lacking, tryRestore } from '../../store/backup/try-restore.ts';
import { isKey } from '../../vault/secret-box.ts';
import type { DailyDeps } from './daily-deps.ts';
import { backUp } from './make-backup.ts';

const spareBytes = 16 * 1024 * 1024;

/** Makes a backup and restores it in a scratch folder; returns its name. One that is not whole is removed. */
export async function makeCheckedBackup({ core, parts }: Pick<DailyDeps, 'core' | 'parts'>): Promise<string> {
  const { home, key } = parts;
  const live = path.join(home, 'rota.db');
  await checkRoom(home, (await lstat(live)).size);
  const before = await contentsOf(live);
  const folder = await backUp({ home, key, store: core.store, clock: core.clock }, { prefix: dailyPrefix });
  try {
    const after = await contentsOf(live);
    const tried = await tryRestore(folder, `${folder}.check${unfinished}`);
    const problem = lacking(tried, before, after);
    if (problem !== null) throw rotaError('CONFLICT', problem);
    if (isKey(tried.key) && tried.key.trim() !== key.trim())
      throw rotaError('CONFLICT', said`the key in it is not the one that Rota uses`);
    await writeChecked(folder, { at: core.clock.now(), runs: tried.runs, schedules: tried.schedules });
    return path.basename(folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The backup, and for a moment the one restored of it. */
async function checkRoom(home: string, bytes: number): Promise<void> {
  const needed = 2 * bytes + spareBytes;
  const free = await freeBytesAt(home);
  if (free >= needed) return;
  const [has = 0, takes = 0] = [free, needed].map((one) => Math.ceil(one / 1024 / 1024));
  throw rotaError(
    'NO_ROOM',
    said`${home} has too little room: ${has} MB are free, a backup and its check take ${takes} MB`,
  );
}

/** What failed at a folder, as a sentence for people. */
export function problemAt(folder: string, error: unknown): Translatable {
  const { said: sentence } = detailOf(error);
  const isSystem = error instanceof Error && 'code' in error && 'syscall' in error;
  return isSystem || sentence === undefined ? faultAt(folder, error) : sentence;
}
