import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduleOptions } from '../../contract/schedule.ts';
import type { KeyedBody } from '../../server/domain/start/start-keys.ts';
import { readOptions, shown } from '../../server/domain/start/start-options.ts';

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

test('an option that is left out is not the default that is documented', () => {
  const { options, errors, clockChange } = read({});
  assert.deepEqual([options, errors, clockChange], [scheduleOptions.parse({}), [], 'as-quartz']);
  assert.equal(read({ clockChange: 'Move' }).clockChange, 'move');
  assert.equal(read({ retryDelaySeconds: 1.5 }).options.retryDelaySeconds, 1.5);
  const loose = read({ misfire: { policy: null, notLaterThanSeconds: null } });
  assert.deepEqual([loose.options.misfire, loose.errors], ['once', []]);
  assert.equal(read({ misfire: { notLaterThanSeconds: 0.5 } }).options.notLaterThanSeconds, 0.5);
  assert.equal(read({ misfire: 'all' }).options.notLaterThanSeconds, scheduleOptions.parse({}).notLaterThanSeconds);
});

test('events of a callback are lost, doubled or out of order, or an endless list of wrong ones is answered one by one', () => {
  const events = (given: unknown) => read({ callbackEvents: given }).options.callbackEvents;
  assert.deepEqual(events('ended'), ['ended']);
  assert.deepEqual(events(['ended', 'STARTED', 'ended']), ['started', 'ended']);
  const faults = (given: unknown) => read({ callbackEvents: given }).errors.map(({ message }) => message);
  assert.deepEqual(faults(['ended']), []);
  assert.equal(faults(Array(12).fill('x')).length, 10);
  assert.deepEqual(faults(['x', ...Array<string>(9).fill('ended'), 'y']), [
    "callbackEvents: 'x' is not one of started, ended",
  ]);
  assert.match(faults([])[0] ?? '', /the list is empty/);
});

test('an address that is none is called back, or a calendar is asked for that nobody knows', () => {
  assert.equal(read({ callbackUrl: ' https://a.example/x ' }).options.callbackUrl, 'https://a.example/x');
  for (const url of [7, '', 'ftp://a.example', null, ['https://a.example']])
    assert.deepEqual(
      [read({ callbackUrl: url }).options.callbackUrl, read({ callbackUrl: url }).errors.length],
      [null, 1],
      JSON.stringify(url),
    );
  const unknown = (known: readonly string[], calendar: unknown) =>
    readOptions({ calendar }, known).errors.map(({ message }) => message);
  assert.deepEqual(unknown([], 'x'), ["calendar: there is no calendar 'x'"]);
  assert.deepEqual(unknown(['y'], 'x'), ["calendar: there is no calendar 'x', known are y"]);
  const many = Array.from({ length: 11 }, (_, at) => `c${at}`);
  assert.ok(unknown(many, 'x')[0]?.endsWith(' c8, c9'));
  const wrong = readOptions({ calendar: { calendar: 'y', action: 'dance' } }, ['y']);
  assert.deepEqual([wrong.options.calendars, wrong.errors.length], [[], 1]);
  assert.deepEqual(readOptions({ calendar: 'x' }, ['y']).options.calendars, []);
});

test('a wrong value is repeated at length, or not as what it is', () => {
  const values: [unknown, string][] = [
    ['a'.repeat(60), `'${'a'.repeat(60)}'`],
    ['a'.repeat(61), `'${'a'.repeat(60)}…'`],
    [5, "'5'"],
    [true, "'true'"],
    [null, 'null'],
    [[], 'a list'],
    [{}, 'an object'],
  ];
  for (const [value, text] of values) assert.equal(shown(value), text);
});

test('a limit that is none is taken, or one of the two is lost', () => {
  assert.deepEqual(read({ limits: { memoryMb: 512, cpuSeconds: 1.5 } }).options.limits, {
    memoryMb: 512,
    cpuSeconds: 1.5,
  });
  assert.deepEqual(read({ limits: { cpuSeconds: 60 } }).options.limits, { cpuSeconds: 60 });
  assert.equal(read({ limits: {} }).options.limits, undefined);
  for (const limits of [{ memoryMb: 15 }, { cpuSeconds: 0 }, { memory: 512 }, '2 GB', [512]]) {
    const { errors, options } = read({ limits });
    assert.deepEqual(
      [errors.length, errors[0]?.field, options.limits],
      [1, 'limits', undefined],
      JSON.stringify(limits),
    );
    assert.match(errors[0]?.message ?? '', /write \{"memoryMb": 2048, "cpuSeconds": 600\}/);
  }
});
