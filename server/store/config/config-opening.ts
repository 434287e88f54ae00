import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { ConfigDocument } from '../config-document.ts';
import { backupsFolder, listBackups } from '../backup/check-backup.ts';
import { lookAt, type ConfigAdapter, type Look } from './config-adapter.ts';
import { hasCode, type Wait } from '../../durable-file.ts';
import { renameStubbornly } from '../../stubborn-rename.ts';

/** How many backups are searched for a valid one. */
const mostBackups = 50;

/** The result of opening the document at a start. `reason` says what was wrong with the file itself. */
export type Opening =
  | { readonly kind: 'as-it-was'; readonly document: ConfigDocument }
  | { readonly kind: 'new' }
  | {
      readonly kind: 'from-backup';
      readonly document: ConfigDocument;
      readonly reason: Translatable;
      /** The new name of the broken file; null if there was none. */
      readonly brokenFile: string | null;
    };

/**
 * The document, else its backup (the broken file is renamed), else nothing if neither exists. Never starts empty next
 * to a broken file: that throws and leaves both unchanged.
 */
export async function openDocument(
  file: string,
  adapter: ConfigAdapter,
  options: { now: () => number; wait: Wait },
): Promise<Opening> {
  const look = await lookOrRefuse(file);
  if (look?.ok) {
    adapter.take(look);
    return { kind: 'as-it-was', document: look.document };
  }
  if (look?.isNewer)
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be used: ${look.reason}. Start that later Rota, or give this one another ROTA_HOME.`,
    );

  const backup = await lookOrRefuse(`${file}.bak`);
  if (look === null && backup === null) {
    if (!(await hasLivedHere(path.dirname(file)))) return { kind: 'new' };
    return fromNewestBackup(file);
  }
  const reason = look === null ? said`the file is missing` : look.reason;
  if (!backup?.ok) {
    const second =
      backup === null
        ? said`there is no backup next to it`
        : said`its backup ${file}.bak is broken, too: ${backup.reason}`;
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be read: ${reason}; ${second}. Nothing was changed: correct the file or put an older copy in its place, then start again.`,
    );
  }
  const brokenFile = look === null ? null : await setAside(file, options);
  return { kind: 'from-backup', document: backup.document, reason, brokenFile };
}

/** Whether a Rota has used this folder: a first start finds no database and none of its companion files. */
async function hasLivedHere(folder: string): Promise<boolean> {
  const sizeOf = (name: string) =>
    stat(path.join(folder, name)).then(
      ({ size }) => size,
      () => 0,
    );
  const sizes = await Promise.all(['rota.db', 'alive', 'secret.key'].map(sizeOf));
  return sizes[0]! > 0 && (sizes[1]! > 0 || sizes[2]! > 0);
}

/**
 * If both files are gone, the newest backup provides the document, or Rota does not start: it must not become a new worker without
 * clients.
 */
async function fromNewestBackup(file: string): Promise<Opening> {
  const home = path.dirname(file);
  const { backups } = await listBackups(home, mostBackups);
  for (const { name, problem } of backups) {
    const look =
      problem === null ? await lookOrRefuse(path.join(backupsFolder(home), name, path.basename(file))) : null;
    if (!look?.ok) continue;
    const reason = said`it is missing, and ${path.basename(file)}.bak with it; this is the one of the backup "${name}"`;
    return { kind: 'from-backup', document: look.document, reason, brokenFile: null };
  }
  throw rotaError(
    'STORAGE_UNAVAILABLE',
    said`${file} and its backup ${file}.bak are missing next to a database that is in use: without them Rota would be another worker, without its processes and clients. Put one of them back, or move ${path.join(home, 'rota.db')} away to begin anew. Nothing was changed.`,
  );
}

async function lookOrRefuse(file: string): Promise<Look | null> {
  try {
    return await lookAt(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw rotaError(
      'STORAGE_UNAVAILABLE',
      said`${file} cannot be read: ${why}. Give this user the right to read it, then start again.`,
      null,
      error,
    );
  }
}

/** Renames a broken file to a free name: `rota.json.broken-2026-01-31T09-05-00-000Z`. */
async function setAside(file: string, { now, wait }: { now: () => number; wait: Wait }): Promise<string> {
  const name = `${file}.broken-${new Date(now()).toISOString().replace(/[:.]/g, '-')}`;
  let free = name;
  for (let count = 2; await exists(free); count += 1) free = `${name}-${count}`;
  await renameStubbornly(file, free, wait);
  return free;
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    return !hasCode(error, 'ENOENT');
  }
}
