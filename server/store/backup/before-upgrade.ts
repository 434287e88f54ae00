import { chmod, copyFile, lstat, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../log.ts';
import { backedUp, backupsFolder, beforeUpgrade, nameOfTime, unfinished } from './check-backup.ts';
import { askInThread } from '../sqlite/database-thread.ts';
import { syncFolder } from '../../durable-file.ts';
import { newestVersion } from '../sqlite/migrations.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

/** How many of them are kept, because the disk is limited. */
const keptUpgrades = 3;

/**
 * Before this Rota migrates the database to a newer version, makes a backup that the older Rota can restore. Without room for it the
 * upgrade continues with a line in the log, because robots must not wait for it. Resolves to the name of the backup, or null if
 * there was nothing to back up.
 */
export async function backUpBeforeUpgrade(home: string, now: number, log: Log): Promise<string | null> {
  const file = path.join(home, 'rota.db');
  const version = await versionOf(file);
  if (version === null || version < 1 || version >= newestVersion) return null;
  const name = `${beforeUpgrade}${nameOfTime(now)}`;
  const folder = path.join(backupsFolder(home), name);
  const fresh = `${folder}${unfinished}`;
  try {
    await mkdir(fresh, { recursive: true, mode: 0o700 });
    await askInThread(file, 'VACUUM INTO ?', path.join(fresh, 'rota.db'));
    for (const one of backedUp) {
      const copy = path.join(fresh, one);
      if (one !== 'rota.db') await copyFile(path.join(home, one), copy);
      await chmod(copy, 0o600);
    }
    await renameStubbornly(fresh, folder);
    await syncFolder(backupsFolder(home));
    await dropOlder(home);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    log.error('no backup could be made before the database is brought to a newer version', { version, error });
    return null;
  }
  log.info('the database is brought to a newer version; as it was it is kept as a backup', { version, backup: name });
  return name;
}

/** The version of the tables; null if there is no database yet, or it cannot be read; opening it reports the fault. */
export async function versionOf(file: string): Promise<number | null> {
  const facts = await lstat(file).catch(() => null);
  if (facts === null || facts.size === 0) return null;
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

/** The names of these backups, in order of time. */
export async function upgradesOf(home: string): Promise<string[]> {
  const names = await readdir(backupsFolder(home)).catch(() => []);
  return names.filter((name) => name.startsWith(beforeUpgrade) && !name.endsWith(unfinished)).sort();
}

async function dropOlder(home: string): Promise<void> {
  for (const name of (await upgradesOf(home)).slice(0, -keptUpgrades))
    await rm(path.join(backupsFolder(home), name), { recursive: true, force: true });
}
