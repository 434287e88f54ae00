import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { Validator, type Schema } from '@cfworker/json-schema';
import type { Configuration } from 'electron-builder';

const root = path.resolve(import.meta.dirname, '../..');
const json = <T>(file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
const { default: config } = (await import(
  pathToFileURL(path.join(root, 'build/electron-builder.config.mjs')).href
)) as {
  default: Configuration;
};
const problems = (given: unknown) =>
  new Validator(json<Schema>('node_modules/app-builder-lib/scheme.json'), '7', false).validate(
    JSON.parse(JSON.stringify(given)),
  ).errors;

test('the configuration is what electron-builder’s own schema allows, and a wrong key would be noticed', () => {
  assert.deepEqual(problems(config), []);
  assert.notEqual(problems({ ...config, electronFuse: {} }).length, 0);
  assert.notEqual(problems({ ...config, nsis: { ...config.nsis, oneclick: true } }).length, 0);
});

test('the same app id in installer and app, or Windows shows no notification', () => {
  const identity = readFileSync(path.join(root, 'electron/identity.ts'), 'utf8');
  assert.ok(identity.includes(`'${config.appId}'`));
});

test('the packed Electron is the one that is typed and tested against', () => {
  const { version } = json<{ version: string }>('node_modules/electron/package.json');
  assert.equal(config.electronVersion, version);
});

test('the app cannot be turned into a Node, debugged or loaded from elsewhere', () => {
  assert.deepEqual(config.electronFuses, {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test('installers of the three systems: per user on Windows, hardened on macOS, two formats on Linux', () => {
  const targets = (list: unknown) => (list as { target: string }[]).map(({ target }) => target);
  assert.deepEqual(targets(config.win?.target), ['nsis']);
  assert.equal(config.nsis?.perMachine, false);
  assert.deepEqual(targets(config.mac?.target), ['dmg', 'zip']);
  assert.equal(config.mac?.hardenedRuntime, true);
  assert.deepEqual(targets(config.linux?.target), ['AppImage', 'deb']);
});

test('Windows’ functions are packed where the host looks for them, and from where npm puts them', () => {
  const files = config.win?.files as { from: string; to: string; filter: string[] }[];
  assert.deepEqual(
    files.map(({ to, filter }) => [to, ...filter]),
    [['dist/host', 'koffi.node']],
  );
  const from = String(files[0]?.from);
  assert.match(readFileSync(path.join(root, 'server/runner/windows/kernel.ts'), 'utf8'), /'\.\/koffi\.node'/);
  const { optionalDependencies } = json<{ optionalDependencies: Record<string, string> }>('package.json');
  assert.ok(Object.keys(optionalDependencies).some((name) => from.startsWith(`node_modules/${name}/`)));
  // Elsewhere npm does not install it.
  if (process.platform === 'win32') assert.ok(existsSync(path.join(root, from, 'koffi.node')), from);
});

test('the uninstaller takes away what the app wrote for itself, under the name it was written', () => {
  const script = readFileSync(path.join(root, String(config.nsis?.include)), 'utf8');
  assert.equal(script.split(`"${config.appId}"`).length - 1, 2);
  assert.match(script, /\$\{ifNot\} \$\{isUpdated\}/);
});

test('windows belong to the installed app on Linux; on macOS it lives in the menu bar, for every user of the computer', () => {
  const { desktopName, homepage } = config.extraMetadata as { desktopName: string; homepage: string };
  assert.deepEqual([config.linux?.syncDesktopName, desktopName], [true, 'rota.desktop']);
  assert.ok(URL.canParse(homepage), 'a deb cannot be made without a homepage');
  const plist = config.mac?.extendInfo as Record<string, unknown>;
  assert.equal(plist['LSUIElement'], true);
  assert.equal('LSMultipleInstancesProhibited' in plist, false, 'it would forbid a second user of the same Mac');
});

test('nothing is published and no update is looked for until somebody sets a place', () => {
  assert.equal(config.publish, null);
});

test('every file the configuration names is there', () => {
  for (const file of [config.win?.icon, config.mac?.icon, config.linux?.icon, config.mac?.entitlements]) {
    assert.ok(typeof file === 'string' && existsSync(path.join(root, file)), String(file));
  }
});

test('scripts and main entry of package.json are those the packager and npm use', () => {
  const { main, scripts } = json<{ main: string; scripts: Record<string, string> }>('package.json');
  assert.equal(main, 'dist/main/main.js');
  assert.equal(scripts['start'], 'node build/launch.mjs');
  for (const name of ['package:dir', 'dist']) assert.match(scripts[name] ?? '', /build\/electron-builder\.config\.mjs/);
});
