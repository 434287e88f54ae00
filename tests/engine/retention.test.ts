import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { until } from '../support/until.ts';
import { createRig, day, hour, minute, operator, second, type EngineRig } from './rig.ts';

/** Every run leaves a folder, as the runner would create it. */
async function makeFolders(rig: EngineRig): Promise<void> {
  for (const { runDir } of rig.launcher().launched) {
    await mkdir(runDir, { recursive: true });
    await writeFile(path.join(runDir, 'attempt-1.log'), 'x\n');
  }
}

/** A server's first sweep comes a minute after its start. */
async function sweep(rig: EngineRig, isOver: () => Promise<boolean>): Promise<void> {
  await rig.stop();
  await rig.boot();
  await rig.clock.move(minute);
  await until('the sweep is over', async () => (await rig.clock.move(100), isOver()));
}

test('what is old goes with its folder, its id is answered 410, and what is active is never touched', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const old = await rig.start({});
  const plan = await rig.schedule({ quartz: '0 0 * * * ?' });
  const never = await rig.start({ quartzDef: '0 0 0 1 1 ? 2020' });
  await rig.clock.move(hour);
  await rig.engine().schedules.pauseAll(null, operator);
  const waiting = await rig.start({});
  await makeFolders(rig);
  const [{ id: oldRun } = { id: '' }] = await rig.runs(old);
  const folder = await rig.engine().runs.folder(oldRun);
  assert.ok(existsSync(folder));
  await rig.stop();
  rig.clock.leap(11 * day);
  await rig.boot();
  const fresh = await rig.start({});
  const isGone = (id: string) =>
    rig.status(id).then(
      () => false,
      (error: { code?: string }) => error.code === 'GONE',
    );
  // A schedule goes after its runs, and one without runs in a later part of the sweep.
  await sweep(rig, async () => !existsSync(folder) && (await isGone(old)) && (await isGone(never)));
  assert.deepEqual(await rig.runs(old), []);
  assert.deepEqual(await rig.told(waiting), ['queued'], 'old, but active');
  assert.deepEqual(await rig.told(fresh), ['queued']);
  assert.equal((await rig.engine().schedules.row(plan.id)).state, 'active');
});

test('a clock that stood years back for a while costs nobody a run or its log', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const recent: string[] = [];
  for (let count = 0; count < 8; count += 1) recent.push(await rig.start({}));
  await rig.clock.move(hour);
  // The clock's battery was empty: the computer started in the past, and was corrected later.
  rig.clock.set(-4000 * day);
  rig.launcher().answer(null);
  for (let count = 0; count < 8; count += 1) recent.push(await rig.start({}));
  await rig.clock.move(second);
  await makeFolders(rig);
  rig.clock.set(4000 * day);
  await rig.clock.move(minute);
  const running = [...rig.launcher().active.values()].map(({ runDir }) => runDir);
  assert.ok(running.length > 0, 'some of the past run still');
  const [{ id: first } = { id: '' }] = await rig.runs(recent[0]);
  const folder = await rig.engine().runs.folder(first);
  const orphan = path.join(rig.home, 'runs', '2015-01-02', 'orphan');
  await mkdir(orphan, { recursive: true });
  await rig.clock.move(hour);
  await until('the sweep is over', async () => (await rig.clock.move(100), !existsSync(path.dirname(orphan))));
  assert.deepEqual(await rig.told(recent[0]), ['succeeded: done']);
  assert.ok(existsSync(folder));
  for (const runDir of running) assert.ok(existsSync(runDir), 'what runs keeps its log');
});

test('a clock that went years on by mistake has an hour to be set right before anything is removed as old', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const id = await rig.start({});
  await rig.clock.move(hour);
  const settle = async () => {
    await rig.clock.move(hour);
    for (let count = 0; count < 50; count += 1) await rig.clock.move(100);
  };
  rig.clock.set(4000 * day);
  await settle();
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  rig.clock.set(-4000 * day);
  await settle();
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  // A clock that stays is trusted.
  rig.clock.set(4000 * day);
  await settle();
  await settle();
  await until('the sweep is over', async () => (await rig.clock.move(100), (await rig.runs(id)).length === 0));
});

test('more runs than the number that is kept go, the oldest first, also where there are thousands', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 3650, runs: 100, auditDays: 365 }, runsAtOnce: 100 });
  for (let count = 0; count < 900; count += 1) await rig.engine().connector.start({ name: 'Robot' }, operator, {});
  await rig.clock.move(1000);
  const before = await rig.runs();
  assert.equal(before.length, 900);
  await sweep(rig, async () => (await rig.runs()).length <= 100);
  assert.deepEqual(
    (await rig.runs()).map((run) => run.id),
    before.slice(-100).map((run) => run.id),
  );
});

test('alerts that nobody dismissed go when their runs do, and do not pile up for years', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  await rig.schedule({ quartz: '0 0 * * * ?', options: { misfire: 'skip' } });
  await rig.stop();
  rig.clock.leap(3 * hour);
  await rig.boot();
  await rig.clock.move(0);
  const [old] = await rig.engine().notices.all();
  await rig.stop();
  rig.clock.leap(11 * day);
  await rig.boot();
  await rig.clock.move(0);
  assert.equal((await rig.engine().notices.all()).length, 2);
  await sweep(rig, async () => (await rig.engine().notices.all()).length === 1);
  assert.notEqual((await rig.engine().notices.all())[0]?.id, old?.id);
});

test('a folder that was left behind, because Rota died between its row and it, is found later', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const runs = path.join(rig.home, 'runs');
  const orphan = path.join(runs, '2026-01-02', 'orphan');
  const recent = path.join(runs, '2026-11-22', 'who-knows');
  for (const folder of [orphan, recent]) await mkdir(folder, { recursive: true });
  await sweep(rig, () => Promise.resolve(!existsSync(path.dirname(orphan))));
  assert.deepEqual(await readdir(runs), ['2026-11-22']);
});

test('thousands of old webhooks and ids go in one sweep, not two hundred an hour', async (t) => {
  const rig = await createRig(t);
  await rig.stop();
  const file = path.join(rig.home, 'rota.db');
  const count = () => {
    const database = new DatabaseSync(file);
    const left = ['purged', 'delivery'].map((table) =>
      Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']),
    );
    database.close();
    return left;
  };
  const database = new DatabaseSync(file);
  const ids = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500)';
  database.exec(`${ids} INSERT INTO purged SELECT 'p' || i, 1 FROM n`);
  database.exec(
    `${ids} INSERT INTO delivery (id, event, url, body, state, created_at) SELECT 'd' || i, 'run.ended', 'x', '{}', 'delivered', 1 FROM n`,
  );
  database.close();
  await rig.boot();
  await sweep(rig, () => Promise.resolve(count().every((left) => left === 0)));
});

test('a file that is a value stays for as long as a schedule or a run names it, and goes then', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const parameters = { type: 'object', properties: { invoice: { type: 'string', format: 'binary' } } };
  await rig.engine().catalogue.put({ name: 'Reads', command: 'true', parameters }, false, operator);
  const invoice = (text: string) => ({ name: 'Reads', values: { invoice: btoa(text) } });
  await rig.start(invoice('of a single start'));
  await rig.start({ ...invoice('of a plan'), quartzDef: '0 0 0 1 1 ? 2099' });
  const folder = path.join(rig.engine().home, 'files');
  assert.equal((await readdir(folder)).length, 2);
  await rig.clock.move(hour);
  await rig.stop();
  rig.clock.leap(5 * day);
  await rig.boot();
  const aside = await rig.start(invoice('of the day'));
  await rig.stop();
  rig.clock.leap(6 * day);
  await rig.boot();
  await sweep(rig, async () => (await readdir(folder)).length === 2);
  assert.equal((await rig.told(aside)).length, 1);
});
