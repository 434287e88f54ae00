// What the shell reports to Windows about itself, with a fake platform; on Windows this never ran.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import '../fixtures/electron-stand-in-hook.ts';
import { app, desk } from '../fixtures/electron-stand-in.ts';

const { appId, setIdentity, toastActivator } = await import('../../electron/identity.ts');
const { setStartAtLogin } = await import('../../electron/start-at-login.ts');

const real = process.platform;
before(() => Object.defineProperty(process, 'platform', { value: 'win32' }));
after(() => Object.defineProperty(process, 'platform', { value: real }));

const program = 'C:\\Users\\Ayşe Yılmaz\\AppData\\Local\\Programs\\Rota\\Rota.exe';
const entry = { name: appId, path: program, args: ['--hidden'], scope: 'user' as const, enabled: false };

test('what a person switched off in Windows’ own settings stays off when Rota only writes its entry again', async () => {
  desk.launchItems = [{ ...entry, name: 'somebody else' }, entry];
  assert.equal(await setStartAtLogin(true, program, [], false), false);
  assert.deepEqual(desk.loginItem, { openAtLogin: true, path: program, args: ['--hidden'], enabled: false });
  assert.equal(await setStartAtLogin(true, program, [], true), true, 'asked for in Rota, it is on');
  assert.equal(desk.loginItem?.enabled, true);
});

test('an entry that nobody touched, or none, is written as one that starts', async () => {
  desk.launchItems = [{ ...entry, enabled: true }];
  assert.equal(await setStartAtLogin(true, program, ['C:\\a folder\\rota'], false), true);
  assert.deepEqual(desk.loginItem?.args, ['"C:\\a folder\\rota"', '--hidden']);
  desk.launchItems = [];
  assert.equal(await setStartAtLogin(true, program, [], false), true);
});

test('a message that the last start left still reaches Rota, and nothing of it stays after Rota is removed', async () => {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-home-'));
  const order: string[] = [];
  const { setToastActivatorCLSID, setAppUserModelId } = app;
  Object.assign(app, {
    setToastActivatorCLSID: (id: string) => (order.push(id), setToastActivatorCLSID(id)),
    setAppUserModelId: (id: string) => (order.push(id), setAppUserModelId(id)),
  });
  setIdentity(home);
  await rm(home, { recursive: true });
  assert.deepEqual(order, [toastActivator, appId]);
  assert.match(toastActivator, /^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
  const uninstall = await readFile(path.join(import.meta.dirname, '../../build/uninstall.nsh'), 'utf8');
  for (const key of [`CLSID\\${toastActivator}`, `Run" "${appId}"`, 'Classes\\rota'])
    assert.ok(uninstall.includes(key), key);
});
