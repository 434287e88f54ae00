// Global shortcuts are released; and unrequested ends (a crash, the end of the session) stop every robot and wait for no person.
import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after, before } from 'node:test';
import type { RunsAnswer } from '../../contract/console.ts';
import type { RunDetail } from '../../contract/run.ts';
import { isAlive, until } from '../support/until.ts';
import {
  bootShell,
  BrowserWindow,
  desk,
  hasQuit,
  Notification,
  powerMonitor,
  Tray,
  type BootedShell,
} from './boot-shell.ts';

let shell: BootedShell;
let heardBefore: ReadonlySet<unknown>;
before(async () => {
  heardBefore = new Set(process.listeners('uncaughtException'));
  process.argv.push('--no-sandbox', '--run', 'Nothing of the kind');
  shell = await bootShell();
});
after(() => shell.cleanUp());

test('keys for the quick-run window are nobody’s until they are set, open it from anywhere, and are given back', async () => {
  assert.equal(desk.shortcuts.size, 0);
  const keys = 'CommandOrControl+Alt+R';
  desk.takenKeys.add(keys);
  await shell.console('PATCH', '/api/settings', { quickRunShortcut: keys });
  await until('that they are taken', () => Notification.shown.some(({ body }) => body.includes(keys)));
  desk.takenKeys.clear();
  await shell.console('PATCH', '/api/settings', { quickRunShortcut: null });
  await shell.console('PATCH', '/api/settings', { quickRunShortcut: keys });
  const press = await until('the keys are held', () => desk.shortcuts.get(keys));
  press();
  const window = await until('the small window', () =>
    BrowserWindow.living().find(({ webContents }) => webContents.url.endsWith('#/quick-run')),
  );
  window.close();
  await shell.console('PATCH', '/api/settings', { quickRunShortcut: null });
  await until('they are given back', () => desk.shortcuts.size === 0);
  await assert.rejects(shell.console('PATCH', '/api/settings', { quickRunShortcut: 'no keys, a sentence' }));
});

test('a page that ends is loaded again, and one that ends again and again is not loaded for ever', async () => {
  const window = BrowserWindow.living().find(({ webContents }) => webContents.url.includes('#/schedules'));
  assert.ok(window);
  const loads: string[] = [];
  const load = window.loadURL.bind(window);
  window.loadURL = (url) => (loads.push(url), load(url));
  window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 });
  for (let crash = 1; crash <= 7; crash += 1) {
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    if (crash < 5) await until('it is loaded again', () => loads.length === crash);
  }
  assert.equal(loads.length, 4);
});

test('an app that fails soon after its start says why and ends; later it starts again, to the tray', () => {
  const [ours, ...others] = process.listeners('uncaughtException').filter((one) => !heardBefore.has(one));
  assert.ok(ours);
  assert.equal(others.length, 0);
  const broken = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
  ours(broken, 'uncaughtException');
  assert.equal(desk.exitCode, undefined, 'a terminal that was closed is no failure');
  const uptime = process.uptime.bind(process);
  process.uptime = () => 61;
  ours(new Error('out of nowhere'), 'uncaughtException');
  process.uptime = uptime;
  assert.equal(desk.exitCode, 1);
  assert.deepEqual(desk.relaunch?.args?.slice(-2), ['--no-sandbox', '--hidden']);
  assert.equal(desk.errorBoxes.filter((text) => text.includes('out of nowhere')).length, 0);
});

test('a session that ends asks nobody: the robot is ended and the app is gone', async () => {
  const loop = 'setInterval(()=>{}, 1000)';
  await shell.addProcess({ name: 'Long', command: process.execPath, args: ['-e', loop], graceSeconds: 1 });
  await shell.startAgain('--run', 'Long');
  await shell.untilMenu('that it runs', (labels) => labels.includes('Long is running'));
  const { runs } = await shell.console<RunsAnswer>('GET', '/api/runs?process=Long');
  const pid = await until('its program is known', async () => {
    const { run } = await shell.console<{ run: RunDetail }>('GET', `/api/runs/${runs[0]?.id}`);
    return run.attempts[0]?.pid ?? false;
  });
  assert.equal(isAlive(pid), true);

  const asked = desk.boxes.length;
  let isPrevented = false;
  if (process.platform === 'linux') {
    powerMonitor.emit('shutdown', { preventDefault: () => (isPrevented = true) });
    assert.equal(isPrevented, true, 'the system waits until everything is ended');
  } else process.emit('SIGTERM', 'SIGTERM');
  await hasQuit;
  assert.equal(isAlive(pid), false);
  assert.equal(desk.boxes.length, asked);
  assert.equal(Tray.all.at(-1)?.isDestroyed(), true);
  if (process.platform !== 'linux') return;
  const store = new DatabaseSync(path.join(shell.home, 'rota.db'), { readOnly: true });
  const kept = store.prepare('SELECT reason FROM run WHERE id = ?').get(runs[0]?.id ?? '');
  store.close();
  assert.match(
    String(kept?.['reason']),
    /session-ended/,
    'an operator reads that the session ended, not that Rota was closed',
  );
});
