// How long nobody has used the desktop: asked of a real X server, and read of what other systems print.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { promisify } from 'node:util';
import { createIdleSeconds, idleInIoreg, idleInSession } from '../../server/desktop/idle-seconds.ts';
import { noDesktopBecause, startDesktop } from '../support/desktop.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const path = process.env['PATH'] ?? '';

/** A clock that lets no answer serve twice. */
function hastyClock(): { now: () => number; monotonic: () => number } {
  let at = 0;
  return { now: () => Date.now(), monotonic: () => (at += 10_000) };
}
const clock = hastyClock();

const x11Skip = noDesktopBecause();
test('a person at the keyboard counts as idle, or nobody as busy', { skip: x11Skip }, async (t) => {
  const desktop = await startDesktop();
  t.after(() => desktop.stop());
  const environment = { PATH: path, DISPLAY: desktop.display };
  const idle = createIdleSeconds({ platform: 'linux', environment, clock });
  await until('two seconds without anybody', async () => ((await idle()) ?? 0) >= 2);
  const moved = performance.now();
  await run('xdotool', ['mousemove_relative', '7', '0'], { env: environment });
  const after = (await idle()) ?? Infinity;
  const passed = (performance.now() - moved) / 1000;
  assert.ok(after <= passed, `${after} s, though the mouse moved ${passed} s ago`);
});

test('a computer that cannot tell counts as idle', async () => {
  const nothing = () => Promise.resolve('');
  for (const platform of ['linux', 'darwin', 'freebsd', 'win32'] as const)
    assert.equal(await createIdleSeconds({ platform, environment: {}, clock, run: nothing })(), null, platform);
  const broken = () => Promise.reject(new Error('no such program'));
  assert.equal(
    await createIdleSeconds({ platform: 'linux', environment: { DISPLAY: ':9' }, clock, run: broken })(),
    null,
  );
});

test('under Wayland the X server is asked, which knows of its own programs only', async () => {
  const asked: string[] = [];
  const run = (program: string) => {
    asked.push(program);
    return Promise.resolve(program === 'busctl' ? 't 61500\n' : '');
  };
  const environment = { DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' };
  assert.equal(await createIdleSeconds({ platform: 'linux', environment, clock, run })(), 61.5);
  assert.deepEqual(asked, ['busctl']);
});

test('a session whose desktop never told anything counts as used, or as idle', () => {
  const at = Date.UTC(2026, 10, 30, 12);
  const since = (secondsAgo: number) => `IdleSinceHint=${(at / 1000 - secondsAgo) * 1e6}`;
  assert.equal(idleInSession(`Type=x11\nIdleHint=yes\n${since(90)}\n`, at), 90);
  assert.equal(idleInSession(`Type=wayland\nIdleHint=no\n${since(90)}\n`, at), 0);
  assert.equal(idleInSession('Type=x11\nIdleHint=no\nIdleSinceHint=0\n', at), null);
  assert.equal(idleInSession(`Type=tty\nIdleHint=yes\n${since(90)}\n`, at), null);
  assert.equal(idleInSession('', at), null);
});

test('what Windows prints is read as something else', async () => {
  const idle = (text: string) =>
    createIdleSeconds({ platform: 'win32', environment: {}, clock, run: () => Promise.resolve(text) })();
  assert.deepEqual([await idle('61500\r\n'), await idle('-1\r\n'), await idle('')], [61.5, null, null]);
});

test('the figure of macOS is read in other units', () => {
  assert.equal(idleInIoreg('    | |   "HIDIdleTime" = 2500000000\n'), 2.5);
  assert.equal(idleInIoreg('nothing'), null);
});

test('a hundred schedules that ask at once start a hundred programs', async () => {
  let started = 0;
  const run = () => Promise.resolve(String((started += 1) * 1000));
  const idle = createIdleSeconds({
    platform: 'linux',
    environment: { DISPLAY: ':0' },
    run,
    clock: { now: () => 0, monotonic: () => 5 },
  });
  assert.deepEqual(new Set(await Promise.all(Array.from({ length: 100 }, idle))), new Set([1]));
  assert.equal(started, 1);
});
