import assert from 'node:assert/strict';
import test from 'node:test';
import { createRig, minute, second } from './rig.ts';

test('a desktop robot that is just beginning counts already: nobody gets the desktop meanwhile', async (t) => {
  const answers: ((said: 'go' | 'later') => void)[] = [];
  const ask = () => new Promise<'go' | 'later'>((resolve) => answers.push(resolve));
  const rig = await createRig(t, { start: { beforeDesktopRun: ask } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  await rig.start({ name: 'Desk' });
  await rig.start({ name: 'Desk' });
  answers[0]?.('go');
  // From here until its start is on disk, it is neither being asked about nor running.
  while (rig.launcher().active.size === 0) {
    rig.engine().worker.wake();
    await new Promise(setImmediate);
  }
  await rig.clock.move(0);
  assert.equal(answers.length, 1);
});

test('robots that use the desktop go strictly one at a time; the next says how many are before it', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Desk A', usesDesktop: true });
  await rig.addProcess({ name: 'Desk B', usesDesktop: true });
  rig.launcher().answer(null);
  await rig.start({ name: 'Desk A' });
  const second = await rig.start({ name: 'Desk B' });
  const third = await rig.start({ name: 'Desk A' });
  assert.equal(rig.launcher().active.size, 1);
  assert.match(String((await rig.status(second))['message']), /^Waiting: next on this worker/);
  assert.match(String((await rig.status(third))['message']), /^Waiting: 1 run ahead of it/);
  for (let count = 0; count < 3; count += 1) {
    rig.launcher().end([...rig.launcher().active.keys()][0]!);
    await rig.clock.move(0);
  }
  assert.equal(rig.launcher().launched.length, 3);
  assert.equal(rig.launcher().peak(), 1);
});

test('with the screen locked a desktop robot waits, others run, and it begins when the screen is back', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.engine().worker.setDesktop('locked');
  const desk = await rig.start({ name: 'Desk' });
  assert.deepEqual(await rig.told(await rig.start({})), ['succeeded: done']);
  assert.deepEqual(await rig.told(desk), ['queued']);
  assert.equal((await rig.status(desk))['message'], 'Waiting: the screen is locked');
  rig.engine().worker.setDesktop('ready');
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(desk), ['succeeded: done']);
});

test('a screen that is locked while a desktop robot announces itself makes it wait after all', async (t) => {
  const answers: ((said: 'go' | 'later') => void)[] = [];
  const ask = () => new Promise<'go' | 'later'>((resolve) => answers.push(resolve));
  const rig = await createRig(t, { start: { beforeDesktopRun: ask } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  const desk = await rig.start({ name: 'Desk' });
  rig.engine().worker.setDesktop('locked');
  answers[0]?.('go');
  await rig.clock.move(second);
  assert.deepEqual(await rig.told(desk), ['queued']);
  rig.engine().worker.setDesktop('ready');
  await rig.clock.move(second);
  answers[1]?.('go');
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(desk), ['succeeded: done']);
});

test('only robots that need the screen are counted as waiting for it', async (t) => {
  const rig = await createRig(t);
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  rig.launcher().answer(null);
  await rig.settings({ runsAtOnce: 1 });
  rig.engine().worker.setDesktop('locked');
  await rig.start({ name: 'Desk' });
  for (let count = 0; count < 3; count += 1) await rig.start({});
  await rig.clock.move(second);
  const { queued, queuedForDesktop } = rig.engine().worker.status();
  assert.deepEqual([queued, queuedForDesktop], [3, 1]);
});

test('while a person is asked for the mouse nothing else waits; "later" is ten minutes', async (t) => {
  const answers: ((said: 'go' | 'later') => void)[] = [];
  const ask = () => new Promise<'go' | 'later'>((resolve) => answers.push(resolve));
  const rig = await createRig(t, { start: { beforeDesktopRun: ask } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  const desk = await rig.start({ name: 'Desk' });
  assert.deepEqual(await rig.told(await rig.start({})), ['succeeded: done'], 'others run meanwhile');
  answers[0]?.('later');
  await rig.clock.move(9 * minute);
  assert.equal(answers.length, 1);
  await rig.clock.move(minute);
  assert.equal(answers.length, 2);
  answers[1]?.('go');
  await rig.clock.move(0);
  assert.deepEqual(await rig.told(desk), ['succeeded: done']);
});

test('Rota stops although nobody has answered whether a desktop robot may begin', async (t) => {
  const rig = await createRig(t, { start: { beforeDesktopRun: () => new Promise(() => {}) } });
  await rig.addProcess({ name: 'Desk', usesDesktop: true });
  const desk = await rig.start({ name: 'Desk' });
  await rig.stop();
  await rig.boot();
  assert.deepEqual(await rig.told(desk), ['queued']);
});
