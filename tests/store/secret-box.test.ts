import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { createSecretBox, keyOfFolder } from '../../server/vault/secret-box.ts';
import { assertOwnerOnly } from '../support/windows.ts';
import { temporaryFolder } from './fixture.ts';

const values = { user: 'ada', password: 'hunter2', pin: 1234, tokens: ['hunter2'], none: null };
const secret = ['password', 'pin', 'tokens', 'absent'];

test('secrets come back exactly, in their types, and stand nowhere in what is stored', () => {
  const box = createSecretBox(randomBytes(32));
  const sealed = box.sealValues(values, secret);
  assert.doesNotMatch(JSON.stringify(sealed), /hunter2|1234/);
  assert.equal(sealed.user, 'ada');
  assert.deepEqual(box.openValues(JSON.parse(JSON.stringify(sealed)) as typeof sealed), values);
  assert.notDeepEqual(box.sealValues(values, secret), sealed, 'the same secret never looks the same twice');
});

test('another key, a changed text or a value moved under another name is refused by name, never opened as rubbish', () => {
  const box = createSecretBox(randomBytes(32));
  const sealed = box.sealValues({ password: 'hunter2', pin: 1 }, ['password', 'pin']);
  const refusal = { code: 'VALUE_INVALID', message: /values\.password: .*enter it again/ };
  assert.throws(() => createSecretBox(randomBytes(32)).openValues(sealed), refusal);
  assert.throws(() => box.openValues({ password: sealed.pin }), refusal);
  const { $sealed } = sealed.password as { $sealed: string };
  const flipped = `${$sealed.slice(0, -6)}${$sealed.at(-6) === 'A' ? 'B' : 'A'}${$sealed.slice(-5)}`;
  assert.throws(() => box.openValues({ password: { $sealed: flipped } }), refusal);
  assert.throws(() => box.openValues({ password: { $sealed: 'rota1.AAAA' } }), refusal);
});

test('a value that only looks sealed comes back as it was given', () => {
  const box = createSecretBox(randomBytes(32));
  for (const odd of [{ $sealed: 'rota1.AAAA' }, { $sealed: 7 }, { $sealed: 'x', more: 1 }]) {
    assert.deepEqual(box.openValues(box.sealValues({ odd }, [])), { odd });
  }
});

test('for eyes every secret is the same placeholder, sealed or not', () => {
  const box = createSecretBox(randomBytes(32));
  const masked = { user: 'ada', password: '••••', pin: '••••', tokens: '••••', none: null };
  assert.deepEqual(box.maskValues(values, secret), masked);
  assert.deepEqual(box.maskValues(box.sealValues(values, secret), []), masked);
});

test('the key is made once, for its owner only, and a damaged one is neither used nor replaced', async (t) => {
  const folder = await temporaryFolder(t);
  const key = keyOfFolder(folder);
  assert.deepEqual(keyOfFolder(folder), key);
  const file = path.join(folder, 'secret.key');
  assertOwnerOnly(file);
  assert.deepEqual(await readdir(folder), ['secret.key']);
  await writeFile(file, 'short');
  assert.throws(
    () => keyOfFolder(folder),
    (error: Error) => error.message.includes(file),
  );
  assert.equal(await readFile(file, 'utf8'), 'short');
});
