import assert from 'node:assert/strict';
import test from 'node:test';
import { TOTP, Secret } from 'otpauth';
import { RotaError } from '../../contract/errors.ts';
import {
  checkCode,
  looksLikeRecovery,
  newCodes,
  newRecoveryCodes,
  recoveryDigest,
  withoutRecovery,
} from '../../server/people/sign-in/one-time-codes.ts';
import { createWrongCodes } from '../../server/people/sign-in/wrong-codes.ts';

const now = Date.UTC(2026, 11, 1, 12, 0, 10);
const { secret, uri } = newCodes('Rota', 'ayşe: yılmaz');
const codeAt = (at: number) => TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: at });
const step = Math.floor(now / 30_000);

test('an app cannot read the address, or a name with a colon is taken for another service', () => {
  assert.match(secret, /^[A-Z2-7]{32}$/);
  const read = new URL(uri);
  assert.equal(read.protocol, 'otpauth:');
  assert.equal(read.searchParams.get('secret'), secret);
  assert.equal(read.searchParams.get('issuer'), 'Rota');
  assert.equal(decodeURIComponent(read.pathname).split(':').length, 2);
});

test('the present code is refused because its distance is zero, or an old one is taken', () => {
  assert.deepEqual(checkCode(secret, codeAt(now), now, null), { kind: 'right', step });
  assert.deepEqual(checkCode(secret, codeAt(now - 30_000), now, null), { kind: 'right', step: step - 1 });
  assert.deepEqual(checkCode(secret, codeAt(now + 30_000), now, null), { kind: 'right', step: step + 1 });
  for (const off of [-90_000, 90_000])
    assert.deepEqual(checkCode(secret, codeAt(now + off), now, null), { kind: 'wrong' });
});

test('a code works twice, or one that came before the last', () => {
  assert.deepEqual(checkCode(secret, codeAt(now), now, step), { kind: 'used' });
  assert.deepEqual(checkCode(secret, codeAt(now - 30_000), now, step), { kind: 'used' });
  assert.equal(checkCode(secret, codeAt(now + 30_000), now, step).kind, 'right');
});

test('a code as people type it is refused, or anything is taken without a secret', () => {
  const code = codeAt(now);
  for (const typed of [`${code.slice(0, 3)} ${code.slice(3)}`, `${code.slice(0, 3)}-${code.slice(3)}`, ` ${code} `])
    assert.equal(checkCode(secret, typed, now, null).kind, 'right', typed);
  const ofNothing = TOTP.generate({ secret: new Secret({ buffer: new ArrayBuffer(0) }), timestamp: now });
  for (const [key, text] of [
    ['', ofNothing],
    [secret, ''],
    [secret, 'abcdef'],
    [secret, `${code}0`],
  ] as const)
    assert.equal(checkCode(key, text, now, null).kind, 'wrong');
});

test('a recovery code works twice, is the same for two people, or can be read from what is stored', () => {
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) assert.match(code, /^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  const digests = codes.map(recoveryDigest);
  const [first = '', second = ''] = codes;
  assert.ok(!JSON.stringify(digests).includes(first.replaceAll('-', '')));
  const left = withoutRecovery(digests, first.toUpperCase().replaceAll('-', ' '));
  assert.equal(left?.length, 9);
  assert.equal(withoutRecovery(left ?? [], first), null);
  assert.equal(withoutRecovery(left ?? [], second)?.length, 8);
  assert.ok(looksLikeRecovery(first) && !looksLikeRecovery('123 456'));
});

test('guessing goes on after ten wrong codes, or somebody is locked out for good', () => {
  let at = 0;
  const wrong = createWrongCodes({ monotonic: () => at });
  const isRefused = () => {
    try {
      wrong.refuseWhileTooMany('u1');
      return false;
    } catch (error) {
      assert.ok(error instanceof RotaError && error.code === 'TOO_MANY_FAILURES');
      return true;
    }
  };
  for (let guess = 0; guess < 10; guess += 1) {
    assert.equal(isRefused(), false);
    wrong.note('u1');
  }
  assert.equal(isRefused(), true);
  wrong.refuseWhileTooMany('u2');
  at = 30_000;
  assert.equal(isRefused(), false);
  wrong.note('u1');
  assert.equal(isRefused(), true, 'one more, no more');
  at = 3_600_000;
  for (let guess = 0; guess < 10; guess += 1) wrong.note('u1');
  assert.equal(isRefused(), true);
  wrong.forget('u1');
  assert.equal(isRefused(), false);
});
