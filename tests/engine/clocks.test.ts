import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduledJobs } from 'node-schedule';
import { createAlarm } from '../../server/engine/time/alarm.ts';
import { createSystemClock } from '../../server/clock.ts';
import { silentLog } from '../../server/log.ts';
import { createRig, day, hour, minute, operator, second, type EngineRig } from './rig.ts';

const missedNotice = async (rig: EngineRig) => (await rig.engine().notices.all()).find(({ kind }) => kind === 'missed');
const times = async (rig: EngineRig, id: string) =>
  (await rig.runs(id)).map((run) => `${new Date(run.dueAt).toISOString().slice(11, 16)} ${run.outcome}`);

test('a run is not started twice when the clock goes back', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: '0 0/10 * * * ?' });
  await rig.clock.move(25 * minute);
  assert.deepEqual(await times(rig, id), ['07:10 succeeded', '07:20 succeeded']);
  rig.clock.set(-hour);
  // It is 06:25; 06:30 to 07:00 come for the first time, 07:10 and 07:20 already have their rows.
  await rig.clock.move(70 * minute);
  const expected = ['07:10', '07:20', '06:30', '06:40', '06:50', '07:00', '07:30'];
  assert.deepEqual(
    await times(rig, id),
    expected.map((time) => `${time} succeeded`),
  );
});

test('a clock that stood days ahead for a moment does not silence anything', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: '0 0 * * * ?', options: { misfire: 'skip' } });
  await rig.clock.move(30 * minute);
  rig.clock.set(10 * day);
  await rig.clock.move(6 * second);
  assert.ok((await rig.told(id)).every((told) => told === 'missed: clock-jumped'));
  assert.equal((await rig.runs(id)).length, 240);
  rig.clock.set(-10 * day);
  await rig.clock.move(2 * hour);
  const runs = await rig.runs(id);
  assert.equal(runs.length, 240, 'each time has one row still');
  assert.deepEqual(
    runs.filter((run) => run.outcome === 'succeeded').map((run) => new Date(run.dueAt).toISOString().slice(8, 16)),
    ['23T08:00', '23T09:00'],
    'what was called missed too early runs when its time comes',
  );
});

test('what was queued while the clock stood ahead is not told to a program that asks for the time before', async (t) => {
  const rig = await createRig(t);
  const early = rig.clock.now() + hour;
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    if (count === 1) rig.clock.set(day);
    ids.push(await rig.start({}));
    await rig.clock.move(second);
    if (count === 1) rig.clock.set(-day);
  }
  const { runs } = await rig.engine().connector.history({ to: new Date(early).toISOString(), limit: 50 }, operator);
  assert.deepEqual(
    runs.map(({ robustaSpid }) => robustaSpid),
    ids.filter((id) => id !== ids[1]).reverse(),
  );
});

test('a clock that was set back while Rota was off is noticed at the start', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({ quartz: '0 0 12 * * ?' });
  await rig.clock.move(6 * hour);
  await rig.stop();
  rig.clock.set(-3 * day);
  await rig.boot();
  assert.equal((await rig.engine().schedules.row(id)).due, Date.UTC(2026, 10, 21, 12));
});

test('what was due while the computer slept is settled when it wakes, and told with the reason', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({});
  await rig.clock.move(30 * minute);
  rig.clock.sleep(3 * hour);
  // powerMonitor reports it at once; otherwise the next check does, five seconds later.
  rig.engine().worker.wake();
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(id), ['missed: slept', 'missed: slept', 'succeeded: done']);
  assert.deepEqual((await missedNotice(rig))?.params['cause'], 'slept');
});

test('a sleep is noticed without being told, also where the steady clock goes on through it', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({});
  rig.clock.leap(3.5 * hour);
  await rig.clock.move(5 * second);
  assert.deepEqual(await rig.told(id), ['missed: slept', 'missed: slept', 'succeeded: done']);
});

test('a clock set forward is reported as such', async (t) => {
  const rig = await createRig(t);
  const { id } = await rig.schedule({});
  await rig.clock.move(minute);
  rig.clock.set(150 * minute);
  await rig.clock.move(5 * second);
  assert.deepEqual(await rig.told(id), ['missed: clock-jumped', 'succeeded: done']);
  assert.deepEqual((await missedNotice(rig))?.params['cause'], 'clock-jumped');
});

test('the hour that is missing in spring and the hour that comes twice in autumn: as Quartz, once', async (t) => {
  // New York: 2027-03-14 02:00 -> 03:00, 2027-11-07 02:00 -> 01:00.
  for (const [at, quartz, expected] of [
    [Date.UTC(2027, 2, 14, 6, 0), '0 30 2 ? * *', ['07:00 skipped']],
    [Date.UTC(2027, 10, 7, 5, 0), '0 30 1 ? * *', ['06:30 succeeded']],
  ] as const) {
    const rig = await createRig(t, { at });
    const plan = {
      kind: 'cron',
      quartz,
      timezone: 'America/New_York',
      start: null,
      end: null,
      clockChange: 'as-quartz',
    } as const;
    const { id } = await rig.schedule({ plan });
    await rig.clock.move(2.5 * hour);
    assert.deepEqual(await times(rig, id), expected);
  }
});

test('a date years ahead is kept, and no timer sleeps until then', async (t) => {
  const rig = await createRig(t);
  const id = await rig.start({ runOnce: 'Y', startDate: '2039-05-06 07:08:09' });
  assert.equal(rig.clock.alarms(), 1);
  await rig.clock.move(minute);
  assert.equal(rig.clock.alarms(), 1);
  await rig.stop();
  rig.clock.leap(Date.UTC(2039, 4, 6, 7, 8, 0) - rig.clock.now());
  await rig.boot();
  await rig.clock.move(8 * second);
  assert.deepEqual(await rig.told(id), []);
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
  assert.equal((await rig.runs(id))[0]?.startedAt, Date.UTC(2039, 4, 6, 7, 8, 9));
});

test('node-schedule never holds more than one job, and the loop is not kept alive by it', async () => {
  let rings = 0;
  const clock = createSystemClock(() => 0, true);
  const alarm = createAlarm({
    clock,
    log: silentLog,
    ring: () => Promise.resolve(void (rings += 1)),
    lookAtClocks: () => false,
    onGap: () => {},
  });
  for (let count = 1; count <= 100; count += 1) {
    alarm.set(clock.now() + 1000 * count);
    assert.ok(Object.keys(scheduledJobs).length <= 1);
  }
  alarm.wake();
  await alarm.quiet();
  assert.equal(rings, 1);
  assert.equal(Object.keys(scheduledJobs).length, 1);
  alarm.stop();
  assert.equal(Object.keys(scheduledJobs).length, 0);
});
