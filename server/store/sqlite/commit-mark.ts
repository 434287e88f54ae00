import { closeSync, constants, openSync, readFileSync, statSync, writeSync } from 'node:fs';
import { rotaError, type RotaError } from '../../../contract/errors.ts';
import { said } from '../../../contract/translatable.ts';

/** A commit of the database: its number, which increases by one, and its time (epoch ms). */
export interface Commit {
  readonly number: number;
  readonly at: number;
}

/**
 * The last acknowledged commit, stored in a file apart from the database: if somebody deletes or cuts the database's log, acknowledged
 * data is lost and SQLite cannot notice. Written once the commit is durable, so it never names one that a power cut took.
 */
export interface CommitMark {
  readonly last: Commit | null;
  put(commit: Commit): void;
  close(): void;
}

export const markSuffix = '-mark';

/** Of constant length and written in place, so that it needs no room on a full disk. */
const printed = ({ number, at }: Commit): string =>
  `${String(number).padStart(16, '0')} ${String(at).padStart(14, '0')}\n`;

export function openCommitMark(database: string): CommitMark {
  const file = `${database}${markSuffix}`;
  const last = readMark(file);
  let descriptor: number | null = openIfPossible(file);
  return {
    last,
    put(commit) {
      try {
        if (descriptor !== null) writeSync(descriptor, printed(commit), 0, 'latin1');
      } catch {
        // An older mark names an earlier commit, so it never reports a loss by mistake.
      }
    },
    close() {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

function readMark(file: string): Commit | null {
  try {
    const [, number, at] = /^(\d{16}) (\d{14})\n/.exec(readFileSync(file, 'latin1')) ?? [];
    return number === undefined ? null : { number: Number(number), at: Number(at) };
  } catch {
    return null;
  }
}

function openIfPossible(file: string): number | null {
  try {
    return openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  } catch {
    return null;
  }
}

/**
 * Checks that the files of an open database are still the ones that were opened: what is written to a deleted file is lost with this
 * process. Windows does not allow deleting an open file.
 */
export function watchFiles(files: readonly string[]): () => RotaError | null {
  if (process.platform === 'win32') return () => null;
  const inode = (file: string) => statSync(file, { throwIfNoEntry: false })?.ino;
  const opened = files.map((file) => ({ file, ino: inode(file) }));
  return () => {
    const gone = opened.find(({ file, ino }) => inode(file) !== ino);
    return gone === undefined
      ? null
      : rotaError(
          'STORAGE_UNAVAILABLE',
          said`${gone.file} was removed or replaced while Rota runs, and nothing can be kept: put it back, or start Rota anew. What was not kept was not promised either.`,
        );
  };
}
