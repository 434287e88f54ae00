import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Past this size the file is put aside as `.1`, over the one before. */
const mostBytes = 10 * 1024 * 1024;

/** Appends lines to a file that is kept small. A log that cannot be written stops nothing: its lines go to stderr instead. */
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

/** On Windows somebody may have either of them open: then the file grows for as long again. */
function putAside(file: string): void {
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // What is said next matters more than how large the file is.
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
