import { rotaError } from '../../../contract/errors.ts';
import { keyOfBackup } from './backup-key.ts';
import { backupOf, checkBackup } from './check-backup.ts';
import { lockFolder } from '../folder/folder-lock.ts';
import { finishRestore, type RestoreEnd, type RestoreOptions } from './restore.ts';
import { writeMark } from './restore-mark.ts';

/**
 * Restores a backup into a data folder that no Rota has locked, also if its own database is damaged. Throws if the backup cannot be
 * restored.
 */
export async function restoreAtRest(
  home: string,
  {
    backup,
    who,
    passphrase,
  }: { readonly backup: string; readonly who: string; readonly passphrase?: string | undefined },
  options: RestoreOptions,
): Promise<RestoreEnd & { kind: 'done' }> {
  const lock = lockFolder(home, { now: options.now });
  try {
    // A restore that was begun is finished first.
    await finishRestore(home, options);
    await checkBackup(home, backup);
    const { folder, isSealed } = await backupOf(home, backup);
    const key = await keyOfBackup(folder, passphrase);
    await writeMark(
      home,
      { backup, who, owner: `person:${who}`, kept: null, isReady: false, ...(isSealed && { key }) },
      options.wait,
    );
    const end = await finishRestore(home, options);
    if (end?.kind === 'done') return end;
    const reason = end?.reason ?? '';
    throw typeof reason === 'string' ? new Error(reason) : rotaError('CONFLICT', reason);
  } finally {
    lock.release();
  }
}
