import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { seedSchedules } from '../bench/seed.ts';
import { openStore } from '../../server/store/sqlite/open-store.ts';
import { anybody, type Firing, type NewRun } from '../../server/store/stored-run.ts';
import { createRig, minute } from './rig.ts';

const due = 1000;
const newRun = (id: string, facts: Partial<NewRun> = {}): NewRun => ({
  ...{ id, process: 'Robot', trigger: 'schedule', starter: null, startedBy: null, dueAt: due, at: due },
  ...{ maxAttempts: 1, rank: 0, expiresAt: null, input: null, rerunOf: null, worker: 'w', target: null, ended: null },
  ...facts,
});
const next = { due: null, cursor: null, state: 'ended', reason: null } as const;
const begin = {
  worker: 'w',
  targets: [anybody],
  at: due,
  limits: { ofProcess: null, withoutAnyOf: [], ofGroup: null },
};
const firing = (run: NewRun): Firing => ({ next, runs: [run], at: due, begin });

async function openedStore(t: TestContext, schedules: number) {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-store-'));
  await seedSchedules(home, schedules, { process: 'Robot', due: () => due });
  const store = openStore(path.join(home, 'rota.db'));
  t.after(async () => {
    store.close();
    await rm(home, { recursive: true, force: true });
  });
  return { store, read: await store.schedules.due(due, schedules) };
}

test('a run that begins with its due time has an attempt, as if it had been taken from the queue', async (t) => {
  const { store, read } = await openedStore(t, 1);
  const [run] = (await store.runs.fire(read[0]!, firing(newRun('r'))))?.runs ?? [];
  assert.equal(run?.status, 'running');
  assert.deepEqual(await store.runs.get('r'), run);
  assert.equal((await store.runs.attempts(run.seq)).length, 1);
  assert.equal(await store.runs.fire(read[0]!, firing(newRun('again'))), null, 'one due time, one run');
});

test('a due time begins before what waits in the queue already', async (t) => {
  const { store, read } = await openedStore(t, 2);
  await store.runs.insert(read[1]!.seq, newRun('waits', { trigger: 'operator' }));
  const [run] = (await store.runs.fire(read[0]!, firing(newRun('r'))))?.runs ?? [];
  assert.equal(run?.status, 'queued');
});

test('a due time begins with values that were changed before it was stored', async (t) => {
  const { store, read } = await openedStore(t, 1);
  await store.schedules.change(read[0]!.id, { values: { userName: 'Ada' } }, due);
  const [run] = (await store.runs.fire(read[0]!, firing(newRun('r'))))?.runs ?? [];
  assert.equal(run?.status, 'queued');
});

test('a time that was called missed, and comes after all, is a second run', async (t) => {
  const { store, read } = await openedStore(t, 1);
  const missed = { outcome: 'missed', reason: { code: 'clock-jumped', params: {} } } as const;
  const after = { ...next, due, state: 'active' } as const;
  await store.runs.fire(read[0]!, { ...firing(newRun('missed', { ended: missed })), next: after });
  const fired = await store.runs.fire(read[0]!, firing(newRun('r')));
  assert.deepEqual(
    fired?.runs.map(({ id, status }) => [id, status]),
    [['missed', 'queued']],
  );
});

test('of what is due at one instant, the lesser priority takes the only place', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ runsAtOnce: 1 });
  rig.launcher().answer(null);
  await rig.clock.move(0);
  const plan = { kind: 'once', at: rig.clock.now() + minute, timezone: 'UTC' } as const;
  const low = await rig.schedule({ plan, options: { priority: -5 } });
  const high = await rig.schedule({ plan, options: { priority: 50 } });
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(high.id), ['running']);
  assert.deepEqual(await rig.told(low.id), ['queued']);
});

test('of what is due at one instant, with places for all, the lesser priority starts first', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  await rig.clock.move(0);
  const plan = { kind: 'once', at: rig.clock.now() + minute, timezone: 'UTC' } as const;
  for (const priority of [-5, 0, 50]) await rig.schedule({ name: String(priority), plan, options: { priority } });
  await rig.clock.move(minute);
  const names = new Map((await rig.runs()).map((run) => [run.id, run.scheduleName]));
  assert.deepEqual(
    rig.launcher().launched.map(({ runId }) => names.get(runId)),
    ['50', '0', '-5'],
  );
});

test('what is due at one instant takes more places than a process has, or one of them is lost', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Narrow', maxConcurrent: 2 });
  rig.launcher().answer(null);
  await rig.clock.move(0);
  const plan = { kind: 'once', at: rig.clock.now() + minute, timezone: 'UTC' } as const;
  for (let count = 0; count < 5; count += 1) await rig.schedule({ plan, process: 'Narrow' });
  await rig.clock.move(minute);
  for (let round = 0; round < 5 && rig.launcher().active.size > 0; round += 1) {
    assert.ok(rig.launcher().active.size <= 2);
    for (const id of [...rig.launcher().active.keys()]) rig.launcher().end(id);
    await rig.clock.move(0);
  }
  assert.deepEqual(await rig.told(), Array<string>(5).fill('succeeded: done'));
});
