import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, link, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test, { type TestContext } from 'node:test';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { foundFile } from '../../server/triggers/files-in-folder.ts';
import { moveFile } from '../../server/triggers/move-file.ts';
import { addSchedule } from '../store/contract/stores.ts';

async function folderFor(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-killed-trigger-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));
  return folder;
}

const watching = (...words: string[]) =>
  spawn(process.execPath, [path.join(import.meta.dirname, 'trigger-child.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

test('killed -9 between reading and start, a file is lost or runs twice', async (t) => {
  const home = await folderFor(t);
  const folder = path.join(home, 'in');
  await mkdir(folder);
  const file = path.join(home, 'rota.db');
  let store = openStore(file);
  const triggers = [{ id: 'in', kind: 'file', folder, stillSeconds: 0, existing: true }];
  const schedule = await addSchedule(store, { options: { triggers } });
  store.close();
  let files = 0;
  const more = async (count: number) => {
    for (let at = 0; at < count; at += 1) await writeFile(path.join(folder, `${(files += 1)}`), 'x');
  };
  for (let round = 0; round < 8; round += 1) {
    // More than one transaction, every third time.
    await more(round % 3 === 0 ? 450 : 40);
    const child = watching(file, round % 2 === 0 ? 'before' : 'after', round % 3 === 0 ? '2' : '1');
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL');
  }
  await more(1);
  const child = watching(file, 'stay');
  store = openStore(file);
  t.after(() => store.close());
  const runs = async () =>
    (await store.runs.activeOf(schedule.seq)).map((run) => path.basename(String(run.input?.['path'])));
  for await (const _line of createInterface(child.stdout)) if ((await runs()).length >= files) break;
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.deepEqual(
    (await runs()).map(Number).toSorted((a, b) => a - b),
    Array.from({ length: files }, (_, at) => at + 1),
  );
});

/** A file with what a move left that was killed in the middle. */
const cutOff: Readonly<Record<string, (file: string, target: string) => Promise<void>>> = {
  'before it began': () => Promise.resolve(),
  'after the second name was given': (file, target) => link(file, target),
  'in the middle of a copy': (_file, target) =>
    writeFile(path.join(path.dirname(target), `.${path.basename(target)}.rota-moving`), 'hal'),
  async 'after a whole copy'(file, target) {
    await copyFile(file, target);
    const { atime, mtime } = await stat(file);
    await utimes(target, atime, mtime);
  },
};

test('killed -9 in the middle of a move, a file is lost, there twice, or over another one', async (t) => {
  for (const [when, leave] of Object.entries(cutOff)) {
    const home = await folderFor(t);
    const [file, into] = [path.join(home, 'a.xml'), path.join(home, 'done')];
    await mkdir(into);
    await writeFile(file, 'half and whole');
    await leave(file, path.join(into, 'a.xml'));
    const { stamp } = (await foundFile(file))!;
    assert.equal(await moveFile(file, stamp, into), path.join(into, 'a.xml'), when);
    assert.equal(await moveFile(file, stamp, into), null, 'it is moved already');
    assert.equal(await readFile(path.join(into, 'a.xml'), 'utf8'), 'half and whole', when);
    await writeFile(file, 'another one');
    const again = await foundFile(file);
    assert.equal(await moveFile(file, stamp, into), null, 'what was written since is not moved');
    assert.equal(await moveFile(file, again!.stamp, into), path.join(into, 'a (2).xml'));
    const names = (await readdir(into)).filter((name) => !name.startsWith('.'));
    assert.deepEqual(names.toSorted(), ['a (2).xml', 'a.xml'], when);
    assert.deepEqual(await readdir(home), ['done']);
  }
});

test('a file is not moved to another file system', async (t) => {
  const [home, other] = [await folderFor(t), '/dev/shm'];
  const there = await stat(other).catch(() => null);
  if (there === null || there.dev === (await stat(home)).dev) return t.skip('there is only one file system here');
  const into = await mkdtemp(path.join(other, 'rota-moved-'));
  t.after(() => rm(into, { recursive: true, force: true }));
  const file = path.join(home, 'a.xml');
  await writeFile(file, 'far away');
  const before = await foundFile(file);
  assert.equal(await moveFile(file, before!.stamp, into), path.join(into, 'a.xml'));
  assert.deepEqual([await readdir(home), await readdir(into)], [[], ['a.xml']]);
  assert.equal((await foundFile(path.join(into, 'a.xml')))?.stamp, before!.stamp);
});
