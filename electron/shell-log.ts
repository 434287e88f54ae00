import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Say } from './server-face.ts';

const mostBytes = 1_000_000;

/** The shell's own log, next to the server's: one JSON object per line, at most two files of 1 MB. */
export function openShellLog(file: string): Say {
  return (message, error) => {
    const facts =
      error === undefined
        ? {}
        : { error: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error) };
    try {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) putAside(file);
      appendFileSync(
        file,
        `${JSON.stringify({ at: new Date().toISOString(), scope: 'desktop', message, ...facts })}\n`,
        { mode: 0o600 },
      );
    } catch {
      // A full or broken disk must not end the app; there is nowhere else to report it.
    }
  };
}

/** On Windows another program may have either file open: the new lines matter more than the size limit. */
function putAside(file: string): void {
  try {
    renameSync(file, `${file}.old`);
  } catch {
    // The rotation is retried with the next line.
  }
}
