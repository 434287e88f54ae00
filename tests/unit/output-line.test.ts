import assert from 'node:assert/strict';
import test from 'node:test';
import { outputLine } from '../../server/domain/values/output-line.ts';

test('outputs of any size stay one short line in a list', () => {
  assert.equal(outputLine({}), '');
  assert.equal(
    outputLine({ invoices: 12, total: '18250.40', isLast: true }),
    'invoices: 12 · total: 18250.40 · isLast: true',
  );
  assert.equal(outputLine({ text: 'two\nlines  here' }), 'text: two lines here');
  const long = outputLine(Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`name${n}`, 'x'.repeat(100_000)])));
  assert.ok(long.length < 240 && long.endsWith(' · …'), long);
});

test('a fifth output is shown, or a fourth one is not, or a text is cut before its fortieth letter', () => {
  const of = (count: number) => outputLine(Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, n])));
  assert.equal(of(4), 'n0: 0 · n1: 1 · n2: 2 · n3: 3');
  assert.equal(of(5), 'n0: 0 · n1: 1 · n2: 2 · n3: 3 · …');
  assert.equal(outputLine({ a: 'x'.repeat(40) }), `a: ${'x'.repeat(40)}`);
  assert.equal(outputLine({ a: 'x'.repeat(41) }), `a: ${'x'.repeat(39)}…`);
  assert.equal(outputLine({ a: undefined }), 'a: ');
  assert.equal(outputLine({ a: `${' '.repeat(159)}b` }), 'a: b');
  assert.equal(outputLine({ a: `${' '.repeat(160)}b` }), 'a: ');
});
