import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Backup } from '../../../contract/backups.ts';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import type { Settings } from '../../../contract/settings.ts';
import { hasSealedKey, isSealedKey, sealedKeyName } from './backup-key.ts';
import { readChecked } from './checked-mark.ts';
import { askInThread, askEachInThread, type SqlAnswer } from '../sqlite/database-thread.ts';
import { readDocument } from '../config-document.ts';
import { hasCode } from '../../durable-file.ts';
import { newestVersion } from '../sqlite/migrations.ts';
import { isKeyOfAnyForm } from '../../vault/secret-box.ts';

/** Files that belong together: without its key the secrets in the database cannot be decrypted. */
export const backedUp = ['rota.db', 'rota.json', 'secret.key'] as const;

/** The file of the key has another name if it is encrypted with a passphrase. */
export const filesOf = (isSealed: boolean): readonly string[] =>
  isSealed ? backedUp.map((file) => (file === 'secret.key' ? sealedKeyName : file)) : backedUp;

/** The suffix of a backup that is being made, or was never finished. */
export const unfinished = '.new';

export const backupsFolder = (home: string): string => path.join(home, 'backups');

/** The name prefix of backups that Rota makes by itself; only these are removed when they are too many. */
export const dailyPrefix = 'daily-';
/** The name prefix of backups made before a newer Rota changes the database; they allow a return to the older Rota. */
export const beforeUpgrade = 'before-upgrade-';

const makerOf = (name: string): Backup['by'] =>
  name.startsWith(dailyPrefix) ? 'itself' : name.startsWith(beforeUpgrade) ? 'upgrade' : 'person';

/** A time as the name of a folder, and back. */
export const nameOfTime = (at: number): string => new Date(at).toISOString().replace(/[:.]/g, '-');
function timeOfName(name: string): number | null {
  const [, day, hour, minute, second, ms] =
    /^(?:daily-|before-upgrade-)?(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z/.exec(name) ?? [];
  return day === undefined ? null : Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`) || null;
}

/** A cache of what was found in backups: valid while the mark of its files is the same. */
export type BackupLooks = Map<string, { readonly mark: string; readonly problem: Translatable | null }>;

/**
 * The backups of a data folder, newest first. Only the first `most` are checked, and of these only those that `looks` does not have.
 * Their databases are opened in a thread. Links are ignored, because they may lead anywhere.
 */
export async function listBackups(
  home: string,
  most: number,
  looks: BackupLooks = new Map(),
): Promise<{ backups: Backup[]; total: number }> {
  const folder = backupsFolder(home);
  const found: Outline[] = [];
  // One after the other: hundreds at once would answer in one turn of the event loop and block others.
  for (const name of await namesIn(folder)) found.push(await outlineOf(folder, name));
  found.sort((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
  const shown = found.slice(0, most);
  const there = new Set(found.map(({ name }) => name));
  for (const name of looks.keys()) if (!there.has(name)) looks.delete(name);
  await lookIntoNew(
    folder,
    shown.filter(({ name, mark }) => looks.get(name)?.mark !== mark),
    looks,
  );
  const backups: Backup[] = [];
  for (const { mark: _, ...one } of shown) {
    const checkedAt = (await readChecked(path.join(folder, one.name)))?.at ?? null;
    backups.push({ ...one, checkedAt, problem: looks.get(one.name)?.problem ?? null });
  }
  return { backups, total: found.length };
}

async function lookIntoNew(folder: string, fresh: readonly Outline[], looks: BackupLooks): Promise<void> {
  const whole: Outline[] = [];
  for (const one of fresh) {
    const { problem } = await lookAtFiles(folder, one.name);
    if (problem === null) whole.push(one);
    else looks.set(one.name, { mark: one.mark, problem });
  }
  const places = whole.map(({ name }) => path.join(folder, name, 'rota.db'));
  const answers = await askEachInThread(places.map((place) => ({ file: urlOf(place), sql: whatItIs })));
  for (const [index, { name, mark }] of whole.entries()) {
    looks.set(name, { mark, problem: problemOfAnswer(places[index] ?? '', answers[index] ?? {}) });
  }
}

/** A backup by its name; no path leads out of the folder. Throws NOT_FOUND. */
export async function backupOf(
  home: string,
  name: string,
): Promise<Omit<Backup, 'problem' | 'checkedAt'> & { folder: string }> {
  const folder = backupsFolder(home);
  if (!(await namesIn(folder)).includes(name)) {
    throw rotaError('NOT_FOUND', said`There is no backup "${name}" in ${folder}: take a name from the list of backups`);
  }
  const { mark: _, ...outline } = await outlineOf(folder, name);
  return { ...outline, folder: path.join(folder, name) };
}

/** Reads all of a backup. Throws CONFLICT with the fault if it could not be restored; else returns its settings. */
export async function checkBackup(home: string, name: string): Promise<Settings> {
  await backupOf(home, name);
  const { problem, settings } = await lookInto(backupsFolder(home), name);
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

/** `mark` changes with everything that may change the result of a check. */
type Outline = Omit<Backup, 'problem' | 'checkedAt'> & { readonly mark: string };

async function outlineOf(folder: string, name: string): Promise<Outline> {
  const isSealed = await hasSealedKey(path.join(folder, name));
  const factsOf = (file: string) => lstat(path.join(folder, name, file)).catch(() => null);
  const files = await Promise.all(filesOf(isSealed).map(factsOf));
  const all = [...files, await factsOf('rota.db-wal')];
  const bytes = files.reduce((sum, facts) => sum + (facts?.size ?? 0), 0);
  const at = timeOfName(name) ?? Math.floor(Math.max(...files.map((facts) => facts?.mtimeMs ?? 0)));
  const mark = all.map((facts) => (facts ? `${facts.mode} ${facts.size} ${facts.mtimeMs} ${facts.ino}` : '-')).join();
  return { name, at, bytes, isSealed, by: makerOf(name), mark };
}

/** Reads all of a backup in any folder: its files, and the database for damage. */
export const inspectBackup = (folder: string): Promise<Found> => lookInto(path.dirname(folder), path.basename(folder));

interface Found {
  readonly problem: Translatable | null;
  readonly settings: Settings | null;
}

async function lookInto(folder: string, name: string): Promise<Found> {
  const { problem, settings } = await lookAtFiles(folder, name);
  if (problem !== null) return { problem, settings };
  return { problem: await problemOfDatabase(path.join(folder, name, 'rota.db')), settings };
}

/** Checks everything except the database. */
async function lookAtFiles(folder: string, name: string): Promise<Found> {
  const place = (file: string) => path.join(folder, name, file);
  const broken = (problem: Translatable): Found => ({ problem, settings: null });
  const isSealed = await hasSealedKey(path.join(folder, name));
  for (const file of filesOf(isSealed)) {
    const facts = await lstat(place(file)).catch(() => null);
    if (facts?.isFile() !== true) return broken(said`${place(file)} is missing`);
  }
  // The log would contain what the database lacks: this is a copy of a database in use.
  const log = await lstat(place('rota.db-wal')).catch(() => null);
  if (log !== null && log.size > 0) return broken(said`${place('rota.db')} is not whole: rota.db-wal lies next to it`);
  try {
    if (isSealed && !isSealedKey(await readFile(place(sealedKeyName), 'utf8'))) {
      return broken(said`${place(sealedKeyName)} is not a sealed key of Rota`);
    }
    if (!isSealed && !isKeyOfAnyForm(await readFile(place('secret.key'), 'utf8'))) {
      return broken(said`${place('secret.key')} is not a key (32 bytes in base64)`);
    }
    const read = readDocument(await readFile(place('rota.json'), 'utf8'));
    if (!read.ok) return broken(said`${place('rota.json')} cannot be read: ${read.reason}`);
    return { problem: null, settings: read.document.settings };
  } catch (error) {
    return broken(said`it cannot be read: ${wordsOf(error)}`);
  }
}

/** Version and whether there are runs, as "8 1". */
const whatItIs = `SELECT (SELECT user_version FROM pragma_user_version) || ' ' || EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'run')`;

/** Immutable: SQLite creates no files next to it and takes no locks. */
export function urlOf(file: string): string {
  const url = pathToFileURL(file);
  url.searchParams.set('immutable', '1');
  return url.href;
}

async function problemOfDatabase(file: string): Promise<Translatable | null> {
  const [answer = {}] = await askEachInThread([{ file: urlOf(file), sql: whatItIs }]);
  const problem = problemOfAnswer(file, answer);
  if (problem !== null) return problem;
  try {
    const verdict = await askInThread(urlOf(file), 'PRAGMA quick_check(1)');
    return verdict === 'ok' ? null : said`${file} is damaged (${String(verdict)})`;
  } catch (error) {
    return said`${file} is damaged (${wordsOf(error)})`;
  }
}

function problemOfAnswer(file: string, { value, message }: SqlAnswer): Translatable | null {
  if (message !== undefined) return said`${file} is damaged (${message})`;
  const [version = 0, hasRuns = 0] = String(value).split(' ').map(Number);
  if (version > newestVersion) {
    return said`${file} was made by a newer Rota (version ${version}, this one knows ${newestVersion})`;
  }
  return version < 1 || hasRuns === 0 ? said`${file} is not a database of Rota` : null;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
