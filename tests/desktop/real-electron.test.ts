// For computers with Electron (public CI): a built app under the real binary, driven through Playwright.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { isAlive, until } from '../support/until.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { findElectron, hasScreen } = (await import(pathToFileURL(path.join(root, 'build/launch.mjs')).href)) as {
  findElectron: (folder: string, env: NodeJS.ProcessEnv) => string | null;
  hasScreen: (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => boolean;
};
const binary = findElectron(path.join(root, 'node_modules/electron'), process.env);
const missing =
  binary === null
    ? 'the Electron binary is not installed'
    : hasScreen(process.platform, process.env)
      ? null
      : 'there is no screen';
const isRequired = process.env['REQUIRE_ELECTRON'] === '1';
const skip = missing === null || isRequired ? false : `SKIPPED: ${missing}. REQUIRE_ELECTRON=1 makes this a failure.`;
if (skip !== false)
  console.warn(`!!! REAL ELECTRON TESTS SKIPPED: ${missing}. Nothing here proves the desktop app on the real thing.`);

let app: ElectronApplication;
let home: string;
let page: Page;

interface Run {
  readonly id: string;
  readonly status: string;
  readonly outcome: string | null;
}

const environment = () => ({ ...(process.env as Record<string, string>), ROTA_HOME: home, ROTA_PORT: '0' });
const launchArgs = [root, ...(process.platform === 'linux' ? ['--no-sandbox'] : [])];

async function call<T>(method: string, at: string, body?: unknown): Promise<T> {
  return page.evaluate<T, readonly [string, string, string | undefined]>(
    async ([verb, url, sent]) => {
      const answer = await fetch(url, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(sent === undefined ? {} : { body: sent }),
      });
      if (!answer.ok) throw new Error(`${verb} ${url}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    [method, at, body === undefined ? undefined : JSON.stringify(body)] as const,
  );
}

const runsOf = async (process: string) => (await call<{ runs: Run[] }>('GET', `/api/runs?process=${process}`)).runs;
const add = (name: string, code: string) =>
  call('PUT', `/api/processes/${name}`, {
    process: { name, command: process.execPath, args: ['-e', code], graceSeconds: 1 },
  });

/** Another start of the app; resolves when that start has ended by handing over. */
function startAgain(...args: string[]): number | null {
  return spawnSync(binary ?? '', [...launchArgs, ...args], { env: environment(), timeout: 30_000 }).status;
}

before(async () => {
  if (skip !== false) return;
  assert.equal(missing, null, `REQUIRE_ELECTRON=1, but ${missing}`);
  if (!existsSync(path.join(root, 'dist/main/main.js')))
    throw new Error('dist/main/main.js is missing: run "npm run build" first.');
  home = await mkdtemp(path.join(os.tmpdir(), 'rota-electron-'));
  app = await _electron.launch({ executablePath: binary ?? '', args: launchArgs, env: environment() });
  page = await app.firstWindow();
  await page.getByText('OneStepNotepadRunner').first().waitFor();
});
after(async () => {
  if (skip !== false) return;
  await app.close().catch(() => {});
  await rm(home, { recursive: true, force: true });
});

test('the app starts with a tray and a signed-in, sandboxed window', { skip }, async () => {
  assert.equal(await page.evaluate(() => typeof (window as { require?: unknown }).require), 'undefined');
  assert.equal(await page.evaluate(() => typeof (window as { desktop?: unknown }).desktop), 'object');
  const isReady = await app.evaluate(({ app: electron }) => electron.isReady());
  assert.equal(isReady, true);
  const log = path.join(home, 'desktop/desktop.log');
  assert.equal(existsSync(log) ? readFileSync(log, 'utf8') : '', '', 'the shell had nothing to complain about');
});

test('a second start focuses the first and ends', { skip }, async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  assert.equal(startAgain(), 0);
  await until('the window is back', () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized() === false),
  );
});

test('quick run: a second start with a name runs it', { skip }, async () => {
  await add('Quick', 'console.log(1)');
  assert.equal(startAgain('--run', 'Quick'), 0);
  await until('it succeeded', async () => (await runsOf('Quick'))[0]?.outcome === 'succeeded');
});

test('a JavaScript robot runs on the Node inside Electron, and ends', { skip }, async () => {
  await call('PUT', '/api/processes/Script', {
    process: {
      name: 'Script',
      script: path.join(root, 'tests/desktop/fixture-robot.mjs'),
      exitCodes: { 75: 'warning' },
    },
  });
  assert.equal(startAgain('--run', 'Script'), 0);
  await until('it ended', async () => (await runsOf('Script'))[0]?.outcome === 'succeeded');
});

test('a link is asked about before it runs anything, and runs when a person agrees', { skip }, async () => {
  const answer = (response: number) =>
    app.evaluate(({ dialog }, chosen) => {
      const asked = globalThis as { asked?: string };
      dialog.showMessageBox = ((options: { message: string }) => {
        asked.asked = options.message;
        return Promise.resolve({ response: chosen, checkboxChecked: false });
      }) as unknown as typeof dialog.showMessageBox;
    }, response);
  const before = (await runsOf('Quick')).length;
  await answer(0);
  assert.equal(startAgain('rota://run/Quick'), 0);
  await until('the question', () =>
    app.evaluate(() => (globalThis as { asked?: string }).asked?.includes('Quick') === true),
  );
  assert.equal((await runsOf('Quick')).length, before);
  await answer(1);
  assert.equal(startAgain('rota://run/Quick'), 0);
  await until('the run', async () => (await runsOf('Quick')).length === before + 1);
});

test('the page cannot leave, open windows or reach what the contract does not name', { skip }, async () => {
  await page.evaluate(() => void window.open('https://example.com'));
  assert.equal(app.windows().length, 1);
  const origin = new URL(page.url()).origin;
  await page.evaluate(() => (location.href = 'https://example.com'));
  assert.equal(new URL(page.url()).origin, origin);
});

test('quitting with a running robot asks, and leaves nothing', { skip }, async () => {
  await add('Long', 'setInterval(()=>{},1000)');
  startAgain('--run', 'Long');
  const run = await until('it runs', async () => (await runsOf('Long')).find(({ status }) => status === 'running'));
  const detail = await call<{ run: { attempts: { pid: number }[] } }>('GET', `/api/runs/${run.id}`);
  const pid = detail.run.attempts[0]?.pid ?? 0;
  const main = app.process().pid ?? 0;
  // A program cannot click the question: its answer is given here as a person would.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
  await app.evaluate(({ app: electron }) => electron.quit());
  await until('robot and app are gone', () => !isAlive(pid) && !isAlive(main), 30_000);
});
