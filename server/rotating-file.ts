import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Above this size the file is rotated to `.1`, which it replaces. */
const mostBytes = 10 * 1024 * 1024;

/** Appends lines to a log file of limited size. If it cannot be written, nothing stops: the lines go to stderr instead. */
export function appendingLines(file: string): (line: string) => void {
  let bytes = sizeOf(file);
  return (line) => {
    try {
      if (bytes > mostBytes) {
        putAside(file);
        bytes = 0;
      }
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      bytes += Buffer.byteLength(line) + 1;
    } catch {
      process.stderr.write(`${line}\n`);
    }
  };
}

/** On Windows another program may have one of the files open: then the file grows by the limit once more. */
function putAside(file: string): void {
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // Logging the next line matters more than the size of the file.
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
