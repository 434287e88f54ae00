import assert from 'node:assert/strict';
import test from 'node:test';
import { afterMs } from '../../electron/server-face.ts';
import { watchTray } from '../../electron/tray-watch.ts';
import { answerTo, hasTray, socketOf } from '../../electron/tray-presence.ts';
import { noBusBecause, startBus } from './status-watcher.ts';

test('a desktop whose bus knows nobody that shows tray icons has no tray', { skip: noBusBecause }, async () => {
  const bus = await startBus(false);
  assert.equal(await hasTray('linux', bus.address, afterMs), false);
  await bus.stop();
});

test('a desktop where somebody shows tray icons has one', { skip: noBusBecause }, async () => {
  const bus = await startBus(true);
  assert.equal(await hasTray('linux', bus.address, afterMs), true);
  await bus.stop();
});

test('no bus, a wrong address or a dead socket is no tray, and no error', async () => {
  assert.equal(await hasTray('linux', undefined, afterMs), false);
  assert.equal(await hasTray('linux', 'tcp:host=somewhere', afterMs), false);
  assert.equal(await hasTray('linux', 'unix:path=/nowhere/at/all', afterMs), false);
});

test('Windows and macOS always have a tray', async () => {
  assert.equal(await hasTray('win32', undefined, afterMs), true);
  assert.equal(await hasTray('darwin', undefined, afterMs), true);
});

test('the socket is found in every way an address is written', () => {
  assert.equal(socketOf('unix:path=/run/user/1000/bus'), '/run/user/1000/bus');
  assert.equal(socketOf('unix:abstract=/tmp/dbus-x,guid=1'), '\0/tmp/dbus-x');
  assert.equal(socketOf('tcp:host=h;unix:path=/a%20b,guid=1'), '/a b');
  assert.equal(socketOf(''), null);
});

test('half an answer is waited for', () => {
  assert.equal(answerTo(2, Buffer.alloc(10)), null);
});

test('a panel that comes up after us is noticed, and the icon made anew for it', async () => {
  const answers = [false, false, true];
  let appeared = 0;
  const waits: number[] = [];
  const watch = watchTray({
    ask: () => Promise.resolve(answers.shift() ?? false),
    after(ms, call) {
      waits.push(ms);
      if (ms <= 1000) queueMicrotask(call);
      return () => {};
    },
    onAppear: () => (appeared += 1),
  });
  assert.equal(await watch.begin(), true);
  assert.deepEqual([appeared, watch.isVisible()], [1, true]);
  assert.deepEqual(waits, [1000, 1000, 30_000]);
});
