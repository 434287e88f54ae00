import assert from 'node:assert/strict';
import { utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { createRig, hour, minute, operator, type EngineRig } from './rig.ts';

const evening = Date.UTC(2026, 10, 23, 22, 10);

/** Off from 22:10 to 06:40: eight full hours pass. */
async function nightOff(rig: EngineRig): Promise<void> {
  await rig.stop();
  rig.clock.leap(8.5 * hour);
  await rig.boot();
}

const missedNotices = async (rig: EngineRig) =>
  (await rig.engine().notices.all()).filter(({ kind }) => kind === 'missed');

test('after a night off each missed time has exactly one row, and one run stands for all of them', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({});
  await nightOff(rig);
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), [...Array<string>(7).fill('missed: was-off'), 'succeeded: done']);
  const runs = await rig.runs(id);
  assert.equal(new Set(runs.map(({ dueAt }) => dueAt)).size, 8);
  assert.equal(runs.at(-1)?.isLate, true, 'the one that runs is called late');
});

test('a power cut that emptied the mark of life is still a night off, reported as such', async (t) => {
  const rig = await createRig(t, { at: evening });
  await rig.schedule({ options: { misfire: 'skip' } });
  await rig.stop();
  const mark = path.join(rig.home, 'alive');
  await writeFile(mark, '');
  await utimes(mark, evening / 1000, evening / 1000);
  rig.clock.leap(8.5 * hour);
  await rig.boot();
  await rig.clock.move(0);
  const [notice] = await missedNotices(rig);
  assert.deepEqual(notice?.params, { from: evening, to: evening + 8.5 * hour, cause: 'was-off', count: 8 });
});

test('with misfire "skip" nothing runs after a night off; with "all" every time does, in order', async (t) => {
  const rig = await createRig(t, { at: evening });
  const skip = await rig.schedule({ options: { misfire: 'skip' } });
  const all = await rig.schedule({ options: { misfire: 'all' } });
  await nightOff(rig);
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(skip.id), Array<string>(8).fill('missed: was-off'));
  assert.deepEqual(await rig.told(all.id), Array<string>(8).fill('succeeded: done'));
  const begun = rig.launcher().launched.map(({ dueAt }) => dueAt);
  assert.deepEqual(
    begun,
    begun.toSorted((a, b) => a - b),
  );
});

test('"not later than" is missed for good, whatever the policy', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({ options: { misfire: 'all', notLaterThanSeconds: 3600 } });
  await nightOff(rig);
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), [...Array<string>(7).fill('missed: was-off'), 'succeeded: done']);
});

test('a night off is reported once, with what was missed in it, and not again after the next start', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({ options: { misfire: 'skip' } });
  await rig.schedule({ quartz: '0 0 3 * * ?', options: { misfire: 'skip' } });
  await nightOff(rig);
  await rig.clock.move(0);
  const [notice, ...further] = await missedNotices(rig);
  assert.deepEqual(further, []);
  assert.deepEqual(notice?.params, { from: evening, to: evening + 8.5 * hour, cause: 'was-off', count: 9 });
  const missed = (await rig.runs()).filter((run) => run.outcome === 'missed').map((run) => run.id);
  assert.deepEqual(notice.runIds.toSorted(), missed.toSorted());
  // "Run it": repeats one of them, as a new run.
  const again = await rig.engine().runs.rerun(notice.runIds[0]!, {}, operator);
  await rig.clock.move(0);
  assert.equal((await rig.runs(id)).find((run) => run.id === again.id)?.outcome, 'succeeded');
  await rig.engine().notices.dismiss(notice.id);
  await rig.stop();
  await rig.boot();
  assert.deepEqual(await missedNotices(rig), []);
});

test('each missed run is run or skipped by itself, none twice, and the notice goes with the last of them', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({ quartz: '0 0 0-3 * * ?', options: { misfire: 'skip' } });
  await nightOff(rig);
  await rig.clock.move(0);
  const [notice] = await missedNotices(rig);
  const { notices } = rig.engine();
  const [first, second, ...rest] = (await notices.runs(notice!.id)).map((run) => run.id);
  assert.equal(rest.length, 2);
  const both = [
    notices.settle(notice!.id, 'run', [first!], operator),
    notices.settle(notice!.id, 'run', [first!], operator),
  ];
  await Promise.all(both);
  const left = await notices.settle(notice!.id, 'skip', [second!, 'no such run'], operator);
  assert.deepEqual(left?.runIds, rest);
  assert.equal(await notices.settle(notice!.id, 'run', undefined, operator), null);
  assert.equal(await notices.settle(notice!.id, 'run', undefined, operator), null, 'a second press runs nothing');
  await rig.clock.move(0);
  assert.deepEqual(await missedNotices(rig), []);
  const repeated = (await rig.runs(id)).filter((run) => run.trigger === 'rerun').map((run) => run.rerunOf);
  assert.deepEqual(repeated, [first, ...rest]);
});

test('missed runs that cannot be run now stay on the notice', async (t) => {
  const rig = await createRig(t, { at: evening });
  await rig.schedule({ quartz: '0 0 0-1 * * ?', options: { misfire: 'skip' } });
  await nightOff(rig);
  await rig.clock.move(0);
  await rig.addProcess({ enabled: false });
  const [notice] = await missedNotices(rig);
  await assert.rejects(rig.engine().notices.settle(notice!.id, 'run', undefined, operator), /disabled/);
  assert.deepEqual(await missedNotices(rig), [notice]);
});

test('a restart of a few seconds misses nothing and is no news', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({ quartz: '0 11 22 * * ?' });
  await rig.clock.move(58_000);
  await rig.stop();
  rig.clock.leap(9_000);
  await rig.boot();
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  assert.equal((await rig.runs(id))[0]?.isLate, true);
  assert.deepEqual(await missedNotices(rig), []);
});

test('a pause that ended during the night: times inside it stay silent, those after it are missed', async (t) => {
  const rig = await createRig(t, { at: evening });
  const one = await rig.schedule({ options: { misfire: 'all' } });
  await rig.engine().schedules.pause(one.id, Date.UTC(2026, 10, 24, 2, 0), operator);
  await nightOff(rig);
  await rig.clock.move(minute);
  // 23, 0 and 1 o'clock are in the pause, which ends at 2.
  assert.deepEqual(await rig.told(one.id), [
    ...Array<string>(3).fill('skipped: paused'),
    ...Array<string>(5).fill('succeeded: done'),
  ]);
  assert.equal((await rig.engine().schedules.row(one.id)).state, 'active');
});

test('everything paused for a while, which ends during the night, is over in the morning', async (t) => {
  const rig = await createRig(t, { at: evening });
  const one = await rig.schedule({ options: { misfire: 'skip' } });
  await rig.engine().schedules.pauseAll(Date.UTC(2026, 10, 24, 0, 30), operator);
  await nightOff(rig);
  await rig.clock.move(minute);
  assert.deepEqual(rig.engine().schedules.pausedAll(), { isPaused: false, until: null });
  assert.deepEqual(await rig.told(one.id), [
    ...Array<string>(2).fill('skipped: paused'),
    ...Array<string>(6).fill('missed: was-off'),
  ]);
});

test('five days without Rota, every minute: each time is there, and nobody waits for an answer meanwhile', async (t) => {
  const rig = await createRig(t, { at: evening });
  const { id } = await rig.schedule({ quartz: '0 * * * * ?' });
  await rig.stop();
  rig.clock.leap(5 * 24 * hour);
  let longest = 0;
  let last = performance.now();
  let isOver = false;
  const watch = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isOver) setImmediate(watch);
  };
  setImmediate(watch);
  await rig.boot();
  isOver = true;
  await rig.clock.move(0);
  const runs = await rig.runs(id);
  assert.equal(runs.length, 5 * 24 * 60);
  assert.equal(new Set(runs.map(({ dueAt }) => dueAt)).size, runs.length);
  assert.equal(runs.filter(({ outcome }) => outcome === 'succeeded').length, 1);
  t.diagnostic(`the loop stood still for ${longest.toFixed(0)} ms at most, the start itself included`);
  assert.ok(longest < 2000);
});
