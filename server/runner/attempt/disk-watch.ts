import { closeSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import path from 'node:path';

/** With less free space a robot's outputs may not fit. */
const littleBytes = 64 * 1024;

/** Whether the disk of a folder is full by the system's figures, which may leave out a quota. */
export function isDiskFull(folder: string): boolean {
  try {
    const { bsize, bavail, files, ffree } = statfsSync(folder);
    return bavail * bsize < littleBytes || (files > 0 && ffree === 0);
  } catch {
    return false;
  }
}

/** Whether a folder accepts as many bytes as outputs may need; tested by writing, so quotas count. */
export function takesBytes(folder: string): boolean {
  const file = path.join(folder, '.room');
  try {
    const descriptor = openSync(file, 'w', 0o600);
    try {
      for (let left = littleBytes; left > 0;) left -= writeSync(descriptor, Buffer.alloc(left, 1));
    } finally {
      closeSync(descriptor);
    }
    return true;
  } catch {
    return false;
  } finally {
    rmSync(file, { force: true });
  }
}
