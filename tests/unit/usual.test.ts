import assert from 'node:assert/strict';
import test from 'node:test';
import { hasStoppedComing, medianOf } from '../../server/domain/time/usual.ts';

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
