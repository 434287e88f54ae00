import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withReadValues } from '../../server/engine/connector/long-values.ts';

// Values that are JSON text inside a body.

const textOf = (count: number): string =>
  `{${Array.from({ length: count }, (_, at) => `"key${at}":"some text ${at}"`).join(',')}}`;

test('a long text of values is read step by step, with turns for all others, and is what it says', async () => {
  const text = textOf(40_000);
  let turns = 0;
  let isReading = true;
  const other = (): void => {
    turns += 1;
    if (isReading) setImmediate(other);
  };
  setImmediate(other);
  const read = (await withReadValues({ Name: 'x', VALUES: text, other: 1 })) as Record<string, unknown>;
  isReading = false;
  assert.deepEqual(Object.keys(read), ['Name', 'VALUES', 'other']);
  assert.deepEqual(read['VALUES'], JSON.parse(text));
  assert.ok(turns > 5, `others had ${turns} turns`);
});

test('a long text of values that is none, or has more entries than any process means, is refused with its place', async () => {
  await assert.rejects(withReadValues({ values: textOf(5_000).slice(0, -2) }), {
    code: 'VALUE_INVALID',
    message: /^values: the text is not JSON, there should be .* at line 1, column \d+/,
  });
  await assert.rejects(withReadValues({ values: textOf(110_000) }), /^.*values: .*at most 100000 entries/);
  const short = { values: '{"a":' };
  assert.equal(await withReadValues(short), short, 'a short one is refused where all is checked');
});

test('a text of values that is not long is read here, or what is no text is touched', async () => {
  const ofLength = (length: number) => ({ values: `{"a":"${'x'.repeat(length - 8)}"}` });
  const short = ofLength(16 * 1024 - 1);
  assert.equal(await withReadValues(short), short);
  const long = ofLength(16 * 1024);
  assert.deepEqual(await withReadValues(long), { values: JSON.parse(long.values) as unknown });
  for (const body of [null, 'x'.repeat(20_000), 7, undefined, [long], { values: { a: 1 } }, {}])
    assert.equal(await withReadValues(body), body);
});
