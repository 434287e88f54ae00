import { closeSync, fdatasync, fdatasyncSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { rotaError } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { openCommitMark, watchFiles, type Commit } from './commit-mark.ts';
import type { Lost } from '../store.ts';
import type { Row } from '../rows/rows.ts';
import { migrate } from './migrations.ts';

export type { Row };
type Params = readonly SQLInputValue[];

/** Statements inside a transaction, each prepared once per SQL text. */
export interface Sql {
  run(sql: string, ...params: Params): { changes: number; lastInsertRowid: number };
  get(sql: string, ...params: Params): Row | undefined;
  all(sql: string, ...params: Params): Row[];
}

/** The database of schedules, runs and their results; a write is durable once it resolves. */
export interface Database extends Sql {
  /**
   * Group commit: changes that come while the disk is busy share one transaction, and are acknowledged once it is durable. The
   * event loop does not wait for the disk. A change that throws is rolled back alone. Rejects with NO_ROOM (disk full) or
   * STORAGE_UNAVAILABLE; then nothing of the change was acknowledged.
   */
  write<T>(change: (sql: Sql) => T): Promise<T>;
  /**
   * As `write`, for data that matters only while this computer runs: it survives a kill of Rota, and does not wait for the disk.
   */
  note<T>(change: (sql: Sql) => T): Promise<T>;
  /** Acknowledged data that is missing, because the log of the database was deleted or cut. */
  readonly lost: Lost | null;
  /** Calls `listener` with the error of every batch that the disk refused. */
  onRefused(listener: (error: unknown) => void): void;
  /** Commits pending changes, then closes the file. */
  close(): void;
}

interface Waiting {
  readonly change: (sql: Sql) => unknown;
  readonly waitsForDisk: boolean;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Answers all callers of a batch, once it is durable or has failed. */
type Answers = (error: Error | null) => void;

/** Up to this size the whole database is checked at every start, which takes no noticeable time. */
const checkedBytes = 64 * 1024 * 1024;

/** Opens or creates the database. Throws STORAGE_UNAVAILABLE with path and advice if the file is damaged; it is not changed. */
export function openDatabase(file: string): Database {
  let db: DatabaseSync | undefined;
  try {
    // SQLite gives its other files the mode of this one: for the owner only.
    closeSync(openSync(file, 'a', 0o600));
    db = new DatabaseSync(file);
    db.exec(`PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON;
      PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864; PRAGMA fullfsync=${process.platform === 'darwin' ? 1 : 0};`);
    migrate(db);
    checkWhole(db);
    // A first durable write, which also makes the log's directory entry durable; from then on this module syncs the log itself.
    db.exec(
      `BEGIN IMMEDIATE; PRAGMA user_version = ${Number(db.prepare('PRAGMA user_version').get()?.['user_version'])}; COMMIT`,
    );
    db.exec('PRAGMA synchronous=NORMAL');
    return overDatabase(db, file);
  } catch (error) {
    if (db?.isOpen) db.close();
    throw storageError(error, said`database ${file}`);
  }
}

function checkWhole(db: DatabaseSync): void {
  const pragma = (name: string) => Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
  if (pragma('page_count') * pragma('page_size') > checkedBytes) return;
  const verdict = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
  if (verdict !== 'ok') throw Object.assign(new Error(String(verdict)), { errcode: 11 });
}

function overDatabase(db: DatabaseSync, file: string): Database {
  const log = openSync(`${file}-wal`, 'r+');
  const whatIsGone = watchFiles([file, `${file}-wal`]);
  const mark = openCommitMark(file);
  const known = lastCommit(db.prepare('SELECT number, at FROM last_commit WHERE id = 1').get());
  const lost = mark.last !== null && mark.last.number > known.number ? { from: known.at, to: mark.last.at } : null;
  const sql = preparedSql(db);

  let onRefused: (error: unknown) => void = () => {};
  let waiting: Waiting[] = [];
  let isAsked = false;
  /** Answers the batch that is being flushed. */
  let syncing: Answers | null = null;

  /** At most one batch is being flushed; changes that come meanwhile form the next one. */
  function ask(): void {
    if (isAsked || syncing) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      if (!db.isOpen) return;
      const waitsForDisk = waiting.some((entry) => entry.waitsForDisk);
      const answers = commit(waitsForDisk);
      if (answers === null) return;
      if (!waitsForDisk) return answers(null);
      syncing = answers;
      fdatasync(log, (error) => {
        if (syncing !== answers) return; // Closed meanwhile, and answered then.
        syncing = null;
        answers(error);
        if (waiting.length > 0) ask();
      });
    });
  }

  /** Applies pending changes; returns how to answer once they are durable, null if there is nothing to answer. */
  function commit(isSynced: boolean): Answers | null {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0) return null;
    const answers: (() => void)[] = [];
    let made: Commit;
    try {
      const gone = whatIsGone();
      if (gone !== null) throw gone;
      db.exec('BEGIN IMMEDIATE');
      for (const entry of batch) answers.push(applyOne(db, sql, entry));
      made = lastCommit(sql.get(nextCommit));
      db.exec('COMMIT');
    } catch (error) {
      rollBack(db);
      const reason = storageError(error, said`database`);
      for (const entry of batch) entry.reject(reason);
      onRefused(reason);
      return null;
    }
    return (error) => {
      if (error === null) {
        if (isSynced) mark.put(made);
        for (const answer of answers) answer();
      } else {
        const reason = storageError(Object.assign(error, { errcode: 10 }), said`database`);
        for (const entry of batch) entry.reject(reason);
        onRefused(reason);
      }
    };
  }

  const join = <T>(change: (within: Sql) => T, waitsForDisk: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (!db.isOpen) return reject(rotaError('SHUTTING_DOWN', said`Rota is stopping: nothing more is written`));
      waiting.push({ change, waitsForDisk, resolve: resolve as (value: unknown) => void, reject });
      ask();
    });

  return {
    lost,
    run: (text, ...params) => told(() => sql.run(text, ...params)),
    get: (text, ...params) => told(() => sql.get(text, ...params)),
    all: (text, ...params) => told(() => sql.all(text, ...params)),
    write: (change) => join(change, true),
    note: (change) => join(change, false),
    onRefused: (listener) => void (onRefused = listener),
    close() {
      if (!db.isOpen) return;
      const answers = commit(true);
      fdatasyncSync(log);
      syncing?.(null);
      syncing = null;
      answers?.(null);
      closeSync(log);
      mark.close();
      db.close();
    },
  };
}

function preparedSql(db: DatabaseSync): Sql {
  const prepared = new Map<string, StatementSync>();
  const statement = (sql: string) => {
    let found = prepared.get(sql);
    if (!found) prepared.set(sql, (found = db.prepare(sql)));
    return found;
  };
  return {
    run(text, ...params) {
      const { changes, lastInsertRowid } = statement(text).run(...params);
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    },
    get: (text, ...params) => statement(text).get(...params) as Row | undefined,
    all: (text, ...params) => statement(text).all(...params) as Row[],
  };
}

/** After some faults SQLite has rolled back already, or cannot: what matters is that nothing was acknowledged. */
function rollBack(db: DatabaseSync): void {
  try {
    if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
  } catch {
    // The next BEGIN reports the fault to its caller.
  }
}

/** Turns a fault of disk or file in a read into an answer, too. */
function told<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw storageError(error, said`database`);
  }
}

function applyOne(db: DatabaseSync, sql: Sql, { change, resolve, reject }: Waiting): () => void {
  db.exec('SAVEPOINT one');
  try {
    const value = change(sql);
    db.exec('RELEASE one');
    return () => resolve(value);
  } catch (error) {
    // A full disk may have rolled back the whole transaction already: then the batch fails as one.
    if (!db.isTransaction || isStorageFault(error)) throw error;
    db.exec('ROLLBACK TO one; RELEASE one');
    return () => reject(error);
  }
}

const nextCommit = `UPDATE last_commit SET number = number + 1, at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = 1 RETURNING number, at`;
const lastCommit = (row: Row | undefined | Record<string, unknown>): Commit => ({
  number: Number(row?.['number'] ?? 0),
  at: Number(row?.['at'] ?? 0),
});

// SQLite's primary result codes for faults of the disk or the file, not of the statement (sqlite.org/rescode.html).
const full = 13;
const damaged = new Set([11, 26]);
const faults = new Set([3, 5, 6, 8, 10, 14, full, ...damaged]);

const resultCode = (error: unknown) => Number((error as { errcode?: number } | null)?.errcode ?? 0) & 0xff;
const isStorageFault = (error: unknown) => faults.has(resultCode(error));

/** Turns a fault of disk or file into an answer; passes any other error unchanged. */
export function storageError(error: unknown, what: Translatable): unknown {
  const code = resultCode(error);
  const words = error instanceof Error ? error.message : String(error);
  if (code === full)
    return rotaError(
      'NO_ROOM',
      said`The disk is full: free some space, then try again. Nothing was changed.`,
      null,
      error,
    );
  if (damaged.has(code)) {
    return rotaError(
      'STORAGE_UNAVAILABLE',
      said`The ${what} is damaged (${words}). It was left untouched: restore a backup with "rota restore", or move it away to start with an empty history.`,
      null,
      error,
    );
  }
  if (faults.has(code) || (error instanceof Error && 'syscall' in error))
    return rotaError('STORAGE_UNAVAILABLE', said`The ${what} cannot be used now: ${words}`, null, error);
  return error;
}
