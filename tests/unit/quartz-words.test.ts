import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { describeQuartz, parseQuartz, valuesOf, fieldSpecs } from '../../contract/quartz/index.ts';
import { patternOf, type Pattern } from '../../contract/quartz/time-phrases.ts';

const file = new URL('../fixtures/quartz/words.json', import.meta.url);
const table = JSON.parse(readFileSync(file, 'utf8')) as [expression: string, en: string, tr: string][];

test('the words say something else than what was read and found good', () => {
  assert.ok(table.length >= 100);
  for (const [expression, en, tr] of table) {
    assert.equal(describeQuartz(expression, 'en'), en, expression);
    assert.equal(describeQuartz(expression, 'tr'), tr, expression);
  }
});

test('two expressions that fire alike read differently', () => {
  const alike = [
    ['0 0 9 ? * 2-6', '0 0 9 ? * MON-FRI', '0 0 9 ? * mon,tue,wed,thu,fri'],
    ['0 0/15 * * * ?', '0 */15 * * * ?', '0 0,15,30,45 * * * ?'],
    ['0 0 9 * * ?', '0 0 9 ? * *', '0 0 9 1/1 * ?', '0 0 9 ? * 1-7', '0 0 9 * * ? *'],
    ['0 0 9 1 11-2 ?', '0 0 9 1 1,2,11,12 ?', '0 0 9 1 NOV-FEB ?'],
  ];
  for (const [first = '', ...others] of alike) {
    for (const other of others) assert.equal(describeQuartz(other, 'en'), describeQuartz(first, 'en'), other);
  }
});

/** The numbers that a pattern matches. */
function numbersIn(pattern: Pattern, min: number, max: number): number[] {
  const every = (from: number, to: number, step: number): number[] =>
    Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  switch (pattern.kind) {
    case 'all':
      return every(min, max, 1);
    case 'even':
      return every(min, max, pattern.step);
    case 'span':
      return every(pattern.from, pattern.to, pattern.step);
    case 'list':
      return pattern.items.flatMap((item) => (typeof item === 'number' ? [item] : every(item[0], item[1], 1)));
  }
}

test('a pattern in words covers more or fewer values than fire', () => {
  for (let from = 0; from < 60; from += 7) {
    for (let to = 0; to < 60; to += 11) {
      for (let step = 1; step < 31; step++) {
        const result = parseQuartz(`0 ${from}-${to}/${step} * * * ?`);
        assert.ok(result.ok);
        const values = valuesOf(fieldSpecs.minutes, result.cron.minutes);
        assert.deepEqual(numbersIn(patternOf(fieldSpecs.minutes, result.cron.minutes), 0, 59), values);
      }
    }
  }
});

test('an invalid expression is put into words all the same', () => {
  assert.throws(
    () => describeQuartz('0 0 9 1 * MON', 'en'),
    /^RangeError: not a Quartz expression \(BOTH_DAYS_SET\): 0 0 9 1 \* MON$/,
  );
});

test('three numbers that are two apart are a span, or four minutes in a row single ones', () => {
  const of = (...values: number[]) =>
    patternOf(
      fieldSpecs.minutes,
      values.map((value) => ({ kind: 'value', value })),
    );
  assert.deepEqual(of(4, 6, 8), { kind: 'list', items: [4, 6, 8] });
  assert.deepEqual(of(4, 6, 8, 10, 12, 14), { kind: 'list', items: [4, 6, 8, 10, 12, 14] });
  assert.deepEqual(of(4, 6, 8, 10, 12, 14, 16), { kind: 'span', from: 4, to: 16, step: 2 });
  assert.deepEqual(of(4, 5), { kind: 'list', items: [4, 5] });
  assert.deepEqual(of(4, 5, 6), { kind: 'span', from: 4, to: 6, step: 1 });
  assert.deepEqual(of(4, 5, 6, 9), { kind: 'list', items: [[4, 6], 9] });
  assert.deepEqual(of(0, 30), { kind: 'even', step: 30 });
});
