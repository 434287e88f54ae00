import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, symlinkSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { createRunPacks, packName } from '../../server/store/packs/run-packs.ts';
import { assertOwnerOnly, isWine, mayLink } from '../support/windows.ts';
import { temporaryFolder } from './fixture.ts';

const most = 64 * 1024;
const packs = createRunPacks();

/** The folder of a run as the runner leaves it, with further files. */
async function makeRun(day: string, id: string, files: Record<string, string> = {}): Promise<void> {
  await mkdir(path.join(day, id, 'artifacts'), { recursive: true, mode: 0o700 });
  const all = { 'attempt-1.log': `${id} ğüş\n`, 'attempt-1.input.json': '{}\n', 'attempt-1.output': '', ...files };
  for (const [name, text] of Object.entries(all)) await writeFile(path.join(day, id, name), text);
}

/** Wherever it is now. */
async function textOf(day: string, id: string, name: string): Promise<string | undefined> {
  const file = path.join(day, id, name);
  if (existsSync(file)) return readFile(file, 'utf8');
  return (await packs.read(day, id, name))?.toString('utf8');
}

test('small files of ended runs go together, to the byte, and come back into their folder', async (t) => {
  const day = path.join(await temporaryFolder(t), '2026-11-29');
  await makeRun(day, 'plain');
  await makeRun(day, 'again', {
    'attempt-2.log': 'second\n',
    'attempt-2.output': 'x=1\n',
    'attempt-1.cancel': 'timeout\n',
  });
  assert.deepEqual((await packs.pack(day, ['plain', 'again', 'nobody'], most)).sort(), ['again', 'plain']);
  assert.deepEqual(await readdir(day), [packName]);
  assertOwnerOnly(path.join(day, packName));
  assert.equal(await textOf(day, 'plain', 'attempt-1.log'), 'plain ğüş\n');
  assert.equal(await textOf(day, 'again', 'attempt-2.output'), 'x=1\n');
  assert.equal(await textOf(day, 'plain', 'attempt-1.output'), '');
  assert.equal(await textOf(day, 'plain', 'attempt-2.log'), undefined);
  assert.deepEqual((await packs.ids(day)).sort(), ['again', 'plain']);

  await packs.unpack(day, 'again');
  const back = (await readdir(path.join(day, 'again'))).sort();
  assert.deepEqual(back, [
    'artifacts',
    'attempt-1.cancel',
    'attempt-1.input.json',
    'attempt-1.log',
    'attempt-1.output',
    'attempt-2.log',
    'attempt-2.output',
  ]);
  assert.deepEqual(await packs.pack(day, ['again'], most), ['again'], 'and are put away once more');

  await packs.drop(day, ['plain']);
  assert.deepEqual(await packs.ids(day), ['again']);
  await packs.drop(day, ['again']);
  assert.deepEqual(await readdir(day), [], 'the pack goes with the last run in it');
});

test('what is no small file of Rota keeps its folder as it is: artifacts, files of the robot, long logs, links', async (t) => {
  const day = path.join(await temporaryFolder(t), '2026-11-29');
  await makeRun(day, 'artifact');
  await writeFile(path.join(day, 'artifact', 'artifacts', 'a.txt'), 'a');
  await makeRun(day, 'own-file', { 'report.csv': '1' });
  await makeRun(day, 'long', { 'attempt-1.log': 'x'.repeat(most) });
  if (mayLink()) {
    await makeRun(day, 'link');
    symlinkSync(path.join(day, 'long', 'attempt-1.log'), path.join(day, 'link', 'attempt-2.log'));
  } else t.diagnostic('no symbolic links can be made here: that one was left out');
  await makeRun(day, 'folder');
  await mkdir(path.join(day, 'folder', 'attempt-3.output'));
  const ids = (await readdir(day)).sort();
  assert.deepEqual(await packs.pack(day, ids, most), []);
  assert.deepEqual((await readdir(day)).sort(), ids, 'and there is no pack where nothing is in it');
  assert.equal(await textOf(day, 'long', 'attempt-1.log'), 'x'.repeat(most));
});

test('a pack that is damaged costs no run its folder, and says which file it is', async (t) => {
  const day = path.join(await temporaryFolder(t), '2026-11-29');
  await makeRun(day, 'one');
  await writeFile(path.join(day, packName), 'no database at all '.repeat(500));
  await assert.rejects(packs.pack(day, ['one'], most), { code: 'STORAGE_UNAVAILABLE', message: new RegExp(packName) });
  assert.equal(await textOf(day, 'one', 'attempt-1.log'), 'one ğüş\n');
});

test('a pack that was killed before its first commit holds nobody up', async (t) => {
  const day = path.join(await temporaryFolder(t), '2026-11-29');
  await makeRun(day, 'one');
  await writeFile(path.join(day, packName), '');
  assert.equal(await packs.read(day, 'one', 'attempt-1.log'), null);
  assert.equal(await packs.unpack(day, 'one'), false);
  assert.deepEqual(await packs.ids(day), []);
  assert.deepEqual(await packs.pack(day, ['one'], most), ['one']);
  assert.equal(await textOf(day, 'one', 'attempt-1.log'), 'one ğüş\n');
});

test('killed at any moment while runs are put together, each file is in its folder or in the pack', async (t) => {
  const day = path.join(await temporaryFolder(t), '2026-11-29');
  const ids = Array.from({ length: 120 }, (_, index) => `run-${index}`);
  for (const id of ids) await makeRun(day, id);
  // Each starts a program, and a start is slow under Wine.
  const rounds = isWine ? 2 : 6;
  for (let round = 0; round < rounds; round += 1) {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'packing-child.ts'), day], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    // Right after an answer the next one is in progress.
    await once(child.stdout, 'data');
    for (let turn = 0; turn < round * 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const packed = packedOf(day);
    for (const id of ids)
      for (const [name, text] of [
        ['attempt-1.log', `${id} ğüş\n`],
        ['attempt-1.input.json', '{}\n'],
        ['attempt-1.output', ''],
      ] as const) {
        const file = path.join(day, id, name);
        const found = existsSync(file) ? await readFile(file, 'utf8') : packed.get(`${id}/${name}`);
        assert.equal(found, text, `${name} of ${id} in round ${round}`);
      }
  }
  assert.ok((await packs.ids(day)).length > 0, 'some were put away');
});

/** The whole pack after a kill; an open transaction is rolled back first, as Rota would do. */
function packedOf(day: string): Map<string, string> {
  const file = path.join(day, packName);
  if (!existsSync(file)) return new Map();
  const db = new DatabaseSync(file);
  try {
    // The first kill may have come before the table existed.
    if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'file'").get() === undefined) return new Map();
    const rows = db.prepare('SELECT run, name, content FROM file').all();
    return new Map(
      rows.map(({ run, name, content }) => [
        `${String(run)}/${String(name)}`,
        Buffer.from(content as Uint8Array).toString(),
      ]),
    );
  } finally {
    db.close();
  }
}
