import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import '../fixtures/electron-stand-in-hook.ts';
import type * as Real from 'electron';
import type { DesktopBridge, DesktopCalls } from '../../contract/desktop.ts';
import { app, BrowserWindow, desk, session, StandInContents } from '../fixtures/electron-stand-in.ts';

const { answerCalls } = await import('../../electron/ipc-main.ts');
const { lockDown } = await import('../../electron/lock-down.ts');
const { createDesktopCalls, dialogFor } = await import('../../electron/desktop-calls.ts');

const server = 'http://127.0.0.1:8484';
const electronFolder = path.resolve(import.meta.dirname, '../../electron');
const ours = new StandInContents();
const said: string[] = [];
const calls = {
  'session-token': () => Promise.resolve('token'),
  'show-run-folder': () => Promise.resolve(),
  'show-data-folder': () => Promise.resolve(),
  'choose-file': () => Promise.resolve(null),
  'copy-text': (text: string) => Promise.resolve(void said.push(text)),
  'set-start-at-login': () => Promise.resolve(),
  quit: () => Promise.resolve(),
} satisfies DesktopCalls;

/** A call as the main process receives it. */
function arrive(channel: string, sender: unknown, senderFrame: unknown, ...args: unknown[]): unknown {
  return desk.handlers.get(channel)?.({ sender, senderFrame }, ...args);
}

test('every call refuses whoever is not the main frame of our own page in our own window', async () => {
  const end = answerCalls(calls, {
    isOurWindow: (contents) => (contents as unknown) === ours,
    serverUrl: () => server,
  });
  const frame = { url: `${server}/#/schedules`, parent: null };
  const strangers: [string, unknown, unknown][] = [
    ['another window', new StandInContents(), frame],
    ['a frame inside', ours, { ...frame, parent: frame }],
    ['another page', ours, { ...frame, url: 'http://127.0.0.1:8484.evil.example/' }],
    ['another port', ours, { ...frame, url: 'http://127.0.0.1:8485/' }],
    ['a file', ours, { ...frame, url: 'file:///etc/passwd' }],
    ['a frame that is gone', ours, null],
  ];
  for (const channel of Object.keys(calls)) {
    for (const [who, sender, senderFrame] of strangers) {
      assert.throws(() => arrive(channel, sender, senderFrame), /may not call/, `${channel} from ${who}`);
    }
  }
  assert.equal(await arrive('session-token', ours, frame), 'token');
  end();
  assert.equal(desk.handlers.size, 0);
});

test('what the page sends is checked before anything is done with it', async () => {
  const given = createDesktopCalls({ signInToken: () => 't', engine: {} } as never, () => {});
  assert.throws(() => given['copy-text'](1 as never), /text/);
  assert.throws(() => dialogFor('registry'), /"program", "folder" or "value"/);
  assert.equal('filters' in dialogFor('program', 'win32'), true);
  assert.equal('filters' in dialogFor('program', 'linux'), false);
  assert.equal(await given['session-token'](), 't');
});

test('no page opens windows, leaves our server, frames another or gets a permission', () => {
  lockDown(() => server);
  const contents = new StandInContents();
  app.emit('web-contents-created', {}, contents);
  const open = (url: string) => contents.openHandler?.({ url } as Real.HandlerDetails).action;
  assert.equal(open('https://github.com/'), 'deny');
  assert.deepEqual(desk.opened, ['https://github.com/']);
  assert.equal(open('file:///etc/passwd'), 'deny');
  assert.equal(desk.opened.length, 1);

  const isPrevented = (event: string, detail: object) => {
    let isStopped = false;
    contents.emit(event, { ...detail, preventDefault: () => (isStopped = true) });
    return isStopped;
  };
  assert.equal(isPrevented('will-navigate', { url: 'https://evil.example/' }), true);
  assert.equal(isPrevented('will-navigate', { url: `${server}/#/runs` }), false);
  assert.equal(isPrevented('will-redirect', { url: 'https://evil.example/' }), true);
  assert.equal(isPrevented('will-frame-navigate', { url: `${server}/`, isMainFrame: false }), true);
  assert.equal(isPrevented('will-attach-webview', {}), true);

  app.emit('session-created', session.defaultSession);
  const answers: boolean[] = [];
  contents.url = `${server}/`;
  for (const permission of ['geolocation', 'clipboard-sanitized-write'] as const) {
    const ask = session.defaultSession.permissionRequest;
    ask?.(
      contents as unknown as Real.WebContents,
      permission,
      (answer) => answers.push(answer),
      {} as Real.PermissionRequest,
    );
  }
  assert.deepEqual(answers, [false, true]);
  let isStopped = false;
  const item = { getURL: () => 'https://evil.example/x.exe' };
  session.defaultSession.emit('will-download', { preventDefault: () => (isStopped = true) }, item);
  assert.equal(isStopped, true);
});

test('the preload gives the page the listed calls and events, and nothing of Electron', async () => {
  await import('../../electron/preload.ts');
  const bridge = desk.exposed['desktop'] as DesktopBridge;
  assert.deepEqual(Object.keys(bridge).sort(), ['call', 'on', 'platform']);
  await assert.rejects(bridge.call('toString' as 'quit'), /no call/);
  assert.throws(() => bridge.on('anything' as 'navigate', () => {}), /no event/);
  const heard: unknown[][] = [];
  const { ipcRenderer } = await import('../fixtures/electron-stand-in.ts');
  const stop = bridge.on('navigate', (...args: unknown[]) => heard.push(args));
  ipcRenderer.emit('navigate', { sender: 'the whole of Electron' }, '#/runs/1');
  stop();
  ipcRenderer.emit('navigate', {}, '#/runs/2');
  assert.deepEqual(heard, [['#/runs/1']]);
});

test('raw IPC stands in one file a side, and no file of the shell is over 200 lines', () => {
  for (const file of readdirSync(electronFolder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const text = readFileSync(path.join(electronFolder, file), 'utf8');
    assert.ok(text.split('\n').length <= 201, `${file} has ${text.split('\n').length} lines`);
    if (file !== 'ipc-main.ts') assert.doesNotMatch(text, /\bipcMain\b/, file);
    if (file !== 'preload.ts') assert.doesNotMatch(text, /\bipcRenderer\b/, file);
  }
});

test('nothing here opened a window by accident', () => assert.equal(BrowserWindow.all.length, 0));
