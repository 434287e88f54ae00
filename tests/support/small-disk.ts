import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { openSync, closeSync, writeSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

const mayMount = process.getuid?.() === 0 && process.platform === 'linux';
/** For tests that mount a disk of their own. */
export const skipUnlessMounts = mayMount ? false : 'SKIPPED: needs root on Linux, it mounts a small tmpfs';

/** A folder on a disk of its own, of that size. */
export async function smallDisk(t: TestContext, size: string, ...options: string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', [`size=${size}`, ...options].join(','), 'tmpfs', folder]);
  assert.equal(mounted.status, 0, `a tmpfs cannot be mounted here: ${mounted.stderr.toString()}`);
  t.after(async () => {
    spawnSync('umount', ['-l', folder]);
    await rm(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Fills a disk to its last byte, or until `left` bytes are free; returns what makes room again. */
export function fillDisk(folder: string, left = 0): () => void {
  const filler = path.join(folder, 'filler');
  const ballast = path.join(folder, 'ballast');
  if (left > 0) write(ballast, left);
  write(filler, Infinity);
  rmSync(ballast, { force: true });
  return () => rmSync(filler, { force: true });
}

function write(file: string, bytes: number): void {
  const descriptor = openSync(file, 'w');
  try {
    const block = Buffer.alloc(64 * 1024, 0x5a);
    for (let size = block.length, done = 0; size >= 1 && done < bytes;) {
      try {
        done += writeSync(descriptor, block, 0, Math.min(size, bytes - done));
      } catch {
        size = Math.floor(size / 2);
      }
    }
  } finally {
    closeSync(descriptor);
  }
}
