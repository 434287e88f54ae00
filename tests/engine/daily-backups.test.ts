import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { DailyBackups } from '../../contract/backups.ts';
import { until } from '../support/until.ts';
import { createRig, day, hour, minute, operator, type EngineRig } from './rig.ts';

// Backups that nobody has to think of: made, tried and told by themselves, by a clock that is moved by hand.

const dayAt = (date: number, clock = '03:30') =>
  Date.UTC(2026, 10, date, Number(clock.slice(0, 2)), Number(clock.slice(3)));

const stateOf = async (rig: EngineRig): Promise<DailyBackups> => {
  const { daily } = await rig.engine().backups.list(50);
  assert.ok(daily !== null);
  return daily;
};
const listed = async (rig: EngineRig) => (await rig.engine().backups.list(50)).backups;
const noticed = async (rig: EngineRig) =>
  (await rig.engine().notices.all()).flatMap(({ kind, params }) => (kind === 'backup' ? [params['what']] : []));

/** To just after an instant: step by step a day of the scheduler's looks would take long. */
async function goTo(rig: EngineRig, at: number): Promise<void> {
  rig.clock.leap(at - rig.clock.now());
  await rig.clock.move(2000);
}
/** Passes so long; looks meanwhile are called once. */
async function pass(rig: EngineRig, ms: number): Promise<void> {
  rig.clock.leap(ms - 2000);
  await rig.clock.move(2000);
}
const made = (rig: EngineRig, at: number) =>
  until('a daily backup', async () => ((await stateOf(rig)).last?.at ?? 0) >= at && stateOf(rig));

const plan = { enabled: true, at: '03:30', keep: 2, folder: null };

async function otherFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-share-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('one is made every night, tried by restoring it, and only so many of them are kept, never those of people', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 7) });
  const folder = path.join(rig.home, 'backups');
  await rig.engine().backups.setDaily(plan, operator);
  const mine = path.basename(await rig.engine().backups.make(operator));
  for (const date of [24, 25, 26]) {
    await goTo(rig, dayAt(date));
    await made(rig, dayAt(date));
  }
  const { last, nextAt, problem } = await stateOf(rig);
  assert.deepEqual([nextAt, problem], [dayAt(27), null]);
  const all = await listed(rig);
  assert.deepEqual(
    all.map(({ by, problem: fault }) => [by, fault]),
    [
      ['itself', null],
      ['itself', null],
      ['person', null],
    ],
  );
  assert.equal(all[0]?.name, last?.name);
  assert.ok(all[0]?.checkedAt !== null && all[1]?.checkedAt !== null);
  assert.equal(all[2]?.name, mine);
  assert.equal(all[2]?.checkedAt, null);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.new')),
    [],
  );
  assert.deepEqual(rig.troubles, []);
});

test('one that came due while Rota was off is made after the start, and what a kill left half is no backup and goes', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 7) });
  await rig.stop();
  const half = path.join(rig.home, 'backups', 'daily-2026-11-23T00-30-00-000Z.new');
  await mkdir(half, { recursive: true });
  await writeFile(path.join(half, 'rota.db'), 'half');
  rig.clock.leap(3 * day);
  await rig.boot();
  assert.deepEqual(await readdir(path.join(rig.home, 'backups')), []);
  assert.equal((await stateOf(rig)).last, null);
  await pass(rig, 3 * minute);
  await made(rig, dayAt(26));
  assert.equal((await listed(rig)).length, 1, 'one, not one for each night');
});

test('one that fails is told and tried again each hour until it works; the older ones stay', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 7) });
  await rig.engine().backups.setDaily({ ...plan, keep: 1 }, operator);
  await goTo(rig, dayAt(24));
  const { last } = await made(rig, dayAt(24));
  const store = path.join(rig.home, 'rota.json');
  const text = await readFile(store, 'utf8');
  await rm(store);
  await goTo(rig, dayAt(25));
  const failed = await until('a failure', async () => (await stateOf(rig)).problem !== null && stateOf(rig));
  assert.equal(failed.last?.name, last?.name);
  assert.deepEqual(
    (await listed(rig)).map(({ name }) => name),
    [last?.name],
  );
  await until('a notice', async () => (await noticed(rig)).includes('failed'));
  await writeFile(store, text);
  await pass(rig, 30 * minute);
  assert.notEqual((await stateOf(rig)).problem, null, 'not before the hour');
  await pass(rig, hour);
  await made(rig, dayAt(25));
  assert.equal((await stateOf(rig)).problem, null);
  await until('no notice', async () => (await noticed(rig)).length === 0);
  assert.equal(rig.troubles.filter((line) => line.includes('the daily backup failed')).length, 1);
});

test('a share gets a copy that a finder cannot open; while it is away the backup is made, told, and copied later', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 7) });
  const share = await otherFolder(t);
  const { backups } = rig.engine();
  await assert.rejects(backups.setDaily({ ...plan, folder: 'backups' }, operator), /full path/);
  await assert.rejects(backups.setDaily({ ...plan, folder: path.join(rig.home, 'x') }, operator), /data folder/);
  await assert.rejects(backups.setDaily({ ...plan, folder: path.join(share, 'gone') }, operator), /is not there/);
  await backups.setDaily({ ...plan, folder: share, passphrase: 'kırk katır mı' }, operator);
  const target = path.join(share, `rota-${rig.engine().worker.status().id}`);

  await rm(share, { recursive: true });
  await goTo(rig, dayAt(24));
  await made(rig, dayAt(24));
  const away = await until('a problem', async () => (await stateOf(rig)).copy?.problem && stateOf(rig));
  assert.equal(away.problem, null);
  await until('a notice', async () => (await noticed(rig)).includes('copy'));

  await mkdir(share);
  await pass(rig, 41 * minute);
  const back = await until('a copy', async () => (await stateOf(rig)).copy?.last && stateOf(rig));
  assert.equal(back.copy?.problem, null);
  assert.equal(back.copy?.last?.name, back.last?.name);
  assert.deepEqual(await readdir(target), [back.last?.name]);
  assert.deepEqual((await readdir(path.join(target, back.last!.name))).sort(), [
    'checked.json',
    'rota.db',
    'rota.json',
    'secret.key.sealed',
  ]);
  await until('no notice', async () => (await noticed(rig)).length === 0);
  // The passphrase stays when it is not sent, and is nowhere to be read.
  await backups.setDaily({ ...plan, folder: share, at: '04:00' }, operator);
  const document = await readFile(path.join(rig.home, 'rota.json'), 'utf8');
  assert.ok(!document.includes('katır'));
  assert.ok((await stateOf(rig)).plan.hasPassphrase);
  for (const date of [25, 26, 27]) {
    await goTo(rig, dayAt(date, '04:00'));
    await until('a copy', async () => ((await stateOf(rig)).copy?.last?.at ?? 0) >= dayAt(date, '04:00'));
  }
  assert.equal((await readdir(target)).length, 2);
});

test('switched off none is made; asked for at once it is made at once', async (t) => {
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 23, 7) });
  const { backups } = rig.engine();
  assert.equal((await backups.setDaily({ ...plan, enabled: false }, operator)).nextAt, null);
  await goTo(rig, dayAt(25));
  assert.equal((await stateOf(rig)).last, null);
  const { last, problem } = await backups.makeDaily(operator);
  assert.equal(problem, null);
  assert.deepEqual(
    (await listed(rig)).map(({ name, by }) => [name, by]),
    [[last?.name, 'itself']],
  );
});
