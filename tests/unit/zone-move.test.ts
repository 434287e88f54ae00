import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { isTimeZone, setZoneSource } from '../../contract/quartz/index.ts';
import type { Plan } from '../../contract/schedule.ts';
import { inPlace, nextDueTime, type Place } from '../../server/domain/time/plan-times.ts';
import { movedByZoneLaw } from '../../server/domain/time/zone-move.ts';

const hour = 3_600_000;
const at = (iso: string) => Date.parse(iso);
const daily: Plan = { kind: 'cron', quartz: '0 0 10 * * ?', timezone: 'Lab/Here', start: null, end: null };

/** From now on the only zone has this offset, in hours. */
const law = (offset: number) =>
  setZoneSource({ has: () => true, tableOf: () => ({ changes: [], offsets: [offset * hour] }) });
afterEach(() => law(0));

const atTen = '2026-11-29T16:00:00Z';

/** The waiting due times under -6 hours, after the offset changes to another. */
function moved(
  offset: number,
  now: string,
  { plan = daily, since = '2026-11-28T16:00:00Z', due = atTen, cursor = atTen, place = inPlace, isRow = true } = {},
): { due: string; cursor: string } | null {
  law(offset);
  const waits = { plan, due: at(due), cursor: at(cursor), since: at(since), isRow };
  const next = movedByZoneLaw(waits, at(now), place);
  const text = (ms: number) => new Date(ms).toISOString().replace('.000', '');
  return next === null ? null : { due: text(next.due), cursor: text(next.cursor) };
}
const both = (iso: string) => ({ due: iso, cursor: iso });

test('another law leaves the next run where it was, or moves one of which it says nothing', () => {
  const now = '2026-11-29T12:00:00Z';
  assert.deepEqual(moved(-5, now), both('2026-11-29T15:00:00Z'));
  assert.deepEqual(moved(-7, now), both('2026-11-29T17:00:00Z'));
  assert.equal(moved(-6, now), null);
  assert.equal(moved(-5, now, { plan: { kind: 'once', timezone: 'Lab/Here', at: at('2026-11-29T16:00:00Z') } }), null);
});

test('what the new law puts before this moment is left out until tomorrow', () => {
  // It is 15:30: by the new zone data ten o'clock was half an hour ago, by the old one it is still to come.
  assert.deepEqual(moved(-5, '2026-11-29T15:30:00Z'), both('2026-11-29T15:00:00Z'));
  // A due time with a row, at the same local time as in the new data, does not come again on that day.
  assert.deepEqual(moved(-5, '2026-11-29T15:30:00Z', { since: '2026-11-29T15:00:00Z' }), both('2026-11-30T15:00:00Z'));
});

test('a time that passed while nothing ran is forgotten, or one that did run comes again', () => {
  // Off from before 16:00 until 18:00, started with new zone data: its row is the one of 15:00.
  assert.deepEqual(moved(-5, '2026-11-29T18:00:00Z'), both('2026-11-29T15:00:00Z'));
  assert.deepEqual(moved(-7, '2026-11-29T18:00:00Z'), both('2026-11-29T17:00:00Z'));
  // It ran at 16:00, and by the new data it is not yet ten: that was today's run, an hour early.
  assert.deepEqual(moved(-7, '2026-11-28T16:30:00Z'), both('2026-11-29T17:00:00Z'));
  // Created after 16:00 and never run: by the new data ten o'clock is still to come.
  assert.deepEqual(moved(-7, '2026-11-28T16:30:00Z', { isRow: false }), both('2026-11-28T17:00:00Z'));
  const twice: Plan = { ...daily, quartz: '0 0 10,11 * * ?' };
  const waits = { plan: twice, since: '2026-11-28T17:00:00Z' };
  assert.deepEqual(moved(-7, '2026-11-28T17:10:00Z', waits), both('2026-11-29T17:00:00Z'));
});

test('a plan that has ended by the new law, or has not begun, gets a time outside its window', () => {
  const until: Plan = { ...daily, end: at('2026-11-29T16:30:00Z') };
  assert.equal(moved(-7, '2026-11-29T12:00:00Z', { plan: until }), null);
  const from: Plan = { ...daily, start: at('2026-11-29T15:30:00Z') };
  assert.deepEqual(moved(-5, '2026-11-29T12:00:00Z', { plan: from }), both('2026-11-30T15:00:00Z'));
});

test('a time that a calendar moved loses its place, or keeps one of the old law', () => {
  const monday: Place = (nominal) => ({ at: nominal + 24 * hour });
  const options = { due: '2026-11-30T16:00:00Z', cursor: '2026-11-29T16:00:00Z', place: monday };
  assert.equal(moved(-6, '2026-11-29T17:00:00Z', options), null);
  const next = moved(-5, '2026-11-29T12:00:00Z', options);
  assert.deepEqual(next, { due: '2026-11-30T15:00:00Z', cursor: '2026-11-29T15:00:00Z' });
});

test('law after law, a daily plan has one time a day', () => {
  law(-6);
  assert.ok(isTimeZone('Lab/Here'));
  const rows: number[] = [];
  let since = at('2026-11-20T12:00:00Z');
  let next = nextDueTime(daily, since, since, inPlace)!;
  const offsets = [-5, -7, -6, -8, -5, -6, -8];
  for (let now = since; rows.length < 40; now += hour / 2) {
    if ((now / hour) % 5 === 0) {
      law(offsets[Math.floor(now / hour / 5) % offsets.length]!);
      next = movedByZoneLaw({ plan: daily, ...next, since, isRow: rows.length > 0 }, now, inPlace) ?? next;
    }
    if (next.due > now) continue;
    rows.push(next.due);
    if (rows.length > 1) assert.ok(next.due >= since + 18 * hour, 'one time a day, not the same one twice');
    since = next.due;
    next = nextDueTime(daily, next.cursor, next.due, inPlace)!;
  }
  assert.equal(new Set(rows).size, 40);
  const widest = Math.max(...rows.slice(1).map((row, index) => row - rows[index]!));
  assert.ok(widest <= 30 * hour, `${widest / hour} hours without one`);
});

test('a time is taken for the same time of the clock though it is farther than three hours, or not at three', () => {
  const now = '2026-11-28T16:30:00Z';
  // Ten o'clock has its row at 16:00; by the new rules it comes again, three hours later, or four.
  assert.deepEqual(moved(-9, now), both('2026-11-29T19:00:00Z'));
  assert.deepEqual(moved(-10, now), both('2026-11-28T20:00:00Z'));
});

test('of two times the farther one, or the later of two as near, is taken for the same', () => {
  const every: Plan = { ...daily, quartz: '0 0 0/2 * * ?' };
  const waits = {
    plan: every,
    since: '2026-11-29T16:00:00Z',
    due: '2026-11-29T18:00:00Z',
    cursor: '2026-11-29T18:00:00Z',
  };
  const now = '2026-11-29T16:10:00Z';
  assert.deepEqual(moved(-7, now, waits), both('2026-11-29T17:00:00Z'));
  assert.deepEqual(moved(-6.5, now, waits), both('2026-11-29T18:30:00Z'));
});

test('a calendar is forgotten where a time is due already, or a time that stays is moved on', () => {
  const tomorrow: Place = (nominal) => ({ at: nominal + 24 * hour });
  const next = { due: '2026-11-30T15:00:00Z', cursor: '2026-11-29T15:00:00Z' };
  assert.deepEqual(moved(-5, '2026-11-29T18:00:00Z', { place: tomorrow }), next);
  assert.deepEqual(moved(-5, '2026-11-29T16:00:00Z', { place: tomorrow }), next);
  assert.equal(moved(-6, '2026-11-29T18:00:00Z'), null);
});
