import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

const mayMount = process.getuid?.() === 0 && process.platform === 'linux';
/** For tests that mount their own disk. */
export const skipUnlessMounts = mayMount ? false : 'SKIPPED: needs root on Linux, it mounts a small tmpfs';

/** A folder on a separate disk of that size. */
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

/** Fills a disk to its last byte, or until `left` bytes are free; returns the function that frees the space. */
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

/** A separate disk whose file system can be made to fail: it becomes read-only during writes, as a dying disk does. */
export async function failingDisk(t: TestContext) {
  const place = await mkdtemp(path.join(tmpdir(), 'rota-failing-'));
  const image = path.join(place, 'image');
  const folder = path.join(place, 'disk');
  const run = (program: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    assert.ok(status !== null && status < 4, `${program}: ${stderr}`);
    return stdout.trim();
  };
  const mount = () => run('mount', '-o', 'loop,errors=remount-ro', image, folder);
  run('truncate', '-s', '48M', image);
  run('mkfs.ext4', '-q', '-F', image);
  run('mkdir', folder);
  mount();
  t.after(async () => {
    spawnSync('umount', ['-l', folder]);
    await rm(place, { recursive: true, force: true });
  });
  return {
    folder,
    fail() {
      const device = path.basename(run('findmnt', '-n', '-o', 'SOURCE', folder));
      writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, '1');
    },
    /** It must not be open in any process. */
    mend() {
      run('umount', folder);
      run('e2fsck', '-p', '-f', image);
      mount();
    },
  };
}

const loops = ['/dev/loop-control', '/sys/fs/ext4/features'].every((file) => existsSync(file));
export const skipUnlessLoops =
  mayMount && loops ? false : 'SKIPPED: needs root on Linux with loop devices, it mounts an ext4 of its own';
