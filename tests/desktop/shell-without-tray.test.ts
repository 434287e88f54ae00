// A desktop without a tray, where the port is taken at first: the two ways in which a person could have nothing to click.
import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import test, { after } from 'node:test';
import { until } from '../support/until.ts';
import type { StandInContents } from './boot-shell.ts';
import { bootShell, BrowserWindow, desk, hasQuit, Tray, type BootedShell } from './boot-shell.ts';

let shell: BootedShell | undefined;
after(() => shell?.cleanUp());

/** Follows a link of a shell page, as a click would. */
function follow(contents: StandInContents, url: string): boolean {
  let isPrevented = false;
  contents.emit('will-navigate', { url, preventDefault: () => (isPrevented = true) });
  return isPrevented;
}

test('a taken port is said in a page of the shell, with the port; "try again" goes on once it is free', async () => {
  const squatter = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(squatter, 'listening');
  const { port } = squatter.address() as { port: number };
  process.argv.push('--hidden', '--run', 'Nothing of the kind');
  const booting = bootShell({ ROTA_PORT: String(port) });
  const window = await until('the page of the shell', () =>
    BrowserWindow.all.find(({ webContents }) => webContents.url.startsWith('app://shell/page/')),
  );
  const handler = desk.protocolHandlers.get('app');
  const answer = await handler?.(new Request(window.webContents.url));
  const html = (await answer?.text()) ?? '';
  assert.match(html, /Rota could not start/);
  assert.ok(html.includes(String(port)), html);
  assert.match(answer?.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'nonce-/);
  assert.equal(window.options.webPreferences?.javascript, false);
  assert.match(JSON.stringify(Tray.all[0]?.image), /no-server/);
  window.isShown = false;
  Tray.all[0]?.menu?.click('Open Rota');
  assert.equal(window.isShown, true, 'who looks for Rota finds why it is not there');

  squatter.close();
  await once(squatter, 'close');
  follow(window.webContents, 'app://shell/answer/retry');
  shell = await booting;
});

test('started hidden or only to run something where there is no tray, the window is minimised, so that it can be reached', async () => {
  const window = await until('the window', () =>
    BrowserWindow.living().find(({ webContents }) => webContents.url.includes('#/schedules')),
  );
  await until('it is minimised', () => window.isMinimized());
  assert.equal(window.isShown, true, 'a window that was never shown stands in no taskbar');
});

test('closing where there is no tray asks, and never hides', async () => {
  const [window] = BrowserWindow.living();
  assert.ok(window);
  window.close();
  await until('the question', () => desk.boxes.at(-1)?.message === 'This desktop shows no tray.');
  assert.equal(window.isMinimized(), true);
  assert.equal(window.isDestroyed(), false);
});

test('quitting from that question quits', async () => {
  const [window] = BrowserWindow.living();
  desk.answers.push({ response: 1 });
  window?.close();
  await hasQuit;
  assert.equal(BrowserWindow.living().length, 0);
});
