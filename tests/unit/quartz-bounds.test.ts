import assert from 'node:assert/strict';
import test from 'node:test';
import { describeQuartz, parseQuartz } from '../../contract/quartz/index.ts';

const positionsOf = (expression: string): (string | number)[][] => {
  const read = parseQuartz(expression);
  return read.ok ? [] : read.errors.map(({ code, position }) => [code, position]);
};

test('a day that a month has is called rare, or one that it lacks is not', () => {
  const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  // Every month has the 27th, so its words are the plain ones.
  const plainOf = (month: number, day: string, number: number) =>
    describeQuartz(`0 0 9 ${day.replace(String(number), '27')} ${month} ?`, 'en').replaceAll('27', '#');
  for (const [index, length] of lengths.entries())
    for (const number of [28, 29, 30, 31])
      for (const day of [`${number}`, `${number}W`]) {
        const words = describeQuartz(`0 0 9 ${day} ${index + 1} ?`, 'en').replaceAll(String(number), '#');
        const isPlain = words.replace('#st', '#th') === plainOf(index + 1, day, number).replace('#st', '#th');
        assert.equal(isPlain, number <= length, `${day} ${index + 1}: ${words}`);
      }
});

test('an expression of as many signs as are allowed is refused, or a longer one is read', () => {
  const padded = (length: number) => `0 0 9 * *${' '.repeat(length - 10)}?`;
  assert.deepEqual(positionsOf(padded(200)), []);
  assert.deepEqual(positionsOf(padded(201)), [['TOO_LONG', 201]]);
});

test('a field is refused at another place than where it stands', () => {
  assert.deepEqual(positionsOf('0 0 9 * *'), [['TOO_FEW_FIELDS', 10]]);
  assert.equal(positionsOf('0 0 9 * * ? 2026 x')[0]?.[1], 18);
  assert.deepEqual(
    positionsOf('61 0 9 * 13 ?').map(([, position]) => position),
    [1, 10],
  );
  assert.equal(positionsOf('0 0 9 * \u000113 ?')[0]?.[1], 10);
  for (const [expression, isTaken] of [
    ['0 0 9 L-30 * ?', true],
    ['0 0 9 L-31 * ?', false],
    ['0 0 9 L-27W * ?', true],
    ['0 0 9 L-28W * ?', false],
    ['0 0 9 1W * ?', true],
    ['0 0 9 31W * ?', true],
    ['0 0 9 0W * ?', false],
    ['0 0 9 32W * ?', false],
  ] as const)
    assert.equal(parseQuartz(expression).ok, isTaken, expression);
});
