import assert from 'node:assert/strict';
import test from 'node:test';
import { began, grown, short } from '../../server/domain/places.ts';

test('programs that fail together count as many shortages, or none may run any more', () => {
  const first = short(null, 5, 1_000);
  assert.deepEqual([first.most, first.notBefore, first.inVain], [5, 2_000, 1]);
  assert.deepEqual(short(first, 3, 1_500), { ...first, most: 3 });
  assert.equal(short(first, 0, 1_500).most, 1);
  assert.equal(short(null, 0, 1_000).most, 1);
});

test('a shortage that stays is tried at the same pace for ever, or hardly ever again', () => {
  let places = short(null, 2, 0);
  const waits: number[] = [];
  for (let count = 0; count < 6; count += 1) {
    const now = places.notBefore;
    places = short(places, 2, now);
    waits.push(places.notBefore - now);
  }
  assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test('more run before anything has begun again, or too early, or beyond what is wanted', () => {
  const places = short(null, 5, 1_000);
  assert.equal(grown(places, 100, 60_000), places);
  const better = began(places);
  assert.equal(grown(better, 100, 2_999), better);
  assert.equal(grown(better, 6, 3_000)?.most, 6);
  assert.equal(grown(better, 5, 3_000), null);
});
