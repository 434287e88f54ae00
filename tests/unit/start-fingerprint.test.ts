import assert from 'node:assert/strict';
import test from 'node:test';
import { startFingerprint } from '../../server/domain/start/start-fingerprint.ts';

const plain = { name: 'Echo', values: { who: 'x', nested: { a: 1, b: [1, 2] } }, runOnce: 'Y', retryCount: '1' };

test('a retry that a client writes down in another way is the same start', () => {
  const alike: readonly unknown[] = [
    { retryCount: '1', runOnce: 'Y', values: { nested: { b: [1, 2], a: 1 }, who: 'x' }, name: 'Echo' },
    { Name: 'Echo', VALUES: { who: 'x', nested: { a: 1, b: [1, 2] } }, run_once: true, retryCount: 1 },
    { ...plain, values: JSON.stringify({ nested: { b: [1, 2], a: 1 }, who: 'x' }) },
    { ...plain, quartzDef: '', worker: null, traceId: 'differs each time' },
    { ...plain, name: ' Echo ', runOnce: 'evet' },
  ];
  for (const body of alike) assert.equal(startFingerprint(body), startFingerprint(plain), JSON.stringify(body));
  assert.equal(startFingerprint({ name: 'Echo', values: [] }), startFingerprint({ name: 'Echo', values: {} }));
});

test('a start that asks for something else is another one', () => {
  const others: readonly unknown[] = [
    { ...plain, name: 'Other' },
    { ...plain, values: { who: 'y', nested: plain.values.nested } },
    { ...plain, values: { ...plain.values, nested: { a: 1, b: [2, 1] } } },
    { ...plain, runOnce: 'N' },
    { ...plain, retryCount: 2 },
    { ...plain, quartzDef: '0 0 9 * * ?' },
    [plain],
  ];
  const all = [plain, ...others].map(startFingerprint);
  assert.equal(new Set(all).size, all.length);
});
