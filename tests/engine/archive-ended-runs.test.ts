import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { packName } from '../../server/store/packs/run-packs.ts';
import { until } from '../support/until.ts';
import { createRig, day, minute, operator, second, type EngineRig } from './rig.ts';

const text = '2026-11-23T07:00:00.000Z info what it said\n';

/** Runs with the files that the runner would leave; the last one has just ended. */
async function makeRuns(rig: EngineRig, count: number): Promise<string[]> {
  const before = rig.launcher().launched.length;
  for (let made = 0; made < count; made += 1) await rig.start({});
  await until('all have run', async () => (await rig.clock.move(1), rig.launcher().launched.length === before + count));
  const folders = rig
    .launcher()
    .launched.slice(before)
    .map(({ runDir }) => runDir);
  for (const folder of folders) {
    await mkdir(path.join(folder, 'artifacts'), { recursive: true });
    await writeFile(path.join(folder, 'attempt-1.log'), text);
    await writeFile(path.join(folder, 'attempt-1.input.json'), '{}\n');
  }
  return folders;
}

const later = async (rig: EngineRig, ms: number) => {
  for (let gone = 0; gone < ms; gone += 5 * second) await rig.clock.move(5 * second);
};
const left = (folders: readonly string[]) => folders.filter((folder) => existsSync(folder)).length;
const idOf = (folder: string) => path.basename(folder);

test('what hundreds of small runs leave is put together once it is quiet, and their logs are read as before', async (t) => {
  const rig = await createRig(t);
  const folders = await makeRuns(rig, 220);
  const [folder = ''] = folders;
  const { runs } = rig.engine();
  const query = { from: 1, limit: 10, levels: 'all' } as const;
  const before = await runs.log(idOf(folder), query);
  await later(rig, 20 * second);
  assert.equal(left(folders), 220, 'not before it is quiet: runs that begin soon would pay for it');
  await until('all are put away', async () => (await rig.clock.move(10 * second), left(folders) === 0));
  assert.deepEqual(await readdir(path.dirname(folder)), [packName]);
  assert.deepEqual(await runs.log(idOf(folder), query), before);
  assert.equal((await runs.watch(idOf(folder))).lines, 1, 'who follows it is told of no line twice');
  assert.equal((await runs.findInLog(idOf(folder), { text: 'said', levels: 'all', from: 1 })).total, 1);

  const file = await runs.logText(idOf(folder), undefined);
  assert.equal(typeof file === 'string' ? await readFile(file, 'utf8') : null, text);
  assert.equal(await runs.folder(idOf(folder)), folder);
  assert.ok(existsSync(path.join(folder, 'attempt-1.input.json')), 'all of it is in its folder again');
  await until('it is put away once more', async () => (await rig.clock.move(minute), left(folders) === 0));
  assert.deepEqual(rig.troubles, []);
});

test('times that are skipped each second, as everything is paused, are no reason to wait', async (t) => {
  const rig = await createRig(t);
  const folders = await makeRuns(rig, 220);
  await rig.schedule({ quartz: '* * * * * ?' });
  await rig.engine().schedules.pauseAll(null, operator);
  await later(rig, 40 * second);
  assert.ok(
    (await rig.told()).some((told) => told.startsWith('skipped')),
    'some were skipped',
  );
  let waited = 0;
  await until('all are put away', async () => ((waited += 1), await rig.clock.move(second), left(folders) === 0));
  assert.ok(waited < 300, `${waited} seconds: as where runs end all the time`);
});

test('what a server before this one left is put together as well, but never what is active', async (t) => {
  const rig = await createRig(t);
  const folders = await makeRuns(rig, 3);
  rig.launcher().answer(null);
  const [active = ''] = await makeRuns(rig, 1);
  await rig.stop();
  // That interrupts it; another one begins.
  await rig.boot();
  rig.launcher().answer(null);
  const [running = ''] = await makeRuns(rig, 1);
  await until('all are put away', async () => (await rig.clock.move(10 * second), left([...folders, active]) === 0));
  assert.ok(existsSync(path.join(running, 'attempt-1.log')));
});

test('what is removed as old goes from the pack, and the pack with the last', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const folders = await makeRuns(rig, 20);
  await until('all are put away', async () => (await rig.clock.move(10 * second), left(folders) === 0));
  const folderOfDay = path.dirname(folders[0] ?? '');
  await rig.stop();
  rig.clock.leap(11 * day);
  await rig.boot();
  // After days off, the clock is trusted only at the second start.
  await rig.stop();
  await rig.boot();
  await rig.clock.move(minute);
  await until(
    'the pack is gone',
    async () => (await rig.clock.move(second), !existsSync(path.join(folderOfDay, packName))),
  );
  assert.deepEqual(rig.troubles, []);
});
