import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createCheckThread } from '../../server/check-thread.ts';
import { checkLongOnesBy, TookTooLong } from '../../server/domain/values/schema-check.ts';
import { schemaFault } from '../../server/domain/values/value-errors.ts';
import { readValues } from '../../server/domain/values/values.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { until } from '../support/until.ts';

const lax = { isStrict: false };
const schemaOf = (parameter: Record<string, unknown>) => ({ type: 'object' as const, properties: { x: parameter } });
const capitals = schemaOf({ type: 'string', pattern: '^[A-Z]+$' });
/** Takes years. */
const endless = schemaOf({ type: 'string', pattern: '^(a|a)*$' });
const manyOfA = { x: `${'a'.repeat(60)}b` };

function checking(t: TestContext) {
  const clock = createHandClock();
  const thread = createCheckThread(clock);
  checkLongOnesBy(thread.check);
  t.after(() => thread.close());
  return { clock, thread };
}

test('a pattern that would be tried for years is cut off, and checks after it go on as before', (t) => {
  const { thread } = checking(t);
  assert.throws(() => thread.check(20, endless, [manyOfA]), TookTooLong);
  assert.deepEqual(readValues(capitals, { x: 'AB' }, lax).errors, []);
  assert.deepEqual(
    readValues(capitals, { x: 'ab' }, lax).errors.map(({ message }) => message),
    ['values.x: must match the pattern ^[A-Z]+$'],
  );
  const { errors } = readValues(endless, manyOfA, lax);
  assert.match(errors[0]?.message ?? '', /take longer than 50 ms to check against the schema of the process/);
  assert.deepEqual(readValues(endless, { x: 'aa' }, lax).errors, []);
});

test('a list whose entries all have to differ is refused in words where comparing them would take too long', (t) => {
  checking(t);
  const schema = schemaOf({ type: 'array', uniqueItems: true });
  const list = Array.from({ length: 60_000 }, (_, index) => ({ index }));
  const { errors } = readValues(schema, { x: list }, lax);
  assert.deepEqual(
    errors.map(({ code, field }) => [code, field]),
    [['VALUE_INVALID', 'values']],
  );
  assert.match(errors[0]!.message, /take longer than 50 ms to check against the schema of the process/);
  assert.deepEqual(readValues(schema, { x: [1, 2] }, lax).errors, []);
});

test('what is wrong with a schema is told also from beside the server', (t) => {
  checking(t);
  assert.equal(
    schemaFault(schemaOf({ type: 'string', pattern: '(' })),
    'Invalid regular expression: /(/u: Unterminated group',
  );
  assert.match(schemaFault(schemaOf({ $ref: '#/$defs/nowhere' })) ?? '', /^Unresolved \$ref "#\/\$defs\/nowhere"/);
  assert.equal(schemaFault(capitals), null);
});

test('a file among values that need the thread is no hindrance, and is seen as an object', (t) => {
  checking(t);
  const schema = {
    type: 'object' as const,
    properties: { file: { type: 'string', format: 'binary' }, ref: { type: 'string', pattern: '^A' } },
    minProperties: 2,
  };
  assert.deepEqual(readValues(schema, { file: 'aGVsbG8=', ref: 'AB' }, lax).errors, []);
});

test('the thread is kept from check to check, and given back after a rest', async (t) => {
  const { clock, thread } = checking(t);
  assert.equal(thread.isKept(), false);
  readValues(schemaOf({ type: 'string' }), { x: 'plain' }, lax);
  assert.equal(thread.isKept(), false, 'plain schemas need none');
  readValues(capitals, { x: 'AB' }, lax);
  clock.move(100_000);
  readValues(capitals, { x: 'AB' }, lax);
  clock.move(100_000);
  assert.equal(thread.isKept(), true);
  clock.move(150_000);
  await until('it was given back', () => !thread.isKept());
  assert.deepEqual(readValues(capitals, { x: 'AB' }, lax).errors, []);
});

test('while a process needs it, the thread is there before the first check, and after a rest', async (t) => {
  const { clock, thread } = checking(t);
  let isNeeded = true;
  thread.keepWhile(() => isNeeded);
  assert.equal(thread.isKept(), false, 'not at once: others come first');
  clock.move(1_000);
  assert.equal(thread.isKept(), true);
  clock.move(500_000);
  assert.equal(thread.isKept(), true, 'nobody checked anything');
  assert.throws(() => thread.check(20, endless, [manyOfA]), TookTooLong);
  assert.equal(thread.isKept(), false, 'cut off');
  clock.move(150_000);
  assert.equal(thread.isKept(), true, 'and back');
  isNeeded = false;
  clock.move(300_000);
  await until('it was given back', () => !thread.isKept());
});

test('where the main thread may not sleep, as perhaps in the desktop app, checks are the same', (t) => {
  const { thread } = checking(t);
  t.mock.method(Atomics, 'wait', () => {
    throw new TypeError('Atomics.wait cannot be called in this context');
  });
  assert.deepEqual(readValues(capitals, { x: 'AB' }, lax).errors, []);
  assert.throws(() => thread.check(20, endless, [manyOfA]), TookTooLong);
});
