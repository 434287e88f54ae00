// Windows reports the end of a session only to windows. Here the stand-in sends its messages; on Windows this never ran.
import assert from 'node:assert/strict';
import test, { beforeEach } from 'node:test';
import '../fixtures/electron-stand-in-hook.ts';
import { app, BaseWindow, desk, hasQuit } from '../fixtures/electron-stand-in.ts';
import type { WindowSessionEndEvent } from 'electron';

const { createQuit } = await import('../../electron/quit.ts');
const { followSystemEnd } = await import('../../electron/system-end.ts');
const { wordsOf } = await import('../../electron/words/words.ts');

type Why = WindowSessionEndEvent['reasons'];

let told: string[] = [];
let running = 0;
let gives = true;
let endOfStop = Promise.withResolvers<void>();
const stops: (() => void)[] = [];
const hold = {
  hold(window: bigint, reason: string) {
    told.push(`hold ${window}: ${reason}`);
    return gives;
  },
  release: (window: bigint) => void told.push(`release ${window}`),
};

/** A shell in its tray; `stop` replaces the server, which takes its time. */
function begin(withHold: typeof hold | null = hold): BaseWindow {
  const quit = createQuit({
    running: () => running,
    words: () => wordsOf('en'),
    say: () => {},
    after: () => () => {},
    async stop() {
      told.push('stop');
      await endOfStop.promise;
      told.push('stopped');
      stops.splice(0).forEach((stop) => stop());
    },
  });
  stops.push(
    followSystemEnd(quit, {
      platform: 'win32',
      hold: withHold,
      running: () => running,
      reason: () => 'stopping',
      say: () => {},
      onSessionEnd: () => void told.push('session ends'),
    }),
  );
  const window = BaseWindow.all.at(-1);
  assert.ok(window, 'a window hears it');
  return window;
}

/** A message of Windows to a window; returns whether the window refused. */
function say(window: BaseWindow, event: 'query-session-end' | 'session-end' | 'close', reasons: Why = ['logoff']) {
  let isPrevented = false;
  window.emit(event, { reasons, preventDefault: () => (isPrevented = true) });
  return isPrevented;
}

beforeEach(() => {
  stops.splice(0).forEach((stop) => stop());
  app.removeAllListeners('before-quit');
  told = [];
  running = 0;
  gives = true;
  endOfStop = Promise.withResolvers<void>();
});

test('a window that nobody sees, with no page, hears the session end as long as the tray lives', () => {
  const window = begin();
  assert.equal(window.options.show, false);
  assert.equal(window.options.skipTaskbar, true);
  stops.splice(0).forEach((stop) => stop());
  assert.equal(window.isDestroyed(), true);
  assert.equal(process.listenerCount('SIGBREAK'), 0);
});

test('nothing runs: the sign-out is not held up by a moment, and the end is heard', () => {
  const window = begin();
  assert.equal(say(window, 'query-session-end'), false);
  assert.deepEqual(told, [], 'somebody else may still refuse: Rota goes on');
  assert.equal(say(window, 'session-end'), false);
  assert.deepEqual(told, ['session ends', 'stop']);
});

test('where Windows gives no time (no functions, or it refuses), Rota does not refuse either, or it would be ended at once', () => {
  running = 1;
  assert.equal(say(begin(null), 'query-session-end', ['shutdown']), false);
  gives = false;
  assert.equal(say(begin(), 'query-session-end', ['shutdown']), false);
  assert.equal(told.includes('stop'), false);
});

test('a shutdown that is forced is not held up, and an installer that asks closes Rota without a word of sign-out', () => {
  running = 1;
  const window = begin();
  assert.equal(say(window, 'query-session-end', ['shutdown', 'critical']), false);
  assert.equal(say(window, 'query-session-end', ['close-app']), false);
  assert.deepEqual(told, []);
  say(window, 'session-end', ['close-app']);
  assert.deepEqual(told, ['stop']);
});

test('taskkill without /F, which closes windows, ends Rota well and does not leave it deaf', () => {
  const window = begin();
  assert.equal(say(window, 'close'), true, 'the window stays until what ran has ended');
  assert.deepEqual(told, ['stop']);
});

test('a robot runs: Windows is given a reason and waits; the robots are stopped, and only then it goes on', async () => {
  running = 2;
  const window = begin();
  const handle = window.getNativeWindowHandle().readBigUInt64LE();
  assert.equal(say(window, 'query-session-end', ['shutdown']), true);
  assert.deepEqual(told, [`hold ${handle}: stopping`, 'session ends', 'stop']);
  say(window, 'query-session-end', ['shutdown']);
  assert.equal(told.filter((word) => word === 'stop').length, 1, 'asked again, it stops no second time');
  assert.equal(desk.quits, 0);
  endOfStop.resolve();
  await hasQuit;
  assert.deepEqual(told.slice(-2), ['stopped', `release ${handle}`]);
});

test('what the person reads while Windows waits fits into what Windows shows, in both languages', () => {
  for (const language of ['en', 'tr'] as const) assert.ok(wordsOf(language).sessionHeld.length < 200);
});
