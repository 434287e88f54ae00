import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { openTestConfig } from './fixture.ts';

const isRoot = process.getuid?.() === 0 && process.platform === 'linux';

test(
  'a full disk refuses the change with a sentence, keeps the document, and work resumes when there is room',
  { skip: isRoot ? false : 'needs root on Linux: mounts a small tmpfs' },
  async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'rota-small-'));
    const mount = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: 'utf8' });
    const mounted = mount('mount', '-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder);
    if (mounted.status !== 0) {
      t.skip(`a tmpfs cannot be mounted here: ${mounted.stderr.trim()}`);
      return;
    }
    t.after(async () => {
      mount('umount', '-l', folder);
      await rm(folder, { recursive: true });
    });
    const { config } = await openTestConfig(t, folder);
    const before = await readFile(config.file, 'utf8');
    const filler = path.join(folder, 'filler');
    await writeFile(filler, 'x'.repeat(64 * 1024)).catch(() => undefined);

    const change = config.update((document) => ({ ...document, removedBundled: ['x'.repeat(20_000)] }));
    await assert.rejects(change, { code: 'NO_ROOM', message: /disk is full.*rota\.json/ });
    assert.deepEqual(config.get().removedBundled, []);
    assert.equal(await readFile(config.file, 'utf8'), before);

    await rm(filler);
    await config.update((document) => ({ ...document, removedBundled: ['Room again'] }));
    assert.match(await readFile(config.file, 'utf8'), /Room again/);
  },
);
