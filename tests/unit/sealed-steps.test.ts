import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { passkeyPlace } from '../../contract/passkey-place.ts';
import { createSealedSteps } from '../../server/people/sign-in/sealed-steps.ts';
import { createSecretBox } from '../../server/vault/secret-box.ts';

let at = 1_000_000;
const clock = { now: () => at };
const secrets = createSecretBox(randomBytes(32));
const steps = createSealedSteps<{ readonly id: string }>({ secrets, clock }, 'code', 60_000);

test('a step of a sign-in can be taken twice, too late, for another purpose, or with another key', () => {
  const text = steps.issue({ id: 'u1' });
  assert.match(text, /^[A-Za-z0-9_-]+$/);
  assert.ok(!Buffer.from(text, 'base64url').toString('latin1').includes('u1'));
  assert.deepEqual(steps.peek(text), { id: 'u1' });
  assert.equal(createSealedSteps({ secrets, clock }, 'passkey', 60_000).take(text), null);
  assert.equal(
    createSealedSteps({ secrets: createSecretBox(randomBytes(32)), clock }, 'code', 60_000).take(text),
    null,
  );
  assert.deepEqual(steps.take(text), { id: 'u1' });
  for (const again of [text, `${text}=`, text.replace(/.$/, '$&')]) assert.equal(steps.take(again), null);
  assert.equal(steps.peek(text), null);

  const late = steps.issue({ id: 'u2' });
  at += 60_000;
  assert.equal(steps.take(late), null);
  // Set back by an hour: it would live for an hour more.
  const early = steps.issue({ id: 'u3' });
  at -= 3_600_000;
  assert.equal(steps.take(early), null);
  for (const wrong of ['', 'x', '%%%', 'a'.repeat(10_000)]) assert.equal(steps.take(wrong), null);
});

test('a step outlives a restart of the server', () => {
  const text = steps.issue({ id: 'u4' });
  assert.deepEqual(createSealedSteps({ secrets, clock }, 'code', 60_000).take(text), { id: 'u4' });
});

test('passkeys are offered where browsers have none', () => {
  const isPlace = (origin: string) => passkeyPlace(origin).isPlace;
  for (const origin of ['http://localhost:4280', 'https://localhost', 'https://rota.example.com:8443', 'https://robot'])
    assert.ok(isPlace(origin), origin);
  for (const origin of [
    'http://127.0.0.1:4280',
    'https://192.168.1.5',
    'http://[::1]:4280',
    'http://rota.example.com',
    'null',
    '',
  ])
    assert.ok(!isPlace(origin), origin);
});
