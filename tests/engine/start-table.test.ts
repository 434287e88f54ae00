import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig, hour, minute, operator } from './rig.ts';

const clockText = (instant: number) => new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
const cron = '0 30 * * * ?'; // at half past, so that nothing is due at the start

test('every row of the start table queues what it says, and nothing else', async (t) => {
  const rig = await createRig(t);
  const now = rig.clock.now();
  const later = clockText(now + 90 * minute);
  const past = clockText(now - hour);
  // body -> runs at once, runs within the next three hours
  const table: [string, object, number, number][] = [
    ['nothing said', {}, 1, 1],
    ['once and now', { runOnce: 'Y', runImmediately: 'Y' }, 1, 1],
    ['once and now, whatever else', { runOnce: 'Y', runImmediately: 'Y', quartzDef: cron, startDate: later }, 1, 1],
    ['once, no time', { runOnce: 'Y' }, 1, 1],
    ['once, at its start', { runOnce: 'Y', runImmediately: 'N', startDate: later }, 0, 1],
    ['once, start past', { runOnce: 'Y', startDate: past }, 1, 1],
    ['once, by cron', { runOnce: 'Y', quartzDef: cron }, 0, 1],
    ['once, by cron inside the window', { runOnce: 'Y', quartzDef: cron, startDate: later }, 0, 1],
    ['now and the plan', { runOnce: 'N', runImmediately: 'Y', quartzDef: cron }, 1, 4],
    ['the plan', { runOnce: 'N', runImmediately: 'N', quartzDef: cron }, 0, 3],
    ['the plan, nothing else said', { quartzDef: cron }, 0, 3],
    ['the plan inside its window', { quartzDef: cron, startDate: later, endDate: clockText(now + 140 * minute) }, 0, 1],
    ['now', { runImmediately: 'Y' }, 1, 1],
    ['not once, but now', { runOnce: 'N', runImmediately: 'Y' }, 1, 1],
    ['at its start', { startDate: later }, 0, 1],
    ['start past', { startDate: past }, 1, 1],
    ['a plan whose window is over', { quartzDef: cron, startDate: past, endDate: past }, 0, 0],
  ];
  const ids: string[] = [];
  for (const [what, body, atOnce] of table) {
    const id = await rig.start(body);
    ids.push(id);
    assert.equal((await rig.runs(id)).length, atOnce, `${what}: at once`);
  }
  await rig.clock.move(3 * hour);
  for (const [index, [what, , , inAll]] of table.entries()) {
    const told = await rig.told(ids[index]);
    assert.deepEqual(told, Array(inAll).fill('succeeded: done'), `${what}: in three hours`);
  }
  await assert.rejects(rig.start({ runOnce: 'N' }), { code: 'NOTHING_TO_RUN' });
  assert.equal((await rig.status(ids.at(-1)!))['status'], 'CANCELLED');
  assert.deepEqual(rig.troubles, []);
});

test('what is asked for now goes to the head of the queue, before what was planned with priority', async (t) => {
  const rig = await createRig(t);
  await rig.settings({ runsAtOnce: 1 });
  rig.launcher().answer(null);
  await rig.start({ values: {} });
  const planned = (priority: number) => ({ startDate: clockText(rig.clock.now() + minute), priority });
  const low = await rig.start(planned(-5));
  const usual = await rig.start(planned(0));
  const high = await rig.start(planned(50));
  await rig.clock.move(minute);
  const now = await rig.start({ runImmediately: 'Y' });
  const order: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    const [id, spec] = [...rig.launcher().active][0] ?? [];
    assert.ok(id && spec, 'something runs');
    order.push((await rig.runs()).find((run) => run.id === id)!.scheduleId);
    rig.launcher().end(id);
    await rig.clock.move(0);
  }
  assert.deepEqual(order.slice(1), [now, high, usual, low]);
});

test('a start with calendars waits for a working day, also the first time', async (t) => {
  // Saturday 2026-11-28; the calendar works Monday to Friday.
  const rig = await createRig(t, { at: Date.UTC(2026, 10, 28, 7) });
  const weekdays = { name: 'Office', country: null, weekend: [6, 7], off: [], on: [], halfDays: 'off' as const };
  await rig.engine().calendars.put('Office', weekdays, operator);
  const skip = await rig.start({ quartzDef: '0 0 9 * * ?', calendar: { calendar: 'Office', action: 'skip' } });
  const next = await rig.start({ quartzDef: '0 0 9 * * ?', calendar: { calendar: 'Office', action: 'next' } });
  await rig.clock.move(3 * hour);
  await rig.stop();
  rig.clock.leap(46.5 * hour);
  await rig.boot();
  await rig.clock.move(hour);
  assert.deepEqual(await rig.told(skip), ['skipped: calendar', 'skipped: calendar', 'succeeded: done']);
  const moved = await rig.runs(next);
  assert.deepEqual(
    moved.map((run) => [new Date(run.dueAt).toISOString().slice(0, 10), run.outcome]),
    [
      ['2026-11-29', 'skipped'],
      ['2026-11-30', 'succeeded'],
    ],
    'what two days moved to one runs there once, and the other is told',
  );
});
