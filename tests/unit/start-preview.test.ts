import assert from 'node:assert/strict';
import test from 'node:test';
import { readPreview } from '../../server/domain/start/start-preview.ts';

const now = Date.UTC(2026, 10, 23, 11, 5);
const read = (body: unknown) => readPreview(body, { now, timezone: 'Europe/Istanbul' });

test('a dry run without from and count shows other times than the next five', () => {
  for (const body of [{}, null, 'x', { from: null, count: null }, { from: '', count: '' }])
    assert.deepEqual(read(body), { from: now, count: 5, errors: [] }, JSON.stringify(body));
});

test('from and count of a dry run are not those that were asked for', () => {
  const from = Date.UTC(2026, 11, 1, 6);
  assert.deepEqual(read({ from: '2026-12-01 09:00:00', count: '50' }), { from, count: 50, errors: [] });
  assert.equal(read({ count: 1 }).count, 1);
});

test('a from or count that is none is taken, or not named', () => {
  for (const count of [0, 51, 1.5, 'many'])
    assert.deepEqual(read({ count }), {
      from: now,
      count: 5,
      errors: [{ code: 'OPTION_INVALID', field: 'count', message: 'count: is not a whole number from 1 to 50' }],
    });
  assert.equal(
    read({ from: 7 }).errors[0]?.message,
    "from: '7' is not a date, write it as a text, yyyy-MM-dd HH:mm:ss",
  );
  assert.equal(read({ from: 'tomorrow' }).errors[0]?.field, 'from');
});
