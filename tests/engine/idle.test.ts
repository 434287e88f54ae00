// Somebody, or nobody, at the computer: what waits for that, and what it starts.
import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createRig, minute, operator, second } from './rig.ts';

/** A server whose desktop has been idle for as many seconds as the test says; null: it cannot tell. */
async function rigWith(t: TestContext, seconds: number | null) {
  const desktop = { seconds };
  const rig = await createRig(t, { start: { idleSeconds: () => desktop.seconds } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  return { rig, desktop };
}

test('a desktop robot takes the mouse out of a hand, or never begins once nobody is there', async (t) => {
  const { rig, desktop } = await rigWith(t, 5);
  const late = await rig.schedule({ process: 'Desk', quartz: '0 0 * * * ?', options: { idleMinutes: 10 } });
  const other = await rig.schedule({ process: 'Desk', quartz: '0 0 * * * ?' });
  await rig.clock.move(61 * minute);
  assert.deepEqual(await rig.told(other.id), ['succeeded: done'], 'another one goes by');
  const [waiting] = await rig.runs(late.id);
  assert.equal(waiting?.status, 'queued');
  const { run } = await rig.engine().runs.detail(waiting.id);
  assert.deepEqual(run.reason, { code: 'desktop-in-use', params: { minutes: 10 } });
  desktop.seconds = 599;
  await rig.clock.move(9 * minute + 59 * second);
  assert.deepEqual(await rig.told(late.id), ['queued']);
  desktop.seconds = 600;
  await rig.clock.move(61 * second);
  assert.deepEqual(await rig.told(late.id), ['succeeded: done']);
});

test('a computer that cannot tell counts as idle, or says nothing', async (t) => {
  const { rig } = await rigWith(t, null);
  const schedule = await rig.schedule({ process: 'Desk', quartz: '0 0 * * * ?', options: { idleMinutes: 1 } });
  await rig.clock.move(90 * minute);
  const [run] = await rig.runs(schedule.id);
  const detail = await rig.engine().runs.detail(run!.id);
  assert.equal(detail.run.reason?.code, 'idle-unknown');
  assert.match(String((await rig.status(schedule.id))['message']), /desktop app/);
});

test('a person who starts it by hand has to go away first; a robot without a desktop waits, too', async (t) => {
  const { rig } = await rigWith(t, 0);
  const schedule = await rig.schedule({
    process: 'Desk',
    plan: { kind: 'call', timezone: 'UTC' },
    options: { idleMinutes: 5 },
  });
  await rig.engine().schedules.runNow(schedule.id, {}, operator);
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(schedule.id), ['succeeded: done']);
  await rig.addProcess({ name: 'Plain' });
  const plain = await rig.schedule({ process: 'Plain', quartz: '0 0 * * * ?', options: { idleMinutes: 5 } });
  await rig.clock.move(61 * minute);
  assert.deepEqual(await rig.told(plain.id), ['succeeded: done']);
});
