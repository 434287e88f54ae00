import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { isWindows } from '../support/windows.ts';
import { createRig, operator, type EngineRig } from './rig.ts';

async function runWithFolder(rig: EngineRig) {
  const run = await rig.engine().runs.startProcess('Robot', {}, { isTest: false }, operator);
  await rig.clock.move(0);
  const folder = path.join(await rig.engine().runs.folder(run.id), 'artifacts');
  mkdirSync(path.join(folder, 'sub'), { recursive: true });
  return { id: run.id, folder };
}

test('files are listed with those in folders, and one with a name that is no text hides none of the others', async (t) => {
  const rig = await createRig(t);
  const { id, folder } = await runWithFolder(rig);
  // Windows has no such names, and no names that are not valid text.
  const given = isWindows ? ['a#b%2e.txt', 'sub/çığ ö.txt'] : ['a#b?c%2e.txt', 'line\nend', 'sub/çığ ö.txt'];
  for (const name of given) writeFileSync(path.join(folder, name), 'text');
  if (!isWindows) writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff, 0xfe])]), 'text');
  const { run } = await rig.engine().runs.detail(id);
  const names = run.artifacts.map(({ name }) => name).sort();
  assert.deepEqual(names, given);
  for (const name of names) assert.equal(await rig.engine().runs.artifactFile(id, name), path.join(folder, name));
});

test('a link that a robot left leads nowhere: what it points to is neither listed nor handed out', async (t) => {
  const rig = await createRig(t);
  const { id, folder } = await runWithFolder(rig);
  symlinkSync(path.join(rig.home, 'secret.key'), path.join(folder, 'key'));
  symlinkSync(rig.home, path.join(folder, 'home'));
  const { run } = await rig.engine().runs.detail(id);
  assert.deepEqual(run.artifacts, []);
  for (const name of ['key', 'home/secret.key', 'home', 'sub', '../../../../secret.key', '', '.', 'a\0b'])
    await assert.rejects(rig.engine().runs.artifactFile(id, name), /left no such file/, name);
});
