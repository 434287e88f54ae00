import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** So much of the end of a full log can be looked at while its robot runs. */
const shownBytes = 32 * 1024;

/** Beside the log of an attempt whose head is full: the last lines so far. It is there only while the robot runs. */
export const tailFile = (logFile: string): string => `${logFile}.tail`;

/** Puts the last lines beside the log. What cannot be written is not shown: they are kept in memory and come at the end all the same. */
export function writeTail(logFile: string, lines: readonly string[], leftOut: number): void {
  let from = lines.length;
  for (let length = 0; from > 0; from -= 1) {
    length += lines[from - 1]?.length ?? 0;
    if (length > shownBytes) break;
  }
  try {
    const file = tailFile(logFile);
    writeFileSync(`${file}.new`, `${leftOut + from}\n${lines.slice(from).join('')}`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk, a folder that the robot took away: told of by what writes the log itself.
  }
}

export function removeTail(logFile: string): void {
  try {
    rmSync(tailFile(logFile), { force: true });
  } catch {
    // Whoever looks sees from the state of the run that it is old.
  }
}
