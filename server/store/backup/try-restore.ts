import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { askEachInThread, askInThread } from '../sqlite/database-thread.ts';
import { openStore } from '../sqlite/open-store.ts';
import { keyOfBackup } from './backup-key.ts';
import { inspectBackup, urlOf } from './check-backup.ts';

/** How much is in a database. `lastRun` and `lastAudit` never go back. */
export interface Contents {
  readonly runs: number;
  readonly schedules: number;
  readonly lastRun: number;
  readonly lastAudit: number;
}

export interface Tried extends Contents {
  /** The text of its key. */
  readonly key: string;
}

const contents = `SELECT (SELECT count(*) FROM run) || ' ' || (SELECT count(*) FROM schedule) || ' ' ||
  (SELECT ifnull(max(seq), 0) FROM run) || ' ' || (SELECT ifnull(max(seq), 0) FROM audit)`;

/** Counts in a thread, also in a database that is in use. Throws SQLite's error. */
export async function contentsOf(file: string): Promise<Contents> {
  const [runs = 0, schedules = 0, lastRun = 0, lastAudit = 0] = String(await askInThread(file, contents))
    .split(' ')
    .map(Number);
  return { runs, schedules, lastRun, lastAudit };
}

/**
 * Restores the backup in `folder` into `scratch`, as a restore would: its key is opened, its database copied, brought to this version,
 * opened, read whole for damage and counted. The scratch folder is removed, whatever comes of it. Throws CONFLICT with the fault, and
 * BODY_INVALID if the passphrase is missing or wrong.
 */
export async function tryRestore(folder: string, scratch: string, passphrase?: string): Promise<Tried> {
  const { problem } = await inspectBackup(folder);
  if (problem !== null) throw faultOf(folder, problem);
  const key = await keyOfBackup(folder, passphrase);
  const file = path.join(scratch, 'rota.db');
  try {
    const inBackup = await contentsOf(urlOf(path.join(folder, 'rota.db')));
    await rm(scratch, { recursive: true, force: true });
    await mkdir(scratch, { recursive: true, mode: 0o700 });
    await copyFile(path.join(folder, 'rota.db'), file);
    await chmod(file, 0o600);
    await openOnce(file);
    const [whole] = await askEachInThread([{ file, sql: 'PRAGMA integrity_check(1)' }]);
    if (whole?.value !== 'ok')
      throw faultOf(folder, said`its database is damaged (${String(whole?.message ?? whole?.value)})`);
    const restored = await contentsOf(file);
    if (restored.runs !== inBackup.runs || restored.schedules !== inBackup.schedules)
      throw faultOf(
        folder,
        said`restored there are ${restored.runs} runs and ${restored.schedules} schedules in it, in the backup ${inBackup.runs} and ${inBackup.schedules}`,
      );
    return { ...restored, key };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function openOnce(file: string): Promise<void> {
  const store = openStore(file);
  try {
    await store.schedules.earliest();
  } finally {
    store.close();
  }
}

const faultOf = (folder: string, problem: Translatable): Error =>
  rotaError('CONFLICT', said`The backup in ${folder} cannot be restored: ${problem}`);

/** What a backup lacks of the database that it was made of, by the counts before and after; null if nothing. */
export function lacking(found: Contents, before: Contents, after: Contents): Translatable | null {
  const { runs, schedules, lastRun, lastAudit } = found;
  const isQuiet =
    before.lastRun === after.lastRun && before.runs === after.runs && before.schedules === after.schedules;
  // While it is in use rows come and go between the counts; the newest ones only come.
  const isWhole =
    lastRun >= before.lastRun &&
    lastRun <= after.lastRun &&
    lastAudit >= before.lastAudit &&
    lastAudit <= after.lastAudit &&
    (!isQuiet || (runs === before.runs && schedules === before.schedules));
  if (isWhole) return null;
  return said`there are ${runs} runs and ${schedules} schedules in it, in the database ${after.runs} and ${after.schedules}`;
}
