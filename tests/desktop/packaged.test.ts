// The packed app: its content, the fuses of its binary, and main, preload and page from the archive at work.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test, { after, before } from 'node:test';
import AxeBuilder from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { PackageLicence } from '../../build/licences.ts';
import { findInPath } from '../support/desktop.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { bootShell, BrowserWindow, desk, hasQuit, type BootedShell } from './boot-shell.ts';
import { packApp, type PackedApp } from './package-app.ts';

const root = path.resolve(import.meta.dirname, '../..');
const browserFile = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  .map(findInPath)
  .find(Boolean);
const skipHere =
  isWindows &&
  'SKIPPED: it packs the app for Linux, as nobody does on Windows; the one for Windows needs its Electron.';
const noBrowser = browserFile === undefined && 'SKIPPED: no Chromium is installed. See tests/support/prepare.mjs.';
const skip = skipHere || noBrowser;
let app: PackedApp;
let shell: BootedShell | undefined;
let browser: Browser | undefined;

before(async () => {
  if (!skipHere) app = await packApp();
});
after(async () => {
  await browser?.close();
  await shell?.cleanUp();
  if (!skipHere) await app.remove();
});

const shapes = ['attention', 'idle', 'no-server', 'paused', 'running'];
/** Robots and their libraries are packed as plain files, in the languages that people write robots in. */
const robot = readdirSync(path.join(root, 'processes'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
  .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
const exactly = [
  'LICENSE',
  'package.json',
  'build/icons/icon.png',
  ...shapes.flatMap((shape) => [
    `build/tray/linux/${shape}.png`,
    `build/tray/linux/${shape}@2x.png`,
    `build/tray/mac/${shape}Template.png`,
    `build/tray/mac/${shape}Template@2x.png`,
    `build/tray/windows/${shape}-dark.ico`,
    `build/tray/windows/${shape}-light.ico`,
  ]),
  'dist/main/main.js',
  'dist/preload/preload.cjs',
  'dist/host/host.mjs',
  'dist/schemas/index.cjs',
  'dist/script/script-child.mjs',
  'dist/page/index.html',
  'dist/page/licences.json',
  'dist/page/api-docs/swagger-ui-bundle.js',
  'dist/page/api-docs/swagger-ui.css',
  ...robot,
];
/** Names that depend on content: chunks of the main bundle, hashed files of the page. */
const chunks = /^dist\/main\/[\w-]+\.js$|^dist\/page\/assets\/[\w.-]+-[\w-]{8}\.(js|css|woff2|svg)$/;

test(
  'the archive holds exactly what it should: no tests, maps, sources, secrets or node_modules',
  { skip: skipHere },
  () => {
    const found = app.files.filter((file) => !chunks.test(file) || exactly.includes(file));
    assert.deepEqual(found.toSorted(), exactly.toSorted());
    for (const file of robot) assert.match(file, /\.(mjs|json|py|ps1|psm1|applescript|md|html)$/);
    for (const file of app.files) assert.doesNotMatch(file, /node_modules|\.map$|\.tsx?$|\.test\.|\.env|\.pem$|\.key$/);
  },
);

test('the archive carries the licences of all that is in it, of every part', { skip: skipHere }, () => {
  const list = JSON.parse(readFileSync(path.join(app.folder, 'dist/page/licences.json'), 'utf8')) as PackageLicence[];
  const names = list.map(({ name }) => name);
  for (const name of ['react', '@fontsource-variable/inter', 'express', 'electron-updater', 'swagger-ui-dist'])
    assert.ok(names.includes(name), name);
  for (const { name, text } of list) assert.notEqual(text.trim(), '', name);
});

test('no path of the computer that built it is in the bundles', { skip: skipHere }, () => {
  for (const file of app.files.filter((name) => /^dist\/(main|preload|host|schemas|script)\//.test(name))) {
    const text = readFileSync(path.join(app.folder, file), 'utf8');
    assert.equal(text.includes(root), false, file);
    assert.doesNotMatch(text, /sourceMappingURL=data:/, file);
  }
});

test('the bundles need nothing but Electron and Node', { skip: skipHere }, () => {
  for (const file of app.files.filter((name) => /^dist\/(main|host|schemas|script)\//.test(name))) {
    const text = readFileSync(path.join(app.folder, file), 'utf8');
    const imported = [...text.matchAll(/(?:^|;)(?:import|export)\b[^;"'`()]*?(?:\bfrom)?\s*"([^"]+)"/gm)].map(
      ([, name]) => name ?? '',
    );
    if (file === 'dist/main/main.js') assert.ok(imported.length > 10, 'the imports of the bundle are found');
    for (const name of imported)
      assert.match(name, /^(\.\/[\w-]+\.js|node:[\w/]+|electron|[a-z_/]+)$/, `${file}: ${name}`);
  }
});

test('robots and what starts them are real files beside the archive', { skip: skipHere }, () => {
  for (const file of ['host/host.mjs', 'schemas/index.cjs', 'script/script-child.mjs'])
    assert.ok(existsSync(path.join(app.outside, 'dist', file)), file);
  for (const file of robot) assert.ok(existsSync(path.join(app.outside, file)), file);
});

test('the fuses read back from the packed binary are those of the configuration', { skip: skipHere }, () => {
  const { RunAsNode, EnableNodeOptionsEnvironmentVariable, EnableNodeCliInspectArguments, ...rest } =
    Object.fromEntries(app.fuses);
  assert.deepEqual(
    [RunAsNode, EnableNodeOptionsEnvironmentVariable, EnableNodeCliInspectArguments],
    [false, false, false],
  );
  assert.deepEqual(
    [
      rest['EnableCookieEncryption'],
      rest['OnlyLoadAppFromAsar'],
      rest['EnableEmbeddedAsarIntegrityValidation'],
      rest['GrantFileProtocolExtraPrivileges'],
    ],
    [false, true, true, false],
  );
});

/** The archive's preload in the page, with a stand-in for Electron; calls reach the main bundle's own handlers. */
async function installPreload(page: Page): Promise<void> {
  const window = BrowserWindow.all[0];
  await page.exposeFunction('invokeMain', (channel: string, args: unknown[]) =>
    desk.handlers.get(channel)?.(
      { sender: window?.webContents, senderFrame: { url: page.url(), parent: null } },
      ...args,
    ),
  );
  const preload = readFileSync(path.join(app.folder, 'dist/preload/preload.cjs'), 'utf8');
  await page.addInitScript(`(() => {
    const heard = new Map();
    window.tellPage = (event, payload) => heard.get(event)?.forEach((listener) => listener({}, payload));
    const electron = {
      contextBridge: { exposeInMainWorld: (key, api) => Object.defineProperty(window, key, { value: api }) },
      ipcRenderer: {
        invoke: (channel, ...args) => window.invokeMain(channel, args),
        on: (event, listener) => heard.set(event, [...(heard.get(event) ?? []), listener]),
        removeListener: (event, listener) => heard.set(event, (heard.get(event) ?? []).filter((one) => one !== listener)),
      },
    };
    const process = { platform: 'linux' };
    const module = { exports: {} };
    ((require, module, exports) => { ${preload}
    })((name) => { if (name === 'electron') return electron; throw new Error('a sandboxed preload has no ' + name); }, module, module.exports);
  })();`);
}

test('main, preload and page out of the archive work together in Chromium', { skip }, async () => {
  shell = await bootShell({}, path.join(app.folder, 'dist/main/main.js'), app.folder);
  browser = await chromium.launch({ executablePath: browserFile ?? '', args: ['--no-sandbox'] });
  const context = await browser.newContext();
  const cookie = desk.cookies[0];
  const { origin } = new URL(shell.url);
  await context.addCookies([
    { name: cookie?.name ?? '', value: cookie?.value ?? '', url: origin, httpOnly: true, sameSite: 'Strict' },
  ]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await installPreload(page);
  await page.goto(shell.url);
  await page.getByText('Notepad demo').first().waitFor();

  type Desktop = { platform: string; call(channel: string, ...args: unknown[]): Promise<unknown> };
  const call = (channel: string, ...args: unknown[]) =>
    page.evaluate(([name, list]) => (window as unknown as { desktop: Desktop }).desktop.call(name, ...list), [
      channel,
      args,
    ] as const);
  assert.equal(typeof (await call('session-token')), 'string');
  await call('copy-text', 'the worker id');
  assert.equal(desk.clipboard, 'the worker id');
  await assert.rejects(call('no-such-call'), /There is no call/);

  await page.evaluate(() =>
    (window as unknown as { tellPage(event: string, payload: string): void }).tellPage('navigate', '#/runs'),
  );
  await page.waitForURL(/#\/runs/);
  assert.deepEqual(problems, []);
});

test('a robot runs from the packed app: host and script child out of the archive', { skip }, async () => {
  assert.ok(shell);
  await shell.addProcess({ name: 'Quick', command: process.execPath, args: ['-e', 'console.log("done")'] });
  await shell.startAgain('--run', 'Quick');
  await shell.untilMenu('that it ran', (labels) => labels.some((label) => label.startsWith('✓ Quick')));
});

test('the shell’s own pages count down without script and pass WCAG 2.2 AA', { skip }, async () => {
  const { warningPage, troublePage } = await import('../../electron/shell-pages.ts');
  const { wordsOf } = await import('../../electron/words/words.ts');
  const page = await browser?.newPage();
  assert.ok(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const language of ['en', 'tr'] as const) {
      for (const html of [
        warningPage('A robot', 10, wordsOf(language), language),
        troublePage('Port 1 is taken', wordsOf(language), language),
      ]) {
        await page.setContent(html);
        await page.evaluate(AxeBuilder.source);
        const violations: string[] = await page.evaluate(async () => {
          const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
          const found = await axe.run();
          return found.violations.map(({ id }) => id);
        });
        assert.deepEqual(violations, []);
      }
    }
  }
  await page.setContent(warningPage('A robot', 10, wordsOf('en'), 'en'));
  const left = () =>
    page.evaluate(() =>
      Number(getComputedStyle(document.querySelector('.count span') as Element).getPropertyValue('--left')),
    );
  assert.equal(await left(), 10);
  await until('a second has been counted', async () => (await left()) === 9);
});

test('quitting from the page ends it all', { skip }, async () => {
  const [window] = BrowserWindow.all;
  desk.handlers.get('quit')?.({ sender: window?.webContents, senderFrame: { url: shell?.url, parent: null } });
  await hasQuit;
});
