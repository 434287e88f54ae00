import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, lstat, mkdir, open, readdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { hasCode, syncFolder } from '../../durable-file.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';
import { sealedKeyName, sealKey } from './backup-key.ts';
import { dailyPrefix, unfinished } from './check-backup.ts';
import { checkedName } from './checked-mark.ts';

/** Beyond the database itself, for the small files. */
const spareBytes = 1024 * 1024;

export const freeBytesAt = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Why a folder cannot take copies of `bytes`: it is missing, cannot be written, or is too full. Null if it can. */
export async function whyNotInto(folder: string, bytes: number): Promise<Translatable | null> {
  const probe = path.join(folder, `rota-write-test-${process.pid}`);
  try {
    if (!(await stat(folder)).isDirectory()) return said`${folder} is not a folder`;
    await writeFile(probe, 'rota\n', { mode: 0o600 });
    await rm(probe, { force: true });
    const free = await freeBytesAt(folder);
    if (free >= bytes + spareBytes) return null;
    return said`${folder} has too little room: ${megabytes(free)} MB are free, a copy takes ${megabytes(bytes + spareBytes)} MB`;
  } catch (error) {
    return faultAt(folder, error);
  }
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1024 / 1024);

/** The fault of a folder or share in words; the system's code stays in it. */
export function faultAt(folder: string, error: unknown): Translatable {
  if (hasCode(error, 'ENOENT')) return said`${folder} is not there: create it, or connect the share`;
  if (hasCode(error, 'EACCES', 'EPERM', 'EROFS'))
    return said`${folder} cannot be written by the user that Rota runs as`;
  if (hasCode(error, 'ENOSPC', 'EDQUOT')) return said`${folder} is full`;
  return said`${folder} cannot be used (${error instanceof Error ? error.message : String(error)})`;
}

export interface CopyWish {
  /** The folder of the backup to be copied. */
  readonly source: string;
  /** Where the copies of this computer are; created in the other folder. */
  readonly target: string;
  /** Encrypts the key in the copy; null: as it is. */
  readonly passphrase: string | null;
  readonly key: string;
  readonly keep: number;
}

/** Copies a backup, reads it back, and only then gives it its name; removes older daily ones beyond `keep`. */
export async function copyBackup({ source, target, passphrase, key, keep }: CopyWish): Promise<void> {
  const name = path.basename(source);
  const fresh = path.join(target, `${name}${unfinished}`);
  await mkdir(target, { recursive: true, mode: 0o700 });
  await removeUnfinished(target);
  await rm(path.join(target, name), { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  try {
    for (const file of ['rota.db', 'rota.json', checkedName])
      await copyFile(path.join(source, file), path.join(fresh, file));
    if (passphrase === null) await copyFile(path.join(source, 'secret.key'), path.join(fresh, 'secret.key'));
    else await writeFile(path.join(fresh, sealedKeyName), await sealKey(key, passphrase), { mode: 0o600 });
    for (const file of await readdir(fresh)) await syncFile(path.join(fresh, file));
    const [one, other] = [await digestOf(path.join(source, 'rota.db')), await digestOf(path.join(fresh, 'rota.db'))];
    if (one !== other)
      throw rotaError(
        'STORAGE_UNAVAILABLE',
        said`${fresh} does not hold what was written to it: check that disk or share`,
      );
    await renameStubbornly(fresh, path.join(target, name));
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(target);
  await keepNewest(target, keep);
}

/** Removes what was begun and never finished. Nobody else writes there. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (name.endsWith(unfinished)) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** Removes the oldest backups that Rota made by itself; those of people stay. */
export async function keepNewest(folder: string, keep: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(dailyPrefix) && !name.endsWith(unfinished));
  for (const name of names.sort().slice(0, -keep)) {
    const place = path.join(folder, name);
    // A link may lead anywhere.
    if ((await lstat(place)).isDirectory()) await rm(place, { recursive: true, force: true });
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A share may refuse to sync: then its own word has to do. */
export async function syncFile(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r+');
    await handle.sync().finally(() => handle.close());
  } catch (error) {
    if (!hasCode(error, 'EACCES', 'EPERM', 'EINVAL', 'ENOTSUP')) throw error;
  }
}
