import assert from 'node:assert/strict';
import test from 'node:test';
import { createMask } from '../../server/runner/stdout/mask.ts';

test('a secret of three letters is shown, or one of two hides half of every log', () => {
  assert.equal(createMask(['abc']).hide('xabcx'), 'x***x');
  assert.equal(createMask(['ab']).hide('xabx'), 'xabx');
});

test('a short secret leaves the rest of a longer one', () => {
  const mask = createMask(['abc', 'abcdef']);
  assert.equal(mask.hide('abcdef abc'), '*** ***');
  assert.deepEqual(mask.hideDeep({ a: ['abcdef'] }), { a: ['***'] });
});

test('the longest form is not the longest, or none is longer than nothing', () => {
  assert.equal(createMask([]).longest(), 0);
  assert.equal(createMask(['abc', 'abcdef']).longest(), 8, 'that of Base64');
});

test('a text that ends within a secret is let through, or one that does not is kept back', () => {
  const mask = createMask(['secret']);
  for (const text of ['a sec', 'a secre', 'sec']) assert.equal(mask.isCutOff(text), true, text);
  for (const text of ['a se', 'a secr-', '']) assert.equal(mask.isCutOff(text), false, text);
});
