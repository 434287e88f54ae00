import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { Backup } from '../../contract/backups.ts';
import { rotaError } from '../../contract/errors.ts';
import { said, type Said } from '../../contract/said.ts';
import type { Settings } from '../../contract/settings.ts';
import { hasSealedKey, isSealedKey, sealedKeyName } from './backup-key.ts';
import { askBeside } from './beside.ts';
import { readDocument } from './config-document.ts';
import { hasCode } from './config-durable.ts';
import { newestVersion } from './migrations.ts';
import { isKey } from './secret-box.ts';

/** What belongs together: without its key the secrets in the database cannot be opened again. */
export const backedUp = ['rota.db', 'rota.json', 'secret.key'] as const;

/** Of a backup whose key is under a passphrase it is another file. */
export const filesOf = (isSealed: boolean): readonly string[] =>
  isSealed ? backedUp.map((file) => (file === 'secret.key' ? sealedKeyName : file)) : backedUp;

/** One that is still being made, or never was finished. */
export const unfinished = '.new';

export const backupsFolder = (home: string): string => path.join(home, 'backups');

/** A time as the name of a folder, and back. */
export const nameOfTime = (at: number): string => new Date(at).toISOString().replace(/[:.]/g, '-');
function timeOfName(name: string): number | null {
  const [, day, hour, minute, second, ms] = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name) ?? [];
  return day === undefined ? null : Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`) || null;
}

/** The backups of a data folder, newest first; only the first `most` are looked into. Links are none: they may lead anywhere. */
export async function listBackups(home: string, most: number): Promise<{ backups: Backup[]; total: number }> {
  const folder = backupsFolder(home);
  const found = await Promise.all((await namesIn(folder)).map((name) => outlineOf(folder, name)));
  found.sort((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
  const backups = await Promise.all(
    found.slice(0, most).map(async (one) => ({ ...one, problem: (await lookInto(folder, one.name)).problem })),
  );
  return { backups, total: found.length };
}

/** One of the list by its name, and nothing else: no path leads out of the folder. Throws NOT_FOUND. */
export async function backupOf(home: string, name: string): Promise<Omit<Backup, 'problem'> & { folder: string }> {
  const folder = backupsFolder(home);
  if (!(await namesIn(folder)).includes(name)) {
    throw rotaError('NOT_FOUND', said`There is no backup "${name}" in ${folder}: take a name from the list of backups`);
  }
  return { ...(await outlineOf(folder, name)), folder: path.join(folder, name) };
}

/** Reads all of a backup. Throws CONFLICT with what is wrong where it could not be restored; else what its settings say. */
export async function checkBackup(home: string, name: string): Promise<Settings> {
  await backupOf(home, name);
  const { problem, settings } = await lookInto(backupsFolder(home), name, 'whole');
  if (problem === null && settings !== null) return settings;
  throw rotaError(
    'CONFLICT',
    said`The backup "${name}" cannot be restored: ${problem ?? ''}. Nothing was changed: choose another backup`,
  );
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.flatMap((entry) => (entry.isDirectory() && !entry.name.endsWith(unfinished) ? [entry.name] : []));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw rotaError('STORAGE_UNAVAILABLE', said`${folder} cannot be read: ${wordsOf(error)}`, null, error);
  }
}

async function outlineOf(folder: string, name: string): Promise<Omit<Backup, 'problem'>> {
  const isSealed = await hasSealedKey(path.join(folder, name));
  const files = await Promise.all(
    filesOf(isSealed).map((file) => lstat(path.join(folder, name, file)).catch(() => ({ size: 0, mtimeMs: 0 }))),
  );
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const at = timeOfName(name) ?? Math.floor(Math.max(...files.map(({ mtimeMs }) => mtimeMs)));
  return { name, at, bytes, isSealed };
}

interface Found {
  readonly problem: Said | null;
  readonly settings: Settings | null;
}

async function lookInto(folder: string, name: string, how: 'quick' | 'whole' = 'quick'): Promise<Found> {
  const place = (file: string) => path.join(folder, name, file);
  const broken = (problem: Said): Found => ({ problem, settings: null });
  const isSealed = await hasSealedKey(path.join(folder, name));
  for (const file of filesOf(isSealed)) {
    const facts = await lstat(place(file)).catch(() => null);
    if (facts?.isFile() !== true) return broken(said`${place(file)} is missing`);
  }
  // It would hold what the database lacks: this is a copy of a database in use.
  const log = await lstat(place('rota.db-wal')).catch(() => null);
  if (log !== null && log.size > 0) return broken(said`${place('rota.db')} is not whole: rota.db-wal lies beside it`);
  try {
    if (isSealed && !isSealedKey(await readFile(place(sealedKeyName), 'utf8'))) {
      return broken(said`${place(sealedKeyName)} is not a sealed key of Rota`);
    }
    if (!isSealed && !isKey(await readFile(place('secret.key'), 'utf8'))) {
      return broken(said`${place('secret.key')} is not a key (32 bytes in base64)`);
    }
    const read = readDocument(await readFile(place('rota.json'), 'utf8'));
    if (!read.ok) return broken(said`${place('rota.json')} cannot be read: ${read.reason}`);
    return { problem: await problemOfDatabase(place('rota.db'), how), settings: read.document.settings };
  } catch (error) {
    return broken(said`it cannot be read: ${wordsOf(error)}`);
  }
}

async function problemOfDatabase(file: string, how: 'quick' | 'whole'): Promise<Said | null> {
  // Immutable: SQLite makes no file beside it and waits for nobody.
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(url, { readOnly: true });
    const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (version > newestVersion) {
      return said`${file} was made by a newer Rota (version ${version}, this one knows ${newestVersion})`;
    }
    const hasRuns = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'run'`).get() !== undefined;
    if (version < 1 || !hasRuns) return said`${file} is not a database of Rota`;
    const verdict = how === 'whole' ? await askBeside(url.href, 'PRAGMA quick_check(1)') : 'ok';
    return verdict === 'ok' ? null : said`${file} is damaged (${String(verdict)})`;
  } catch (error) {
    return said`${file} is damaged (${wordsOf(error)})`;
  } finally {
    db?.close();
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
