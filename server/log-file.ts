import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Past this size the file is put aside as `.1`, over the one before. */
const mostBytes = 10 * 1024 * 1024;

/** Appends lines to a file that is kept small. A log that cannot be written stops nothing: its lines go to stderr instead. */
export function appendingLines(file: string): (line: string) => void {
  let bytes = sizeOf(file);
  return (line) => {
    try {
      if (bytes > mostBytes) {
        renameSync(file, `${file}.1`);
        bytes = 0;
      }
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      bytes += Buffer.byteLength(line) + 1;
    } catch {
      process.stderr.write(`${line}\n`);
    }
  };
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
