import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';

/** A file that only reserves space; it is deleted if a full disk would keep Rota from starting. */
export const reserveFileName = 'reserve';
const wantedBytes = 4 * 1024 * 1024;
const leastBytes = 256 * 1024;
/** Opening the database creates a log and its index. */
const neededToOpen = 1024 * 1024;

/** Creates the reserve if the disk has plenty of room; on a small disk a fiftieth. Never throws. */
export function createReserve(home: string): void {
  const file = path.join(home, reserveFileName);
  try {
    const { bsize, blocks, bavail } = statfsSync(home);
    const bytes = Math.min(wantedBytes, Math.floor((blocks * bsize) / 50));
    const has = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (has >= bytes || bytes < leastBytes || bavail * bsize < bytes * 8) return;
    const descriptor = openSync(file, 'w', 0o600);
    try {
      // Random, so that no file system can compress it.
      const block = randomBytes(64 * 1024);
      for (let left = bytes; left > 0;) left -= writeSync(descriptor, block, 0, Math.min(left, block.length));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // An incomplete reserve helps nobody; without one a start on a full disk waits for room.
    rmSync(file, { force: true });
  }
}

/** Deletes the reserve if the disk has less room than opening needs. */
export function useReserve(home: string): void {
  try {
    const { bsize, bavail } = statfsSync(home);
    if (bavail * bsize < neededToOpen) rmSync(path.join(home, reserveFileName), { force: true });
  } catch {
    // Opening the folder reports the fault.
  }
}
