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
  const plan = { kind: 'once', at: rig.clock.now() + minute, timezone: 'UTC' } as const;
  const late = await rig.schedule({ process: 'Desk', plan, options: { idleMinutes: 10 } });
  const other = await rig.schedule({ process: 'Desk', plan });
  await rig.clock.move(61 * second);
  assert.deepEqual(await rig.told(other.id), ['succeeded: done'], 'another one goes by');
  const [waiting] = await rig.runs(late.id);
  assert.equal(waiting?.status, 'queued');
  const { run } = await rig.engine().runs.detail(waiting.id);
  assert.deepEqual(run.reason, { code: 'desktop-in-use', params: { minutes: 10 } });
  desktop.seconds = 599;
  await rig.clock.move(2 * minute);
  assert.deepEqual(await rig.told(late.id), ['queued']);
  desktop.seconds = 600;
  await rig.clock.move(61 * second);
  assert.deepEqual(await rig.told(late.id), ['succeeded: done']);
});

test('a computer that cannot tell counts as idle, or says nothing', async (t) => {
  const { rig } = await rigWith(t, null);
  await rig.addProcess({ name: 'Desk', usesDesktop: true, idleMinutes: 1 });
  const id = await rig.start({ name: 'Desk' });
  await rig.clock.move(2 * minute);
  const [run] = await rig.runs();
  const detail = await rig.engine().runs.detail(run!.id);
  assert.equal(detail.run.reason?.code, 'idle-unknown');
  assert.match(String((await rig.status(id))['message']), /^Waiting: .*desktop app/);
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
  const plan = { kind: 'once', at: rig.clock.now() + minute, timezone: 'UTC' } as const;
  const plain = await rig.schedule({ process: 'Plain', plan, options: { idleMinutes: 5 } });
  await rig.clock.move(61 * second);
  assert.deepEqual(await rig.told(plain.id), ['succeeded: done']);
});

const called = { kind: 'call', timezone: 'UTC' } as const;
const codes = async (rig: Awaited<ReturnType<typeof createRig>>, schedule?: string) =>
  (await rig.runs(schedule)).map(({ trigger, startReason }) => `${trigger} ${startReason?.code}`);

test('an idle desktop starts again and again, or once more after a restart', async (t) => {
  const { rig, desktop } = await rigWith(t, 0);
  const triggers = [{ id: 'away', kind: 'idle', minutes: 5 }];
  const { id } = await rig.schedule({ process: 'Desk', plan: called, options: { triggers } });
  await rig.clock.move(minute);
  desktop.seconds = 299;
  await rig.clock.move(minute);
  assert.deepEqual(await codes(rig, id), []);
  desktop.seconds = 310;
  await rig.clock.move(minute);
  assert.deepEqual(await codes(rig, id), ['session idle-for']);
  await rig.stop();
  await rig.boot();
  await rig.clock.move(minute);
  assert.deepEqual(await codes(rig, id), ['session idle-for'], 'still the same pause');
  desktop.seconds = 3;
  await rig.clock.move(minute);
  desktop.seconds = 300;
  await rig.clock.move(minute);
  assert.deepEqual(await codes(rig, id), ['session idle-for', 'session idle-for']);
});

test('an unlocked screen starts nothing, or the end of a sleep does', async (t) => {
  const rig = await createRig(t, { start: { isDesktop: true } });
  await rig.addProcess();
  const triggers = [{ id: 'back', kind: 'unlock' }];
  const { id } = await rig.schedule({ plan: called, options: { triggers } });
  await rig.clock.move(second);
  for (const state of ['asleep', 'ready', 'locked', 'locked', 'ready', 'ready'] as const) {
    rig.engine().worker.setDesktop(state);
    await rig.clock.move(second);
  }
  assert.deepEqual(await codes(rig, id), ['session unlocked']);
});

test('a logon starts two runs, none, or one for who was there before; a restart forgets who has had one', async (t) => {
  const people = { there: [{ id: 'boot/1', who: 'ada' }] as { id: string; who: string }[] };
  const rig = await createRig(t, { start: { logons: () => Promise.resolve(people.there) } });
  await rig.addProcess();
  const triggers = [{ id: 'in', kind: 'logon', delaySeconds: 30 }];
  const { id } = await rig.schedule({ plan: called, options: { triggers } });
  await rig.clock.move(minute);
  people.there = [...people.there, { id: 'boot/2', who: 'bob' }];
  await rig.clock.move(2 * minute);
  const [run] = await rig.runs(id);
  assert.deepEqual(run?.startReason?.params['who'], 'bob');
  await rig.stop();
  // While Rota is off somebody else comes; Rota starts with that logon.
  people.there = [
    { id: 'boot/2', who: 'bob' },
    { id: 'boot/3', who: 'cem' },
  ];
  await rig.boot();
  await rig.clock.move(2 * minute);
  assert.deepEqual(
    (await rig.runs(id)).map(({ startReason }) => startReason?.params['who']),
    ['bob', 'cem'],
  );
});

test('a computer that cannot tell lets its schedule wait in silence', async (t) => {
  const rig = await createRig(t, { start: { logons: () => Promise.resolve(null), idleSeconds: () => null } });
  await rig.addProcess();
  const triggers = [
    { id: 'a', kind: 'logon' },
    { id: 'b', kind: 'unlock' },
    { id: 'c', kind: 'idle', minutes: 5 },
  ];
  await rig.schedule({ name: 'Watcher', plan: called, options: { triggers } });
  await rig.clock.move(minute);
  const notices = (await rig.engine().notices.all()).filter(({ kind }) => kind === 'trigger');
  assert.equal(notices.length, 3);
  assert.match(JSON.stringify(notices), /desktop app/);
});
