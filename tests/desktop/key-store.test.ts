// The key of the data folder in the password store of the system: asked for on the page, kept from the next start, and given back.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import '../fixtures/electron-stand-in-hook.ts';
import { desk } from '../fixtures/electron-stand-in.ts';
import { openFolderKey } from '../../server/vault/folder-key.ts';
import { isKey, isKeyOfAnyForm, keyOfFolder } from '../../server/vault/secret-box.ts';

const { systemKeyStore } = await import('../../electron/system-key-store.ts');
const store = systemKeyStore('linux');
const home = mkdtempSync(path.join(os.tmpdir(), 'rota-key-'));
test.after(() => rmSync(home, { recursive: true, force: true }));
const written = () => readFileSync(path.join(home, 'secret.key'), 'utf8');
const key = Buffer.from(keyOfFolder(home));
const opened = async (by: typeof store | undefined, isWanted: boolean) => {
  const found = await openFolderKey(home, by, isWanted);
  assert.ok(key.equals(found.key), 'the same key, whatever became of its file');
  return found.protection;
};

test('a key that nobody asked to keep elsewhere is taken from its file', async () => {
  assert.deepEqual(await opened(store, false), { kind: 'file', store: null });
  assert.deepEqual(await opened(undefined, true), { kind: 'file', store: null });
  assert.ok(isKey(written()));
});

test('a store that protects nothing gets the key, or the page calls it protected', async () => {
  desk.keyStore = { backend: 'basic_text', mark: 'v10' };
  assert.deepEqual(await opened(store, true), { kind: 'system-plain', store: 'basic_text' });
  // The name of the desktop promises a keyring, and none runs.
  desk.keyStore = { backend: 'gnome_libsecret', mark: 'v10' };
  assert.deepEqual(await opened(store, true), { kind: 'system-plain', store: 'Secret Service' });
  desk.keyStore = null;
  assert.deepEqual(await opened(store, true), { kind: 'system-plain', store: '–' });
  assert.ok(isKey(written()));
});

test('a kept key stays in its file, cannot be opened again, or cannot be had back', async () => {
  desk.keyStore = { backend: 'gnome_libsecret', mark: 'v11' };
  assert.deepEqual(await opened(store, true), { kind: 'system', store: 'Secret Service' });
  assert.ok(!isKey(written()) && isKeyOfAnyForm(written()) && !written().includes(key.toString('base64')));
  assert.deepEqual(await opened(store, true), { kind: 'system', store: 'Secret Service' });
  await assert.rejects(openFolderKey(home, undefined, true), /kept by the operating system for the desktop app/);
  desk.keyStore = null;
  await assert.rejects(openFolderKey(home, store, true), /does not open it.*passphrase/);
  desk.keyStore = { backend: 'gnome_libsecret', mark: 'v11' };
  assert.deepEqual(await opened(store, false), { kind: 'file', store: null });
  assert.ok(isKey(written()));
});

test('each system is called by the name of another', async () => {
  assert.deepEqual(await systemKeyStore('win32').find(), { name: 'DPAPI', isProtecting: true });
  assert.deepEqual(await systemKeyStore('darwin').find(), { name: 'Keychain', isProtecting: true });
});
