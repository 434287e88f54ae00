// What needs a person, however it was started, until somebody has seen it or it succeeds again.
import assert from 'node:assert/strict';
import test from 'node:test';
import type { AuditAction } from '../../contract/console.ts';
import { until } from '../support/until.ts';
import { createRig, hour, operator, type EngineRig } from './rig.ts';

const needed = async (rig: EngineRig) =>
  (await rig.engine().attention.list()).items.map(
    ({ schedule, process, count, last }) => `${schedule?.name ?? process}: ${count} ${last.outcome}`,
  );
const audited = async (rig: EngineRig, action: AuditAction) =>
  (await rig.engine().audit.page({ limit: 100 })).entries.filter((entry) => entry.action === action).length;

test('two starts by a program fail and nobody is told; a schedule that succeeds again is told of for ever', async (t) => {
  const rig = await createRig(t);
  await rig.schedule({ name: 'Each hour', quartz: '0 0 * * * ?' });
  rig.launcher().answer({ exitCode: 1 });
  await rig.start({ values: {} });
  await rig.start({ values: {} });
  await rig.clock.move(hour);
  assert.deepEqual(await needed(rig), ['Each hour: 1 failed', 'Robot: 2 failed']);
  assert.equal((await rig.engine().views.glance()).attention, 2);
  rig.launcher().answer({ exitCode: 0 });
  await rig.clock.move(hour);
  assert.deepEqual(await needed(rig), ['Robot: 2 failed']);
  // The same start again, with the same values.
  await rig.start({ values: {} });
  await until('a start that succeeded settles those like it', async () => (await needed(rig)).length === 0);
});

test('a called run that was interrupted by the end of Rota is in no list', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  await rig.start({ values: {} });
  await rig.stop();
  await rig.boot();
  assert.deepEqual(await needed(rig), ['Robot: 1 interrupted']);
});

test('what somebody has seen is not said again, what failed since is; it can be taken back, and is written down', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer({ exitCode: 1 });
  await rig.start({ values: {} });
  const heard: string[] = [];
  rig.engine().subscribe(({ type }) => void heard.push(type), ['attention']);
  const { items, upTo } = await rig.engine().attention.list();
  await rig.start({ values: {} });
  const seen = await rig.engine().attention.see({ keys: items.map(({ key }) => key), upTo }, operator);
  assert.equal(seen.length, 1);
  assert.deepEqual(await needed(rig), ['Robot: 1 failed']);
  const rest = await rig.engine().attention.list();
  assert.equal((await rig.engine().attention.see({ upTo: rest.upTo }, operator)).length, 1);
  assert.deepEqual(await needed(rig), []);
  assert.deepEqual(await rig.engine().attention.see({ upTo: rest.upTo }, operator), []);
  await rig.engine().attention.unsee(seen, operator);
  assert.deepEqual(await needed(rig), ['Robot: 1 failed']);
  assert.deepEqual(heard, ['attention', 'attention', 'attention']);
  assert.deepEqual([await audited(rig, 'attention seen'), await audited(rig, 'attention not seen')], [2, 1]);
  await rig.stop();
  await rig.boot();
  assert.deepEqual(await needed(rig), ['Robot: 1 failed'], 'it is stored');
});
