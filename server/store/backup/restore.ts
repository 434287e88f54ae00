import { chmod, copyFile, link, lstat, mkdir, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { detailOf } from '../../../contract/errors.ts';
import type { Notice } from '../../../contract/events.ts';
import type { Translatable } from '../../../contract/translatable.ts';
import { keyOfBackup } from './backup-key.ts';
import { backedUp, backupOf, backupsFolder, checkBackup, nameOfTime, unfinished } from './check-backup.ts';
import { markSuffix } from '../sqlite/commit-mark.ts';
import { hasCode, syncFolder, type Wait } from '../../durable-file.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';
import { dropMark, readMark, writeMark, type RestoreMark } from './restore-mark.ts';
import { makeFit } from './restored-database.ts';
import { sessionsFact } from '../facts.ts';

export interface RestoreOptions {
  readonly now: () => number;
  readonly wait: Wait;
}

export type RestoreEnd =
  | { readonly kind: 'done'; readonly backup: string; readonly kept: string | null }
  /** Nothing has changed. */
  | { readonly kind: 'refused'; readonly backup: string; readonly reason: Translatable | string };

/** The files of a data folder that store data. */
const remembered = [...backedUp, 'rota.db-wal', 'rota.json.bak'];

/**
 * Carries out a requested restore; null if there is none. The folder must be locked and none of its files open. It yields between
 * its steps: wherever it is interrupted, the next call continues safely. Until all new files are ready the former data is not
 * touched, so any fault is a refusal; after that it only renames.
 */
export async function* restoreSteps(home: string, options: RestoreOptions): AsyncGenerator<string, RestoreEnd | null> {
  let mark = await readMark(home);
  if (mark === null) return null;
  if (!mark.isReady) {
    try {
      mark = yield* makeReady(home, mark, options);
    } catch (error) {
      await forget(home, (await readMark(home))?.kept ?? null);
      const { said, message } = detailOf(error);
      return { kind: 'refused', backup: mark.backup, reason: said ?? message };
    }
  }
  const { backup, kept } = mark;
  // They belong to the old database; the new one was closed properly and has none.
  for (const file of ['rota.db-wal', 'rota.db-shm', `rota.db${markSuffix}`, 'rota.json.bak'])
    await rm(path.join(home, file), { force: true });
  for (const file of backedUp) {
    yield `put ${file} in its place`;
    const ready = path.join(stageOf(home), file);
    if (await exists(ready)) await renameStubbornly(ready, path.join(home, file), options.wait);
  }
  await syncFolder(home);
  yield 'forget that it was asked for';
  await rm(stageOf(home), { recursive: true, force: true });
  await dropMark(home);
  return { kind: 'done', backup, kept };
}

/** Carries out all steps of a requested restore. */
export async function finishRestore(home: string, options: RestoreOptions): Promise<RestoreEnd | null> {
  const steps = restoreSteps(home, options);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
  }
}

/** The notice for people about a restore that failed. */
export const refusalNotice = (
  { backup, reason }: { backup: string; reason: Translatable | string },
  at: number,
): Notice => ({
  id: `restore-refused-${at}`,
  kind: 'configuration',
  at,
  params: { what: 'restore-refused', backup, reason },
  runIds: [],
});

const stageOf = (home: string): string => path.join(home, 'restore.new');

async function* makeReady(
  home: string,
  mark: RestoreMark,
  { now, wait }: RestoreOptions,
): AsyncGenerator<string, RestoreMark> {
  await checkBackup(home, mark.backup);
  const chosen = await backupOf(home, mark.backup);
  const key = mark.key ?? (await keyOfBackup(chosen.folder, undefined));
  const kept = mark.kept ?? ((await hasAny(home)) ? await freeName(home, now()) : null);
  await writeMark(home, { ...mark, kept }, wait);

  yield 'copy the backup';
  const stage = stageOf(home);
  await rm(stage, { recursive: true, force: true });
  await mkdir(stage, { mode: 0o700 });
  for (const file of backedUp) {
    if (file === 'secret.key') await writeFile(path.join(stage, file), key, { mode: 0o600 });
    else await copyFile(path.join(chosen.folder, file), path.join(stage, file));
    await chmod(path.join(stage, file), 0o600);
  }
  yield 'make the copy fit';
  await makeFit(path.join(stage, 'rota.db'), {
    backup: mark.backup,
    madeAt: chosen.at,
    isKept: kept !== null,
    who: mark.who,
    owner: mark.owner,
    now: now(),
    sessions: (await exists(path.join(home, 'rota.db'))) ? presentSessions(home) : null,
  });
  for (const file of backedUp) await syncFile(path.join(stage, file));
  await syncFolder(stage);

  if (kept !== null) {
    yield 'keep what is there';
    await keep(home, path.join(backupsFolder(home), kept));
  }
  yield 'say that all is ready';
  // The key is among the ready files now, so the mark drops it.
  const { key: _key, ...asked } = mark;
  const ready = { ...asked, kept, isReady: true };
  await writeMark(home, ready, wait);
  yield 'begin to put it in place';
  return ready;
}

/** Hard links if the file system has them, else copies; the names in the folder stay. */
async function keep(home: string, folder: string): Promise<void> {
  const fresh = `${folder}${unfinished}`;
  await rm(folder, { recursive: true, force: true });
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  for (const file of remembered) {
    const from = path.join(home, file);
    if (!(await exists(from))) continue;
    const to = path.join(fresh, file);
    await link(from, to).catch(() => copyFile(from, to));
    await syncFile(to);
  }
  await syncFolder(fresh);
  await renameStubbornly(fresh, folder);
  await syncFolder(path.dirname(folder));
}

/** Undoes what a restore has made so far; hard links to files in use must not stay among the backups. */
async function forget(home: string, kept: string | null): Promise<void> {
  if (kept !== null) {
    const folder = path.join(backupsFolder(home), kept);
    for (const made of [folder, `${folder}${unfinished}`]) await rm(made, { recursive: true, force: true });
  }
  await rm(stageOf(home), { recursive: true, force: true });
  await dropMark(home);
}

/**
 * The present sessions, so that a restore signs nobody out and brings back nobody who had left. Opening also merges the log that a
 * killed Rota left. Null if the database cannot be read.
 */
function presentSessions(home: string): string | null {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(path.join(home, 'rota.db'));
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return String(db.prepare('SELECT value FROM fact WHERE name = ?').get(sessionsFact)?.['value'] ?? '') || null;
  } catch {
    return null;
  } finally {
    db?.close();
  }
}

async function freeName(home: string, at: number): Promise<string> {
  const name = nameOfTime(at);
  return (await exists(path.join(backupsFolder(home), name))) ? freeName(home, at + 1) : name;
}

async function hasAny(home: string): Promise<boolean> {
  const there = await Promise.all(backedUp.map((file) => exists(path.join(home, file))));
  return there.includes(true);
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );

/** Windows syncs only writable files; a read-only file was synced when it came. */
async function syncFile(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM')) throw error;
  }
}
