import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Say } from './server-face.ts';

const mostBytes = 1_000_000;

/** The shell's own few lines, beside the server's log: one JSON object each; at most two files of 1 MB. */
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
      // A full or broken disk must not end the app; there is nobody else to tell.
    }
  };
}

/** On Windows somebody may have either of them open: what is said next matters more than the size. */
function putAside(file: string): void {
  try {
    renameSync(file, `${file}.old`);
  } catch {
    // Tried again with the next line.
  }
}
