import assert from 'node:assert/strict';
import test from 'node:test';
import { createAlarm } from '../../server/engine/time/alarm.ts';
import { createClockWatch, type ClockChange } from '../../server/engine/time/clock-watch.ts';
import { silentLog } from '../../server/log.ts';
import { createEngineClock } from './engine-clock.ts';
import { createRig, day, hour, minute, operator, second, type EngineRig } from './rig.ts';

const setBackNotice = async (rig: EngineRig) =>
  (await rig.engine().notices.all()).find(({ kind }) => kind === 'clock-set-back');

/** One of each kind of waiting thing, a minute each. */
async function everythingWaits(rig: EngineRig) {
  const { schedules } = rig.engine();
  rig.launcher().answer({ exitCode: 1 });
  const retrying = await rig.start({ retryCount: 1, retryDelaySeconds: 60 });
  rig.launcher().answer(null);
  await rig.addProcess({ name: 'Narrow', maxConcurrent: 1 });
  await rig.start({ name: 'Narrow' });
  const soon = await rig.schedule({
    process: 'Narrow',
    plan: { kind: 'once', at: rig.clock.now() + second, timezone: 'UTC' },
    options: { notLaterThanSeconds: 60 },
  });
  const paused = await rig.schedule({ quartz: '0 0 0 1 1 ?' });
  await schedules.pause(paused.id, rig.clock.now() + minute, operator);
  const { user } = await rig.engine().clients.create({ name: 'erp', scopes: ['read'], processes: null }, operator);
  await rig.engine().clients.rotate(user, 60, operator);
  await rig.clock.move(2 * second);
  assert.deepEqual(await rig.told(retrying), ['retrying']);
  assert.deepEqual(await rig.told(soon.id), ['queued']);
  return async () => {
    const oldSecretUntil = rig.engine().clients.all()[0]!.oldSecretUntil;
    return [
      (await rig.told(retrying))[0] === 'retrying',
      (await rig.told(soon.id))[0] === 'queued',
      (await schedules.row(paused.id)).state === 'paused',
      oldSecretUntil !== null && oldSecretUntil > rig.clock.now(),
    ];
  };
}
const all = [true, true, true, true];
const none = [false, false, false, false];

test('a clock that is set back is noticed within three seconds of the steady clock, with nobody asking, and said', async (t) => {
  const rig = await createRig(t);
  await rig.schedule({ quartz: '0 0 * * * ?' });
  await rig.clock.move(minute);
  rig.clock.set(-100 * second);
  await rig.clock.move(3 * second);
  const notice = await setBackNotice(rig);
  assert.equal(Number(notice?.params['from']) - Number(notice?.params['to']), 100 * second);
  assert.ok(rig.troubles.some((line) => line.includes('the clock was set back')));
});

test('nothing waits longer than it was told because the clock was set back', async (t) => {
  for (const by of [100 * second, hour, day]) {
    const rig = await createRig(t);
    const waiting = await everythingWaits(rig);
    rig.clock.set(-by);
    await rig.clock.move(50 * second);
    assert.deepEqual(await waiting(), all, `${by / second} s back, after 50 s`);
    await rig.clock.move(13 * second);
    assert.deepEqual(await waiting(), none, `${by / second} s back, after 63 s`);
    await rig.stop();
  }
});

test('a clock that is set back and put right again has moved nothing that waits', async (t) => {
  const rig = await createRig(t);
  const waiting = await everythingWaits(rig);
  rig.clock.set(-day);
  await rig.clock.move(20 * second);
  rig.clock.set(day);
  await rig.clock.move(20 * second);
  assert.deepEqual(await waiting(), all, 'after 40 s');
  await rig.clock.move(23 * second);
  assert.deepEqual(await waiting(), none, 'after 63 s');
});

test('what a clock set forward has passed is over; what only began to wait on it goes back with it', async (t) => {
  const rig = await createRig(t);
  const waiting = await everythingWaits(rig);
  rig.clock.set(hour);
  await rig.clock.move(5 * second);
  assert.deepEqual((await waiting()).slice(0, 3), none.slice(0, 3));
});

test('pausing everything for a minute lasts a minute, whichever way the clock is set back and forth', async (t) => {
  const rig = await createRig(t);
  const isPaused = () => rig.engine().schedules.pausedAll().isPaused;
  await rig.engine().schedules.pauseAll(rig.clock.now() + minute, operator);
  rig.clock.set(-day);
  await rig.clock.move(30 * second);
  rig.clock.set(day);
  await rig.clock.move(25 * second);
  assert.equal(isPaused(), true);
  await rig.clock.move(8 * second);
  assert.equal(isPaused(), false);
});

test('a call is not started twice because the clock was set forward past the life of its key', async (t) => {
  const rig = await createRig(t);
  const id = await rig.start({}, 'key');
  rig.clock.set(3 * day);
  await rig.clock.move(5 * second);
  assert.equal(await rig.start({}, 'key'), id);
  rig.clock.leap(25 * hour);
  assert.notEqual(await rig.start({}, 'key'), id, 'after a day it is forgotten');
});

test('how long a run took is by the steady clock: neither a negative time nor a day', async (t) => {
  for (const by of [-hour, day]) {
    const rig = await createRig(t);
    rig.launcher().answer(null);
    const id = await rig.start({});
    await rig.clock.move(10 * second);
    rig.clock.set(by);
    await rig.clock.move(10 * second);
    rig.launcher().end(rig.launcher().launched[0]!.runId, { exitCode: 0 });
    await rig.clock.move(second);
    const [run] = await rig.runs(id);
    assert.equal(run!.endedAt! - run!.startedAt!, 20 * second);
    await rig.stop();
  }
});

test('a clock that stood years back at a start does not fill the history with times that never were', async (t) => {
  const rig = await createRig(t);
  const dense = await rig.schedule({ quartz: '0 0/10 * * * ?' });
  const rare = await rig.schedule({ quartz: '0 0 0 1 1 ?' });
  await rig.clock.move(hour);
  await rig.stop();
  // The clock's battery is empty, and the network corrects the time a little later.
  rig.clock.set(-4000 * day);
  await rig.boot();
  await rig.clock.move(25 * minute);
  assert.equal((await rig.runs(dense.id)).filter(({ outcome }) => outcome === 'succeeded').length, 8);
  rig.clock.set(4000 * day);
  await rig.clock.move(20 * minute);
  const runs = await rig.runs(dense.id);
  assert.ok(runs.length < 32 * 144, `${runs.length} rows`);
  assert.equal(runs.at(-1)?.outcome, 'succeeded', 'it goes on');
  // A plan with few due times has a row for each of them, however long ago.
  assert.equal((await rig.runs(rare.id)).length, 11);
});

test('a computer that was off for long, by a clock that may be ahead, removes nothing as old for an hour', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ retention: { days: 10, runs: 1_000_000, auditDays: 365 } });
  const id = await rig.start({});
  await rig.stop();
  rig.clock.set(400 * day);
  await rig.boot();
  await rig.clock.move(10 * minute);
  rig.clock.set(-400 * day);
  await rig.clock.move(2 * hour);
  assert.deepEqual(await rig.told(id), ['succeeded: done']);
});

test('the watch tells a set clock from one that drifts, is slewed, or belongs to a computer that slept', () => {
  const clock = createEngineClock();
  const told: ClockChange['kind'][] = [];
  const watch = createClockWatch(clock);
  watch.listen(({ kind }) => void told.push(kind));
  // 500 ppm over a day is 43 s.
  for (let looks = 0; looks < 28_800; looks += 1) {
    clock.leap(3 * second);
    clock.set(looks % 2 === 0 ? -3 : 0);
    watch.look();
  }
  assert.deepEqual(told, []);
  clock.set(15 * second);
  watch.clock.now();
  assert.deepEqual(told, [], 'a small step forward is caught up without a word');
  clock.set(-second);
  watch.clock.now();
  clock.set(minute);
  watch.clock.now();
  clock.sleep(hour);
  watch.clock.now();
  assert.deepEqual(told, ['set-back', 'set-forward', 'slept']);
  assert.equal(watch.look(), false, 'told once');
});

test('a Rota that was stopped is not said to have slept where sleeping would have stopped its steady clock', async () => {
  for (const stopsInSleep of [true, false]) {
    const clock = { ...createEngineClock(), stopsInSleep };
    const causes: string[] = [];
    const alarm = createAlarm({
      clock,
      log: silentLog,
      ring: () => Promise.resolve(),
      lookAtClocks: () => false,
      onGap: ({ cause }) => void causes.push(cause),
    });
    alarm.set(null);
    clock.leap(30 * second);
    alarm.wake();
    await alarm.quiet();
    alarm.stop();
    assert.deepEqual(causes, [stopsInSleep ? 'stalled' : 'slept']);
  }
});
