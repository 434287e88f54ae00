import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile, appendFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { until } from '../support/until.ts';
import { createRig, minute, operator, second, type EngineRig } from './rig.ts';

const parameters = { type: 'object', properties: { file: { type: 'string' } }, required: ['file'] };

interface Folder {
  readonly rig: EngineRig;
  readonly folder: string;
  readonly put: (name: string, text?: string) => Promise<void>;
  /** Time enough to see a file and to see that it is still. */
  readonly look: () => Promise<void>;
  /** The names of the files that runs were made for, in their order. */
  readonly names: () => Promise<string[]>;
}

async function watched(t: TestContext, trigger: object = {}, options: object = {}): Promise<Folder> {
  const rig = await createRig(t);
  await rig.addProcess({ parameters } as never);
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-arrivals-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const one: Folder = {
    rig,
    folder,
    put: (name, text = name) => writeFile(path.join(folder, name), text),
    look: () => rig.clock.move(35 * second),
    names: async () =>
      (await rig.runs()).map((run) => (run.startReason?.params['file'] as string | undefined) ?? run.trigger),
  };
  const triggers = [{ id: 'in', kind: 'file', folder, pattern: '*.xml', valueName: 'file', ...trigger }];
  await rig.schedule({ plan: { kind: 'call', timezone: 'UTC' }, options: { triggers, ...options } });
  await one.look();
  return one;
}

test('a file that arrives runs twice, or again after a restart', async (t) => {
  const { rig, folder, put, look, names } = await watched(t);
  await put('invoice.xml');
  await put('invoice.txt');
  await look();
  assert.deepEqual(await names(), ['invoice.xml']);
  const [run] = await rig.runs();
  assert.equal(run?.trigger, 'file');
  assert.equal(run.startReason?.code, 'file-arrived');
  const { run: detail } = await rig.engine().runs.detail(run.id);
  assert.deepEqual(detail.values, { file: path.join(folder, 'invoice.xml') });
  await look();
  await rig.stop();
  await put('while-off.xml');
  await rig.boot();
  await look();
  assert.deepEqual(await names(), ['invoice.xml', 'while-off.xml']);
  await put('invoice.xml', 'another content');
  await look();
  assert.deepEqual(await names(), ['invoice.xml', 'while-off.xml', 'invoice.xml'], 'written anew, it has arrived anew');
});

test('what was there before it was switched on runs, unless it is asked for', async (t) => {
  const before = await mkdtemp(path.join(tmpdir(), 'rota-before-'));
  t.after(() => rm(before, { recursive: true, force: true }));
  await writeFile(path.join(before, 'old.xml'), 'old');
  const without = await watched(t, { folder: before });
  await writeFile(path.join(before, 'new.xml'), 'new');
  await without.look();
  assert.deepEqual(await without.names(), ['new.xml']);
  await without.rig.stop();
  const all = await watched(t, { folder: before, existing: true });
  assert.deepEqual((await all.names()).toSorted(), ['new.xml', 'old.xml']);
});

test('a file is taken while it is still being written', async (t) => {
  const { rig, folder, put, look, names } = await watched(t, { stillSeconds: 10 });
  await put('slow.xml', '<');
  for (let part = 0; part < 8; part += 1) {
    await rig.clock.move(8 * second);
    await appendFile(path.join(folder, 'slow.xml'), `part ${part}`);
    assert.deepEqual(await names(), []);
  }
  await look();
  await look();
  assert.deepEqual(await names(), ['slow.xml']);
});

test('a folder that is away makes a thousand notices, or is not watched when it is back', async (t) => {
  const { rig, folder, put, look, names } = await watched(t);
  await put('first.xml');
  await look();
  await rename(folder, `${folder}-away`);
  await rig.clock.move(10 * minute);
  const notices = (await rig.engine().notices.all()).filter(({ kind }) => kind === 'trigger');
  assert.equal(notices.length, 1);
  assert.match(JSON.stringify(notices[0]?.params), /is not there/);
  await mkdir(folder);
  await put('second.xml');
  await look();
  assert.deepEqual(await names(), ['first.xml', 'second.xml']);
  assert.deepEqual(await rig.engine().notices.all(), []);
  await rm(folder, { recursive: true });
  await rename(`${folder}-away`, folder);
  await look();
  assert.deepEqual(await names(), ['first.xml', 'second.xml'], 'the first one is back, not new');
});

test('ten thousand files at once are lost, or held in memory, or run twice', async (t) => {
  const { rig, folder, look, names } = await watched(t, {}, { overlap: 'allow' });
  await rig.engine().schedules.pauseAll(null, operator);
  const all = Array.from({ length: 10_000 }, (_, at) => `${at}.xml`);
  for (let from = 0; from < all.length; from += 500)
    await Promise.all(all.slice(from, from + 500).map((name) => writeFile(path.join(folder, name), name)));
  // Each look takes what is still; a slow disk needs more of them.
  await until('all have their run', async () => {
    await rig.clock.move(5 * second);
    const newest = await rig.engine().runs.list({ result: 'all', limit: 1 } as never);
    return (newest.runs[0]?.seq ?? 0) >= all.length;
  });
  await look();
  assert.deepEqual((await names()).toSorted(), all.toSorted());
});

test('files are moved before their run is over, over another one, or not after a restart', async (t) => {
  const { rig, folder, put, look } = await watched(t, {});
  const [schedule] = (await rig.engine().schedules.list({ filter: 'all', q: '', limit: 10 } as never)).rows;
  const [done, failed] = [path.join(folder, 'done'), path.join(folder, 'failed')];
  const { options, plan, values } = schedule!;
  const triggers = options.triggers!.map((one) => ({
    ...one,
    doneFolder: done,
    failedFolder: failed,
    subfolders: true,
  }));
  const draft = {
    name: 'Moves',
    process: 'Robot',
    worker: null,
    plan,
    values,
    runImmediately: false,
    isFavourite: false,
  };
  await rig
    .engine()
    .schedules.replace(
      schedule!.id,
      schedule!.version,
      { ...draft, options: { ...options, triggers } } as never,
      operator,
    );
  rig.launcher().answer(null);
  await look();
  await put('a.xml');
  await mkdir(done);
  await writeFile(path.join(done, 'a.xml'), 'was here');
  await look();
  assert.deepEqual((await readdir(folder)).toSorted(), ['a.xml', 'done']);
  rig.launcher().end([...rig.launcher().active.keys()][0]!);
  await rig.clock.move(second);
  assert.deepEqual((await readdir(done)).toSorted(), ['a (2).xml', 'a.xml']);
  await put('b.xml');
  await look();
  rig.launcher().end([...rig.launcher().active.keys()][0]!, { exitCode: 1 });
  await rig.clock.move(second);
  assert.deepEqual(await readdir(failed), ['b.xml']);
  assert.equal((await rig.runs()).length, 2, 'what was moved has not arrived');

  // One folder that takes nothing does not hold up what goes into the other.
  await rm(failed, { recursive: true });
  await writeFile(failed, 'in the way');
  for (const [name, exitCode] of [
    ['c.xml', 1],
    ['d.xml', 0],
  ] as const) {
    await put(name);
    await look();
    rig.launcher().end([...rig.launcher().active.keys()][0]!, { exitCode });
    await rig.clock.move(second);
  }
  assert.deepEqual((await readdir(done)).toSorted(), ['a (2).xml', 'a.xml', 'd.xml']);
  assert.ok((await readdir(folder)).includes('c.xml'));
});

test('a clock that is set back makes a file arrive again', async (t) => {
  const { rig, put, look, names } = await watched(t);
  await put('once.xml');
  await look();
  rig.clock.set(-3600 * second);
  await look();
  await rig.stop();
  await rig.boot();
  await look();
  assert.deepEqual(await names(), ['once.xml']);
});

test('a paused schedule takes files, or has lost them when it goes on', async (t) => {
  const { rig, put, look, names } = await watched(t);
  const [schedule] = (await rig.engine().schedules.list({ filter: 'all', q: '', limit: 10 } as never)).rows;
  await rig.engine().schedules.pause(schedule!.id, null, operator);
  await look();
  await put('patient.xml');
  await look();
  assert.deepEqual(await names(), []);
  await rig.engine().schedules.resume(schedule!.id, operator);
  await look();
  assert.deepEqual(await names(), ['patient.xml']);
});

test('the start of Rota is missed, or runs at a second moment', async (t) => {
  const rig = await createRig(t);
  const triggers = [{ id: 'up', kind: 'startup', delaySeconds: 60 }];
  await rig.schedule({ plan: { kind: 'call', timezone: 'UTC' }, options: { triggers } });
  await rig.clock.move(5 * minute);
  assert.deepEqual(await rig.runs(), [], 'it was running already');
  await rig.stop();
  await rig.boot();
  await rig.clock.move(5 * minute);
  const runs = await rig.runs();
  assert.deepEqual(
    runs.map((run) => [run.trigger, run.startReason?.code]),
    [['startup', 'rota-started']],
  );
});
