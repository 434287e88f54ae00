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
