import assert from 'node:assert/strict';
import test from 'node:test';
import { parseQuartz } from '../../contract/quartz/index.ts';
import { fieldSpecs, nameOfValue, quartzFieldNames, valueOfName } from '../../contract/quartz/fields.ts';
import { timeSaying, type TimePhrase } from '../../contract/quartz/time-phrases.ts';

function timeOf(expression: string): TimePhrase {
  const read = parseQuartz(expression);
  assert.ok(read.ok, expression);
  return timeSaying(read.cron);
}
const errorsOf = (expression: string): (string | number)[][] => {
  const read = parseQuartz(expression);
  return read.ok ? [] : read.errors.map(({ code, position, value }) => [code, position, value]);
};

test('times of a day are put together in another way than they fire', () => {
  const rows: [expression: string, phrase: TimePhrase][] = [
    ['0 0 9 * * ?', { kind: 'times', times: ['09:00'] }],
    ['5 0 9 * * ?', { kind: 'times', times: ['09:00:05'] }],
    ['0,30 0 9 * * ?', { kind: 'times', times: ['09:00:00', '09:00:30'] }],
    ['0 0 1-6 * * ?', { kind: 'times', times: ['01:00', '02:00', '03:00', '04:00', '05:00', '06:00'] }],
    ['0 0 1-7 * * ?', { kind: 'hours-apart', step: 1, from: '01:00', to: '07:00' }],
    ['0 10 1/2 * * ?', { kind: 'hours-apart', step: 2, from: '01:10', to: '23:10' }],
    ['20 10 1/2 * * ?', { kind: 'hours-apart', step: 2, from: '01:10:20', to: '23:10:20' }],
    ['0 10 * * * ?', { kind: 'every-hour', minute: 10, second: 0 }],
    ['3 10 * * * ?', { kind: 'every-hour', minute: 10, second: 3 }],
    [
      '0 5 0,2,4,6,7,9,11 * * ?',
      { kind: 'times', times: ['00:05', '02:05', '04:05', '06:05', '07:05', '09:05', '11:05'] },
    ],
    ['4 0/30 * * * ?', { kind: 'minutes', minutes: { kind: 'even', step: 30 }, second: 4, hours: { kind: 'all' } }],
    [
      '0 0/5 1,3,5-6 * * ?',
      {
        kind: 'minutes',
        minutes: { kind: 'even', step: 5 },
        second: 0,
        hours: {
          kind: 'windows',
          windows: [
            ['01:00', '01:59'],
            ['03:00', '03:59'],
            ['05:00', '06:59'],
          ],
        },
      },
    ],
    [
      '0 0/5 1,3,5,7 * * ?',
      {
        kind: 'minutes',
        minutes: { kind: 'even', step: 5 },
        second: 0,
        hours: { kind: 'list', hours: ['01', '03', '05', '07'] },
      },
    ],
    ['0/2 7 9 * * ?', { kind: 'seconds-of-minute', seconds: { kind: 'even', step: 2 }, minute: '09:07' }],
    [
      '1/2 7 * * * ?',
      {
        kind: 'seconds',
        seconds: { kind: 'span', from: 1, to: 59, step: 2 },
        minutes: { kind: 'list', items: [7] },
        hours: { kind: 'all' },
      },
    ],
    ['* * * * * ?', { kind: 'seconds', seconds: { kind: 'all' }, minutes: { kind: 'all' }, hours: { kind: 'all' } }],
  ];
  for (const [expression, phrase] of rows) assert.deepEqual(timeOf(expression), phrase, expression);
});

test('a wrong item of a list is named at the place of another one', () => {
  assert.deepEqual(errorsOf('0 0 9 1,40,L-2,99 * ?'), [['NOT_IN_LIST', 12, 'L-2']]);
  assert.deepEqual(errorsOf('0 1,60,2,77 9 * * ?'), [
    ['OUT_OF_RANGE', 5, '60'],
    ['OUT_OF_RANGE', 10, '77'],
  ]);
  assert.deepEqual(errorsOf('0 1-60/5 9 * * ?'), [['OUT_OF_RANGE', 5, '60']]);
  assert.deepEqual(errorsOf('0 5/60 9 * * ?'), [['STEP_OUT_OF_RANGE', 5, '60']]);
  assert.deepEqual(errorsOf('0 L5 9 * * ?'), [['SIGN_NOT_HERE', 3, 'L5']]);
  assert.deepEqual(errorsOf('0 1-2-3 9 * * ?'), [['NOT_READABLE', 3, '1-2-3']]);
  assert.deepEqual(errorsOf('0 1,,2 9 * * ?'), [['EMPTY_ITEM', 5, '']]);
  assert.deepEqual(errorsOf('0 0 9 ? MAR-JUNE MON'), []);
  assert.deepEqual(errorsOf('0 0 9 ? JUNE-AUG MON'), [['LONG_NAME_IN_RANGE', 9, 'JUNE-AUG']]);
});

test('a value or a step is taken beyond its field, or the last one is refused', () => {
  const bounds: Record<string, [min: number, max: number, step: number]> = {
    seconds: [0, 59, 59],
    minutes: [0, 59, 59],
    hours: [0, 23, 23],
    'day-of-month': [1, 31, 31],
    month: [1, 12, 12],
    'day-of-week': [1, 7, 7],
    year: [1970, 2099, 999],
  };
  for (const [index, field] of quartzFieldNames.entries()) {
    const [min, max, step] = bounds[field] ?? [0, 0, 0];
    const isTaken = (text: string) => {
      const fields = ['0', '0', '9', field === 'day-of-week' ? '?' : '1', '1', '?', '*'].with(index, text);
      return parseQuartz(fields.join(' ')).ok;
    };
    assert.deepEqual(
      [min - 1, min, max, max + 1].map((value) => isTaken(`${value}`)),
      [false, true, true, false],
      field,
    );
    assert.deepEqual(
      [0, 1, step, step + 1].map((value) => isTaken(`${min}/${value}`)),
      [false, true, true, false],
      field,
    );
  }
});

test('a month or a weekday is known by another name', () => {
  const { month, 'day-of-week': weekday, hours } = fieldSpecs;
  const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
  const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
  for (const [names, spec] of [
    [months, month],
    [weekdays, weekday],
  ] as const)
    for (const [index, name] of names.entries()) {
      assert.equal(nameOfValue(spec, index + 1), name);
      assert.equal(valueOfName(spec, name), index + 1);
      assert.equal(valueOfName(spec, name.slice(0, 2)), undefined, 'two letters are too few');
    }
  assert.equal(valueOfName(month, 'JANUARY'), 1);
  assert.equal(valueOfName(month, 'JANUARI'), undefined);
  assert.equal(nameOfValue(hours, 5), '5');
});

test('a range or a step is taken that Quartz would read otherwise', () => {
  const spans: [expression: string, ok: boolean][] = [
    ['0 0 9 ? * MON-FRI', true],
    ['0 0 9 ? * MON/2', false],
    ['0 0 9 ? * 2/2', true],
    ['0 0 9 ? * *-3', false],
    ['0 0 9 ? * MON-3', false],
    ['0 0 9 1 1 ? 2030-2027', false],
    ['0 0 9 1 1 ? 2027-2027', true],
    ['0 0 9 1 11-2 ?', true],
  ];
  for (const [expression, ok] of spans) assert.equal(parseQuartz(expression).ok, ok, expression);
});
