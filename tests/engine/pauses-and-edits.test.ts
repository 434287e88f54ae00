import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduleDraft } from '../../contract/schedule.ts';
import { createRig, hour, minute, operator, second, type EngineRig } from './rig.ts';

const everyMinute = '0 * * * * ?';
const draftOf = (change: object) =>
  scheduleDraft.parse({
    process: 'Robot',
    plan: { kind: 'cron', quartz: everyMinute, timezone: 'UTC' },
    ...change,
  });
const outcomes = async (rig: EngineRig, id: string) => (await rig.runs(id)).map((run) => run.outcome ?? run.status);

test('a paused schedule stays silent, its times are reported as skipped, and it goes on when resumed', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: everyMinute });
  const { schedules } = rig.engine();
  await schedules.pause(id, null, operator);
  await rig.clock.move(2 * minute);
  const row = await schedules.row(id);
  assert.deepEqual([row.state, row.reason?.code], ['paused', 'paused-by']);
  await schedules.resume(id, operator);
  await rig.clock.move(minute);
  assert.deepEqual(await rig.told(id), ['skipped: paused', 'skipped: paused', 'succeeded: done']);
});

test('a pause for a while ends by itself, to the second', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: '0/10 * * * * ?' });
  await rig.engine().schedules.pause(id, rig.clock.now() + 30 * second, operator);
  await rig.clock.move(50 * second);
  assert.deepEqual(await outcomes(rig, id), ['skipped', 'skipped', 'succeeded', 'succeeded', 'succeeded']);
});

test('a pause until a time that has passed is refused, of one schedule and of all', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({});
  const { schedules } = rig.engine();
  await assert.rejects(schedules.pause(id, rig.clock.now(), operator), { code: 'DATE_INVALID' });
  await assert.rejects(schedules.pauseAll(1, operator), { code: 'DATE_INVALID' });
  assert.equal(schedules.pausedAll().isPaused, false);
  assert.equal((await schedules.row(id)).state, 'active');
});

test('a paused plan that was cancelled does not come back when its pause is over', async (t) => {
  const rig = await createRig(t);
  const id = await rig.start({ quartzDef: '30 * * * * ?' });
  await rig.engine().schedules.pause(id, rig.clock.now() + minute, operator);
  await rig.engine().connector.cancel(id, operator);
  await rig.clock.move(3 * minute);
  assert.equal((await rig.engine().schedules.row(id)).state, 'ended');
  assert.deepEqual(await rig.told(id), []);
});

test('everything paused: nothing starts, due times are skipped, what waits stays; it survives a restart', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: everyMinute });
  await rig.engine().schedules.pauseAll(null, operator);
  const called = await rig.start({});
  await rig.clock.move(minute);
  await rig.stop();
  await rig.boot();
  await rig.clock.move(minute);
  assert.deepEqual(await outcomes(rig, id), ['skipped', 'skipped']);
  assert.deepEqual(await rig.told(called), ['queued']);
  assert.equal(rig.engine().worker.status().state, 'paused');
  await rig.engine().schedules.resumeAll(operator);
  await rig.clock.move(minute);
  assert.deepEqual(await outcomes(rig, id), ['skipped', 'skipped', 'succeeded']);
  assert.deepEqual(await rig.told(called), ['succeeded: done']);
});

test('everything paused for a while goes on by itself, to the second', async (t) => {
  const rig = await createRig(t);
  await rig.engine().schedules.pauseAll(rig.clock.now() + 7300, operator);
  await rig.start({});
  await rig.clock.move(7200);
  assert.equal(rig.launcher().launched.length, 0);
  await rig.clock.move(5000);
  assert.equal(rig.launcher().launched.length, 1);
});

test('run now with other values leaves the schedule and its plan as they are', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ parameters: { properties: { n: { type: 'integer' } }, required: ['n'] } });
  const row = await rig.schedule({ values: { n: 1 } });
  await rig.engine().schedules.runNow(row.id, { values: { n: '2' } }, operator);
  await rig.engine().schedules.runNow(row.id, {}, operator);
  await rig.clock.move(0);
  assert.deepEqual(
    rig.launcher().launched.map(({ values }) => values),
    [{ n: 2 }, { n: 1 }],
  );
  const after = await rig.engine().schedules.row(row.id);
  assert.deepEqual([after.version, after.due, after.values], [row.version, row.due, { n: 1 }]);
  await assert.rejects(rig.engine().schedules.runNow(row.id, { values: { n: 'x' } }, operator), {
    code: 'VALUE_INVALID',
  });
});

test('an edit keeps the runs, counts the version up, and an older one is refused', async (t) => {
  const rig = await createRig(t);
  const row = await rig.schedule({ quartz: everyMinute });
  await rig.clock.move(minute);
  const { schedules } = rig.engine();
  const plan = { kind: 'cron', quartz: '0 0 * * * ?', timezone: 'UTC', start: null, end: null };
  const edited = await schedules.replace(row.id, row.version, draftOf({ name: 'Hourly', plan }), operator);
  assert.deepEqual([edited.name, edited.version], ['Hourly', row.version + 1]);
  await assert.rejects(schedules.replace(row.id, row.version, draftOf({}), operator), { code: 'VERSION_CONFLICT' });
  await rig.clock.move(hour);
  assert.deepEqual(await outcomes(rig, row.id), ['succeeded', 'succeeded']);
});

test('runs keep the values and the process they were made with, whatever becomes of their schedule', async (t) => {
  const rig = await createRig(t);
  const parameters = { properties: { customer: { type: 'string' } } };
  await rig.addProcess({ parameters });
  await rig.addProcess({ name: 'Other', parameters });
  const draft = (process: string, customer: string) =>
    scheduleDraft.parse({
      process,
      plan: { kind: 'cron', quartz: '0 0 * * * ?', timezone: 'UTC' },
      values: { customer },
    });
  const { id, version } = await rig.engine().schedules.create(draft('Robot', 'Ada'), operator);
  await rig.clock.move(hour);
  await rig.settings({ runsAtOnce: 1 });
  rig.launcher().answer(null);
  const blocker = await rig.engine().runs.startProcess('Other', {}, { isTest: false }, operator);
  await rig.clock.move(hour);
  const [ended, queued] = await rig.runs(id);
  assert.deepEqual([ended?.status, queued?.status], ['ended', 'queued']);
  const edited = await rig.engine().schedules.replace(id, version, draft('Other', 'Grace'), operator);
  await rig.engine().schedules.replace(id, edited.version, draft('Other', 'Linus'), operator);
  for (const run of [ended, queued]) {
    const { run: shown } = await rig.engine().runs.detail(run!.id);
    assert.deepEqual([shown.process, shown.values], ['Robot', { customer: 'Ada' }]);
  }
  rig.launcher().answer({ exitCode: 0 });
  rig.launcher().end(blocker.id);
  await rig.clock.move(0);
  await rig.engine().runs.rerun(ended!.id, {}, operator);
  await rig.clock.move(0);
  const begun = rig.launcher().launched.map(({ process, values }) => [process.name, values['customer']]);
  assert.deepEqual(begun.slice(-2), [
    ['Robot', 'Ada'],
    ['Robot', 'Ada'],
  ]);
  await rig.clock.move(hour);
  const last = rig.launcher().launched.at(-1);
  assert.deepEqual([last?.process.name, last?.values], ['Other', { customer: 'Linus' }]);
});

test('a time that is due at the very moment of an edit is not lost', async (t) => {
  const rig = await createRig(t);
  const row = await rig.schedule({ quartz: everyMinute });
  rig.clock.leap(minute); // Due, but not processed yet.
  await rig.engine().schedules.replace(row.id, row.version, draftOf({}), operator);
  await rig.clock.move(0);
  assert.deepEqual(await outcomes(rig, row.id), ['succeeded']);
});

test('a deleted schedule fires no more, what waits is cancelled, what runs goes on, and all its runs are kept', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer(null);
  const { id } = await rig.schedule({ quartz: everyMinute });
  await rig.clock.move(2 * minute);
  await rig.engine().schedules.delete(id, operator);
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rig.told(id), ['running', 'cancelled: deleted']);
  rig.launcher().end([...rig.launcher().active.keys()][0]!);
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), ['succeeded: done', 'cancelled: deleted']);
  await assert.rejects(rig.engine().schedules.row(id), { code: 'NOT_FOUND' });
});

test('the Scheduler screen shows single starts that are still to come', async (t) => {
  const rig = await createRig(t);
  const id = await rig.start({ runOnce: 'Y', startDate: '2026-11-24 09:00:00' });
  await rig.start({});
  const { rows } = await rig.engine().schedules.list({ filter: 'all', q: '', limit: 50 });
  assert.deepEqual(
    rows.filter(({ process }) => process === 'Robot').map((row) => row.id),
    [id],
  );
});

test('a run that has tried already and may not go on has failed: "blocked" is for those that never ran', async (t) => {
  const rig = await createRig(t);
  rig.launcher().answer({ exitCode: 1 });
  const id = await rig.start({ retryCount: 2, retryDelaySeconds: 60 });
  await rig.addProcess({ enabled: false });
  await rig.clock.move(61_000);
  assert.deepEqual(await rig.told(), ['failed: process-disabled']);
  assert.match(String((await rig.status(id))['message']), /^Failed after 1 of 3 attempts: process "Robot" is disabled/);
});
