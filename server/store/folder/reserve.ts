import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

/** Holds nothing but room: it is given up where a full disk would keep Rota from starting. */
export const reserveFileName = 'reserve';
const wantedBytes = 4 * 1024 * 1024;
const leastBytes = 256 * 1024;
/** The database opens a log, and an index of it, before it says a word. */
const neededToOpen = 1024 * 1024;

/** Makes the reserve, or makes it anew, where the disk has plenty; of a small disk a fiftieth. Never throws. */
export function holdReserve(home: string): void {
  const file = path.join(home, reserveFileName);
  try {
    const { bsize, blocks, bavail } = statfsSync(home);
    const bytes = Math.min(wantedBytes, Math.floor((blocks * bsize) / 50));
    const has = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (has >= bytes || bytes < leastBytes || bavail * bsize < bytes * 8) return;
    const descriptor = openSync(file, 'w', 0o600);
    try {
      // Nothing that a file system could make smaller.
      const block = randomBytes(64 * 1024);
      for (let left = bytes; left > 0;) left -= writeSync(descriptor, block, 0, Math.min(left, block.length));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Without it a start on a full disk waits for room; half of it would help nobody.
    rmSync(file, { force: true });
  }
}

/** Gives the reserve up where the disk has less room than opening needs. */
export function useReserve(home: string): void {
  try {
    const { bsize, bavail } = statfsSync(home);
    if (bavail * bsize < neededToOpen) rmSync(path.join(home, reserveFileName), { force: true });
  } catch {
    // What is wrong with the folder is said by whoever opens it.
  }
}
