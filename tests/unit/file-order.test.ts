import assert from 'node:assert/strict';
import test from 'node:test';
import { slowestFirst, slowestOf } from '../support/file-times.ts';

test('a slow test file starts last and is alone at the end, or a new one keeps all others waiting', () => {
  const seconds = { 'a.test.ts': 1, 'b.test.ts': 90, 'c.test.ts': 5, 'gone.test.ts': 300 };
  const files = ['a.test.ts', 'b.test.ts', 'c.test.ts', 'new.test.ts'];
  assert.deepEqual(slowestFirst(files, seconds), ['b.test.ts', 'c.test.ts', 'new.test.ts', 'a.test.ts']);
  assert.deepEqual(slowestFirst(files, {}), files, 'nothing was timed yet');
});

test('the slowest files are listed in another order than they took', () => {
  const took = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`${at}.test.ts`, at]));
  const [, head, first, ...others] = slowestOf(took).split('\n');
  assert.equal(head, 'The slowest of 20 files:');
  assert.equal(first, '    19.0 s  19.test.ts');
  assert.equal(others.length, 14);
});
