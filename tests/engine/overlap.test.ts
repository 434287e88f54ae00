import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import type { OverlapPolicy } from '../../contract/schedule.ts';
import { createRig, minute, operator } from './rig.ts';

/** Due every minute, each run lasting until the test ends it; three minutes in. */
async function threeTimes(t: TestContext, overlap: OverlapPolicy) {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const { id } = await rig.schedule({ quartz: '0 * * * * ?', options: { overlap } });
  await rig.clock.move(3 * minute + 30_000);
  return { rig, id };
}

test('overlap "queue": the next one waits for the one before it, and none is lost', async (t) => {
  const { rig, id } = await threeTimes(t, 'queue');
  assert.deepEqual(await rig.told(id), ['running', 'queued', 'queued']);
  rig.launcher().end([...rig.launcher().active.keys()][0]!);
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), ['succeeded: done', 'running', 'queued']);
  assert.equal(rig.launcher().peak(), 1);
});

test('overlap "skip": the next one is skipped, with the reason', async (t) => {
  const { rig, id } = await threeTimes(t, 'skip');
  assert.deepEqual(await rig.told(id), ['running', 'skipped: overlap', 'skipped: overlap']);
});

test('overlap "replace": the running one is stopped, then the next one runs', async (t) => {
  const { rig, id } = await threeTimes(t, 'replace');
  assert.deepEqual(await rig.told(id), ['cancelled: replaced', 'cancelled: replaced', 'running']);
  assert.equal(rig.launcher().peak(), 1, 'never two beside each other');
});

test('overlap "replace" after a night off: only the last of the missed times runs', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: '0 * * * * ?', options: { overlap: 'replace', misfire: 'all' } });
  await rig.stop();
  rig.clock.leap(10 * minute);
  await rig.boot();
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), [...Array<string>(9).fill('cancelled: replaced'), 'succeeded: done']);
});

test('overlap "allow": they run concurrently, up to the worker\'s limit', async (t) => {
  const { rig, id } = await threeTimes(t, 'allow');
  assert.deepEqual(await rig.told(id), ['running', 'running', 'running']);
  await rig.settings({ runsAtOnce: 4 });
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rig.told(id), [...Array<string>(4).fill('running'), 'queued']);
});

test('a schedule that waits for itself a thousand times is blocked, with the number', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const { id } = await rig.schedule({ quartz: '* * * * * ?', options: { misfire: 'all' } });
  await rig.stop();
  rig.clock.leap(1010_000);
  await rig.boot();
  await rig.clock.move(0);
  const told = await rig.told(id);
  assert.equal(told.filter((one) => one === 'queued' || one === 'running').length, 1000);
  assert.deepEqual(new Set(told.slice(1000)), new Set(['blocked: queue-full']));
});

test('a plan that can no longer be followed is paused with the reason, and silences no other', async (t) => {
  const rig = await createRig(t);
  const gone = await rig.schedule({ quartz: '0 * * * * ?' });
  await rig.addProcess({ name: 'Other' });
  const other = await rig.schedule({ quartz: '0 * * * * ?', process: 'Other' });
  await rig.engine().catalogue.put({ name: 'Robot', command: 'true', enabled: false }, false, operator);
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(gone.id), ['blocked: process-disabled']);
  assert.deepEqual(await rig.told(other.id), ['succeeded: done']);
});
