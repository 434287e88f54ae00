import { access, chmod, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { BackupsAnswer } from '../../../contract/backups.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';
import {
  backedUp,
  backupOf,
  backupsFolder,
  checkBackup,
  listBackups,
  nameOfTime,
  unfinished,
  type BackupLooks,
} from '../../store/backup/check-backup.ts';
import { keyOfBackup, sealedKeyName, sealKey } from '../../store/backup/backup-key.ts';
import { syncFile } from '../../store/backup/copy-backup.ts';
import { syncFolder, type Wait } from '../../durable-file.ts';
import { dropMark, readMark, writeMark } from '../../store/backup/restore-mark.ts';
import type { Store } from '../../store/store.ts';
import type { Audit } from '../../people/audit.ts';
import type { Clock } from '../../clock.ts';
import { whoIs } from '../shared/audit-and-notices.ts';
import type { BackupVerbs } from '../shared/backup-verbs.ts';
import type { DailyBackupWork } from './daily-deps.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

/** Backups of everything but logs and files of runs, and the one that the next start restores. */
export function createBackups(deps: {
  readonly home: string;
  /** The key of the data folder in base64, however its file is kept. */
  readonly key: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly daily: DailyBackupWork;
}): BackupVerbs {
  const { home, clock, audit, daily } = deps;
  const makeNext = oneAtATime((passphrase: string | undefined) => backUp(deps, { passphrase }));
  const looks: BackupLooks = new Map();
  const wait: Wait = (ms) => new Promise((resolve) => void clock.after(ms, resolve));

  async function pending(): Promise<BackupsAnswer['pending']> {
    const mark = await readMark(home);
    if (mark === null) return null;
    const found = await backupOf(home, mark.backup).catch(() => null);
    return { name: mark.backup, at: found?.at ?? null };
  }

  return {
    async make(caller, passphrase) {
      const folder = await makeNext(passphrase);
      audit(caller, 'backup made', folder);
      return folder;
    },
    async list(most) {
      return { ...(await listBackups(home, most, looks)), pending: await pending(), daily: await daily.state() };
    },
    async check(name, passphrase) {
      const settings = await checkBackup(home, name);
      await keyOfBackup((await backupOf(home, name)).folder, passphrase);
      return settings;
    },
    async planRestore(name, caller, passphrase) {
      const { folder, isSealed } = await backupOf(home, name);
      const key = await keyOfBackup(folder, passphrase);
      await writeMark(
        home,
        { backup: name, who: whoIs(caller), owner: caller.owner, kept: null, isReady: false, ...(isSealed && { key }) },
        wait,
      );
      audit(caller, 'restore asked', name);
    },
    async callOffRestore(caller) {
      const mark = await readMark(home);
      if (mark === null) throw rotaError('CONFLICT', said`No restore is waiting for the next start`);
      await dropMark(home);
      audit(caller, 'restore called off', mark.backup);
    },
    setDaily: daily.setDaily,
    makeDaily: daily.makeDaily,
  };
}

/**
 * Runs `work` for one caller at a time. Callers that ask for the same meanwhile share the next run, because the present one began
 * before their call and may miss what they stored.
 */
export function oneAtATime<K, T>(work: (what: K) => Promise<T>): (what: K) => Promise<T> {
  let last: Promise<T> | null = null;
  const waiting = new Map<K, Promise<T>>();
  return (what) => {
    const shared = waiting.get(what);
    if (shared !== undefined) return shared;
    const begin = () => {
      waiting.delete(what);
      return work(what);
    };
    const mine = last === null ? begin() : last.then(begin, begin);
    if (last !== null) waiting.set(what, mine);
    last = mine;
    const over = () => {
      if (last === mine) last = null;
    };
    mine.then(over, over);
    return mine;
  };
}

/** A free folder name: backups of the same millisecond get different ones, also those that another Rota process makes. */
async function freeFolder(home: string, at: number, prefix: string): Promise<string> {
  for (let time = at; ; time += 1) {
    const folder = path.join(backupsFolder(home), `${prefix}${nameOfTime(time)}`);
    const isTaken = (place: string) =>
      access(place).then(
        () => true,
        () => false,
      );
    if (!(await isTaken(folder)) && !(await isTaken(`${folder}${unfinished}`))) return folder;
  }
}

/** Makes a consistent backup while Rota runs, atomically. Returns its folder, readable by its owner only. */
export async function backUp(
  { home, key, store, clock }: { home: string; key: string; store: Store; clock: Pick<Clock, 'now'> },
  { passphrase, prefix = '' }: { readonly passphrase?: string | undefined; readonly prefix?: string } = {},
): Promise<string> {
  const folder = await freeFolder(home, clock.now(), prefix);
  const fresh = `${folder}${unfinished}`;
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  try {
    await store.retention.backup(path.join(fresh, 'rota.db'));
    await chmod(path.join(fresh, 'rota.db'), 0o600);
    for (const name of backedUp) {
      if (name === 'secret.key' && passphrase !== undefined) await writeSealed(key, fresh, passphrase);
      else if (name !== 'rota.db') await copyFile(path.join(home, name), path.join(fresh, name));
    }
    for (const name of await readdir(fresh)) await syncFile(path.join(fresh, name));
    await renameStubbornly(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(backupsFolder(home));
  return folder;
}

async function writeSealed(key: string, folder: string, passphrase: string): Promise<void> {
  const sealed = await sealKey(key, passphrase);
  await writeFile(path.join(folder, sealedKeyName), sealed, { mode: 0o600 });
}
