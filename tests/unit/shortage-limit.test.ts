import assert from 'node:assert/strict';
import test from 'node:test';
import { began, grownLimit, afterShortage } from '../../server/domain/shortage-limit.ts';

test('programs that fail together count as many shortages, or none may run any more', () => {
  const first = afterShortage(null, 5, 1_000);
  assert.deepEqual([first.most, first.notBefore, first.inVain], [5, 2_000, 1]);
  assert.deepEqual(afterShortage(first, 3, 1_500), { ...first, most: 3 });
  assert.equal(afterShortage(first, 0, 1_500).most, 1);
  assert.equal(afterShortage(null, 0, 1_000).most, 1);
});

test('a shortage that stays is tried at the same pace for ever, or hardly ever again', () => {
  let places = afterShortage(null, 2, 0);
  const waits: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    const now = places.notBefore;
    places = afterShortage(places, 2, now);
    waits.push(places.notBefore - now);
  }
  assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('more run before anything has begun again, or too early, or beyond what is wanted', () => {
  const places = afterShortage(null, 5, 1_000);
  assert.equal(grownLimit(places, 100, 60_000), places);
  const better = began(places);
  assert.equal(grownLimit(better, 100, 2_999), better);
  assert.equal(grownLimit(better, 6, 3_000)?.most, 6);
  assert.equal(grownLimit(better, 5, 3_000), null);
});
