import assert from 'node:assert/strict';
import { mkdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { createRig } from './rig.ts';

test('what a run costs is said; days that did not change are not gone through again', async (t) => {
  const rig = await createRig(t);
  const folder = path.join(rig.home, 'runs', '2026-11-20');
  const put = async (run: string, bytes: number) => {
    await mkdir(path.join(folder, run, 'artifacts'), { recursive: true });
    await writeFile(path.join(folder, run, 'artifacts', 'file'), 'x'.repeat(bytes));
  };
  for (let run = 0; run < 30; run += 1) await put(`run-${run}`, 100_000);
  const first = await rig.engine().storage();
  assert.ok(first.runBytes >= 3_000_000, `${first.runBytes}`);
  assert.equal(first.isAtLeast, false);
  assert.equal(first.bytesARun, null, 'nothing is said of a few');
  for (let run = 0; run < 100; run += 1) await rig.start({});
  const full = await rig.engine().storage();
  assert.equal(full.bytesARun, Math.ceil((full.databaseBytes + full.runBytes) / 100));
  assert.ok((first.freeBytes ?? 0) > 0);

  // A new file in a folder that was measured: measuring again would count it.
  const { atime, mtime } = await stat(folder);
  await put('run-0', 9_000_000);
  await utimes(folder, atime, mtime);
  assert.equal((await rig.engine().storage()).runBytes, first.runBytes);
  // A new run; all others of that day are still not measured again.
  await put('run-new', 1_000_000);
  const third = await rig.engine().storage();
  assert.ok(third.runBytes - first.runBytes >= 1_000_000 && third.runBytes - first.runBytes < 2_000_000);
});
