import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** How much of the end of a full log can be shown while its robot runs. */
const shownBytes = 32 * 1024;

/** The file next to the log of an attempt whose head is full: its last lines so far. It exists only while the robot runs. */
export const tailFile = (logFile: string): string => `${logFile}.tail`;

/** Writes the last lines to the tail file. If that fails they are not shown, but they stay in memory and are written at the end. */
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
    // A full disk, or a folder that the robot deleted: the log writer reports it.
  }
}

export function removeTail(logFile: string): void {
  try {
    rmSync(tailFile(logFile), { force: true });
  } catch {
    // The state of the run shows readers that it is outdated.
  }
}
