import assert from 'node:assert/strict';
import test from 'node:test';
import { hasStoppedComing, isUnusuallyLong, medianOf } from '../../server/domain/time/usual.ts';

const hour = 3_600_000;
const hourly = [0, 1, 2, 3, 4, 5].map((at) => at * hour);
const last = 5 * hour;

test('a caller that came each hour stays away unnoticed, or is missed too early', () => {
  assert.equal(hasStoppedComing(hourly, last + 2 * hour), false);
  assert.equal(hasStoppedComing(hourly, last + 2 * hour + 1), true);
});

test('a caller that has hardly come yet, comes as it likes or every few minutes is missed', () => {
  assert.equal(hasStoppedComing(hourly.slice(1), last + 9 * hour), false);
  assert.equal(
    hasStoppedComing(
      [0, 1, 2, 6, 7, 12].map((at) => at * hour),
      99 * hour,
    ),
    false,
  );
  assert.equal(
    hasStoppedComing(
      hourly.map((at) => at / 10),
      last,
    ),
    false,
  );
});

test('two runs have a usual duration, or runs that still run count', () => {
  const run = (startedAt: number | null, endedAt: number | null) => ({ startedAt, endedAt });
  assert.equal(medianOf([run(0, 5), run(0, 7)]), null);
  assert.equal(medianOf([run(0, 5), run(0, 7), run(0, null), run(null, 9)]), null);
  assert.equal(medianOf([run(10, 15), run(0, 9), run(0, 7)]), 7);
  assert.equal(medianOf([run(10, 5), run(10, 4), run(0, 9)]), 0, 'the clock was set back meanwhile');
});

const minute = 60_000;
const misses = (gaps: readonly number[], silence: number): boolean => {
  const calls = gaps.reduce<number[]>((all, gap) => [...all, all.at(-1)! + gap], [0]);
  return hasStoppedComing(calls, calls.at(-1)! + silence);
};
const isMissedAfter = (gaps: readonly number[], silence: number): boolean[] => [
  misses(gaps, silence),
  misses(gaps, silence + 1),
];

test('the longest pause so far counts as a stop, or the quarter by which gaps may differ is another', () => {
  const of = (...gaps: number[]) => gaps.map((gap) => gap * minute);
  assert.deepEqual(isMissedAfter(of(60, 60, 100, 60, 60), 125 * minute), [false, true]);
  assert.deepEqual(isMissedAfter(of(60, 75, 60, 75, 60), 120 * minute), [false, true]);
  assert.deepEqual(isMissedAfter(of(60, 76, 60, 76, 60), 999 * minute), [false, false]);
  assert.deepEqual(isMissedAfter(of(10, 10, 10, 10, 10), 20 * minute), [false, true]);
  assert.deepEqual(isMissedAfter(Array<number>(5).fill(10 * minute - 1), 999 * minute), [false, false]);
});

test('of an even number of runs one decides, or a run is called long before twice its time and half a minute', () => {
  const runs = [5, 20, 7, 9].map((endedAt) => ({ startedAt: 0, endedAt }));
  assert.equal(medianOf(runs), 8);
  assert.deepEqual(
    [230_000, 230_001].map((elapsed) => isUnusuallyLong(elapsed, 100_000)),
    [false, true],
  );
});
