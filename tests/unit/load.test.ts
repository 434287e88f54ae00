import assert from 'node:assert/strict';
import test from 'node:test';
import { loadByHour } from '../../server/domain/load.ts';
import { loadDays, shadeOf } from '../../renderer/timeline/load-days.ts';

const minute = 60_000;
const hour = 60 * minute;
const utc = { wallOf: (at: number) => at, instantOf: (wall: number) => wall };

test('runs that collide are counted as if they ran one after the other, or a long one is in its first hour alone', () => {
  const stays = [
    { start: 5 * minute, end: 10 * minute },
    { start: 5 * minute + 20_000, end: 6 * minute },
    { start: 10 * minute, end: 3 * hour },
    { start: 2 * hour + minute, end: 2 * hour + minute },
  ];
  assert.deepEqual(loadByHour(stays, 0, 4 * hour), [
    { at: 0, starts: 3, atOnce: 2, together: 2 },
    { at: hour, starts: 0, atOnce: 1, together: 0 },
    { at: 2 * hour, starts: 1, atOnce: 2, together: 1 },
    { at: 3 * hour, starts: 0, atOnce: 0, together: 0 },
  ]);
  // What began before the window runs in it.
  assert.equal(loadByHour([{ start: 0, end: 2 * hour }], hour, 2 * hour)[0]?.atOnce, 1);
});

test('an hour that the clock repeats is lost, and one that it leaves out stands as if nothing ran', () => {
  const day = 24 * hour;
  const hours = Array.from({ length: 25 }, (_, index) => ({ at: index * hour, starts: 1, atOnce: index, together: 1 }));
  // The clock is set back by an hour at 3: that hour comes twice.
  const back = { ...utc, wallOf: (at: number) => (at < 3 * hour ? at : at - hour) };
  const { rows, most } = loadDays(hours, [0], back);
  assert.deepEqual(rows[2]![0], { from: 2 * hour, to: 4 * hour, starts: 2, atOnce: 3, together: 1 });
  assert.equal(most, 24);
  const forward = { ...utc, wallOf: (at: number) => (at < 2 * hour ? at : at + hour) };
  assert.equal(loadDays(hours.slice(0, 23), [0], forward).rows[2]![0], null);
  assert.equal(loadDays(hours, [day], utc).rows[0]![0]?.from, day);
});

test('an hour with little to do looks as full as the fullest', () => {
  const cell = { from: 0, to: hour, starts: 1, together: 1 };
  assert.deepEqual(
    [0, 1, 5, 10].map((atOnce) => shadeOf({ ...cell, atOnce }, 10)),
    [0, 1, 2, 4],
  );
});
