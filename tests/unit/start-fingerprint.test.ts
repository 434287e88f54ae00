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

test('a body that is no object, or values of another shape, pass for the same start', () => {
  for (const body of [null, 'x', 5, [], [plain]]) assert.equal(startFingerprint(body), JSON.stringify(body));
  assert.equal(startFingerprint(undefined), '');
  const of = (values: unknown) => startFingerprint({ name: 'Echo', values });
  const shapes = [{}, [1], { 0: 1 }, 'ab', { 0: 'a', 1: 'b' }, '5', 'null', '[2]', { who: 'x' }, { who: 'X' }];
  assert.equal(new Set(shapes.map(of)).size, shapes.length);
  assert.equal(of({ who: 'x', a: null, b: '' }), of({ who: 'x' }));
  assert.equal(of('{"who":"x","a":""}'), of({ who: 'x' }));
  assert.notEqual(of({ who: 'x', a: 0 }), of({ who: 'x' }));
  assert.equal(of({ a: { z: 1, b: 2, m: 3 } }), of({ a: { m: 3, z: 1, b: 2 } }));
});

test('a number in a text is another than the number, or a name that is a number is that text', () => {
  const of = (more: object) => startFingerprint({ ...plain, ...more });
  assert.equal(of({ retryCount: ' 1 ' }), of({ retryCount: 1 }));
  assert.notEqual(of({ name: 5 }), of({ name: '5' }));
});
