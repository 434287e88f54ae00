import assert from 'node:assert/strict';
import test from 'node:test';
import type { KeyedBody } from '../../server/domain/start/start-keys.ts';
import { readOptions } from '../../server/domain/start/start-options.ts';

const read = (keyed: KeyedBody) => readOptions(keyed, ['Office', 'Turkey']);

/** The least and the most that a key takes, and what it says of more or less. */
const bounds = [
  ['retryCount', 0, 99, 1, 'a whole number from 0 to 99'],
  ['retryDelaySeconds', 0, 86_400, 0.5, 'a number of seconds from 0 to 86400'],
  ['priority', -100, 100, 1, 'a whole number from -100 to 100'],
  ['timeoutSeconds', 0.001, 31_536_000, 0.001, 'a number of seconds above 0, at most 31536000'],
] as const;

test('a bound of an option is not the one that its refusal names', () => {
  for (const [key, least, most, step, words] of bounds) {
    for (const value of [least, most]) {
      const { options, errors } = read({ [key]: value });
      assert.deepEqual([errors, options[key]], [[], value], `${key} ${value}`);
    }
    for (const value of [least - step, most + step]) {
      const { errors } = read({ [key]: value });
      assert.equal(errors.length, 1, `${key} ${value}`);
      assert.ok(errors[0]?.message.includes(words), errors[0]?.message);
    }
  }
  for (const key of ['retryCount', 'priority'] as const) assert.equal(read({ [key]: 1.5 }).errors.length, 1, key);
});

test('the longest delay of a missed time is not the one that its refusal names', () => {
  for (const seconds of [0, 31_536_000]) {
    const { options, errors } = read({ misfire: { notLaterThanSeconds: seconds } });
    assert.deepEqual([errors, options.misfire, options.notLaterThanSeconds], [[], 'once', seconds]);
  }
  for (const seconds of [-1, 31_536_001, 'soon'])
    assert.match(read({ misfire: { notLaterThanSeconds: seconds } }).errors[0]?.message ?? '', /0 to 31536000/);
});

test('as many calendars as are allowed are too many, or more are read one by one', () => {
  const many = (count: number) => read({ calendar: Array.from({ length: count }, () => 'office') });
  assert.deepEqual([many(20).errors, many(20).options.calendars.length], [[], 20]);
  assert.deepEqual(many(20).options.calendars[0], { calendar: 'Office', action: 'skip' });
  assert.deepEqual(
    many(21).errors.map(({ message }) => message),
    ['calendar: 21 calendars are too many, at most 20'],
  );
  assert.equal(
    read({ calendar: 'Of' }).errors[0]?.message,
    "calendar: there is no calendar 'Of', known are Office, Turkey",
  );
  assert.match(read({ calendar: 7 }).errors[0]?.message ?? '', /'7' is not the name of a calendar, write it as a text/);
});
