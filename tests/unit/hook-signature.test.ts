import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import test from 'node:test';
import { isSigned } from '../../server/triggers/hook-signature.ts';

const bytes = Buffer.from('{"invoice":"0815"}');
const call = (headers: Record<string, string>, token: string | null = null) => ({ headers, bytes, token });
const hmac = (secret: string) => createHmac('sha256', secret).update(bytes).digest('hex');

test('a key of the vault that is empty lets anybody in', () => {
  assert.equal(isSigned(call({}), { scheme: 'token', header: '' }, ''), false);
  assert.equal(isSigned(call({}, ''), { scheme: 'token', header: '' }, ''), false);
  assert.equal(isSigned(call({ 'x-signature': hmac('') }), { scheme: 'hmac', header: 'X-Signature' }, ''), false);
});

test('a right signature is refused, or one over another body or with another secret is taken', () => {
  const plain = { scheme: 'hmac', header: 'X-Signature' } as const;
  assert.equal(isSigned(call({ 'x-signature': hmac('key') }), plain, 'key'), true);
  assert.equal(isSigned(call({ 'x-signature': `sha256=${hmac('key').toUpperCase()}` }), plain, 'key'), true);
  assert.equal(isSigned(call({ 'x-signature': hmac('other') }), plain, 'key'), false);
  assert.equal(isSigned(call({}), plain, 'key'), false);
  assert.equal(isSigned(call({}, 'key'), { scheme: 'token', header: '' }, 'key'), true);
  assert.equal(isSigned(call({}, 'kez'), { scheme: 'token', header: '' }, 'key'), false);
  assert.equal(
    isSigned(
      { ...call({ 'x-hub-signature-256': `sha256=${hmac('key')}` }), bytes: Buffer.from('{}') },
      { scheme: 'github', header: '' },
      'key',
    ),
    false,
  );
});
