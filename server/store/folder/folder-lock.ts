import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hasCode } from '../../durable-file.ts';
import { said, TranslatableError, type Translatable } from '../../../contract/translatable.ts';
import { renameStubbornlyNow } from '../../stubborn-rename.ts';

/** The Rota that has locked a data folder. `since` is epoch ms; `url` is set once the server answers. */
export interface Holder {
  readonly pid: number;
  readonly since: number;
  readonly url?: string;
  /** The name of its computer, to which its pid belongs. Older builds did not write it. */
  readonly host?: string;
}

/** Another Rota has locked the data folder. `holder` is null if it is unknown (not written yet). */
export class FolderInUse extends TranslatableError {
  override readonly name = 'FolderInUse';
  readonly folder: string;
  readonly holder: Holder | null;

  constructor(folder: string, holder: Holder | null) {
    super(sentence(folder, holder));
    this.folder = folder;
    this.holder = holder;
  }
}

export interface FolderLock {
  /**
   * A Rota whose entry is still in the folder although the lock was free: it was killed on another computer, or the share does not pass
   * locks on. Until `claim` the entry is not replaced.
   */
  readonly doubtful: Holder | null;
  /** Confirms that no other Rota uses the folder. */
  claim(): void;
  /** Publishes the address of this Rota for others that try to lock the folder. */
  announce(facts: { url: string }): void;
  /** Unlocks the folder; a second call does nothing. */
  release(): void;
}

/**
 * Locks the data folder (created if missing) for this process, or throws FolderInUse. The lock is one of the operating
 * system on `rota.lock`, which ends with the process, however that ends.
 */
export function lockFolder(folder: string, options: { now: () => number; pid?: number }): FolderLock {
  const sideFile = path.join(folder, 'rota.lock.json');
  const lock = usable(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return takeLock(path.join(folder, 'rota.lock'));
  });
  if (lock === null) throw new FolderInUse(folder, readHolder(sideFile));
  const holder: Holder = { pid: options.pid ?? process.pid, since: options.now(), host: hostname() };
  const before = readHolder(sideFile);
  const doubtful = before !== null && mayLive(before, holder) ? before : null;
  let isHeld = true;
  let isTold = false;
  const claim = (): void => {
    isTold = true;
    tellIfPossible(sideFile, holder);
  };
  if (doubtful === null) claim();
  return {
    doubtful,
    claim,
    announce: ({ url }) => tellIfPossible(sideFile, { ...holder, url }),
    release() {
      if (!isHeld) return;
      isHeld = false;
      if (isTold) removeIfPossible(sideFile);
      lock.close();
    },
  };
}

/** On this computer the pid shows whether it is dead; for another computer nothing is known. */
function mayLive({ pid, host }: Holder, own: Holder): boolean {
  if (host !== undefined && host !== own.host) return true;
  if (pid === own.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/**
 * The entry is only information for others: neither a full disk nor a scanner that has the file open may prevent the lock. An outdated entry is
 * better deleted than believed.
 */
function tellIfPossible(sideFile: string, holder: Holder): void {
  try {
    writeHolder(sideFile, holder);
  } catch {
    removeIfPossible(`${sideFile}.new`);
    removeIfPossible(sideFile);
  }
}

function removeIfPossible(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Another program has it open; it is only a hint.
  }
}

function usable<T>(folder: string, take: () => T): T {
  try {
    return take();
  } catch (error) {
    if (error instanceof TranslatableError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new TranslatableError(
      said`The data folder ${folder} cannot be used: ${why}. Give this user the right to write there, or choose another folder with ROTA_HOME.`,
      { cause: error },
    );
  }
}

/** An open exclusive transaction on an otherwise empty database; null if another process has one. */
function takeLock(file: string): DatabaseSync | null {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written to it: a journal file would only be left behind.
    database.exec('PRAGMA journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    const code = errorCode(error);
    if (code === busy || code === locked) return null;
    if (code !== notADatabase)
      throw new TranslatableError(said`${file} cannot be locked: ${String(error)}`, { cause: error });
    // Nobody needs anything in a damaged lock file.
    rmSync(file);
    return takeLock(file);
  }
}

// SQLite's result codes.
const busy = 5;
const locked = 6;
const notADatabase = 26;

function errorCode(error: unknown): number | null {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode & 0xff
    : null;
}

function writeHolder(sideFile: string, holder: Holder): void {
  rmSync(`${sideFile}.new`, { force: true });
  writeFileSync(`${sideFile}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o600, flag: 'wx' });
  renameStubbornlyNow(`${sideFile}.new`, sideFile);
}

function readHolder(sideFile: string): Holder | null {
  try {
    const facts = JSON.parse(readFileSync(sideFile, 'utf8')) as Partial<Holder> | null;
    if (typeof facts?.pid !== 'number' || typeof facts.since !== 'number') return null;
    const { pid, since, url, host } = facts;
    return {
      pid,
      since,
      ...(typeof url === 'string' ? { url } : {}),
      ...(typeof host === 'string' ? { host } : {}),
    };
  } catch {
    return null;
  }
}

const sinceOf = ({ since }: Holder): string => new Date(since).toISOString();

function sentence(folder: string, holder: Holder | null): Translatable {
  const who =
    holder === null
      ? said`Another Rota`
      : holder.host !== undefined && holder.host !== hostname()
        ? said`Another Rota (on the computer ${holder.host}, since ${sinceOf(holder)})`
        : holder.url === undefined
          ? said`Another Rota (process ${holder.pid}, since ${sinceOf(holder)})`
          : said`Another Rota (process ${holder.pid}, since ${sinceOf(holder)}, at ${holder.url})`;
  return said`${who} uses the data folder ${folder}. Stop it first, or give this one another folder with ROTA_HOME.`;
}
