import assert from 'node:assert/strict';
import test from 'node:test';
import {
  firesBetween,
  nextFire,
  nextFires,
  nextPlannedFires,
  plannedAt,
  quartzWarnings,
  readQuartz,
  type PlanToCheck,
  type QuartzCron,
} from '../../contract/quartz/index.ts';
import { dayStart, wallTimeToInstant } from '../../contract/quartz/wall-time.ts';

const dayMs = 86_400_000;
const hour = 3_600_000;
function cronOf(expression: string): QuartzCron {
  const read = readQuartz(expression);
  assert.ok(read.ok, expression);
  return read.cron;
}
const next = (expression: string, after: number, zone = 'UTC') => nextFire(cronOf(expression), after, zone);

test('the first fire of 1970 or the last one of 2999 is lost, in any zone', () => {
  assert.equal(next('0 0 9 * * ?', -Infinity), 9 * hour);
  assert.equal(next('0 0 0 * * ?', -Infinity, 'Asia/Tokyo'), -9 * hour);
  const last = Date.UTC(2999, 11, 31, 9);
  assert.equal(next('0 0 9 31 12 ?', Date.UTC(2998, 11, 31, 9)), last);
  assert.equal(next('0 0 9 31 12 ?', last - 1), last);
  assert.equal(next('0 0 9 31 12 ?', last), null);
  assert.equal(next('0 0 0 * * ?', Infinity), null);
  assert.throws(() => next('0 0 0 * * ?', NaN), RangeError);
});

test('more fires than asked for are given, or none where there is one', () => {
  const daily = cronOf('0 0 9 * * ?');
  const first = Date.UTC(2026, 0, 1, 9);
  assert.deepEqual(nextFires(daily, first - 1, 'UTC', 2), [first, first + dayMs]);
  assert.deepEqual(nextPlannedFires(daily, first - 1, 'UTC', 'move', 2), [first, first + dayMs]);
  assert.deepEqual(nextPlannedFires(cronOf('0 0 9 1 1 ? 2026'), first - 1, 'UTC', 'both', 2), [first]);
  assert.deepEqual(firesBetween(daily, first - 1, first + dayMs, 'UTC', 5), [first, first + dayMs]);
  assert.deepEqual(firesBetween(daily, first, first + dayMs - 1, 'UTC', 5), []);
  assert.deepEqual(firesBetween(daily, first - 1, first + 9 * dayMs, 'UTC', 1), [first]);
});

// In Berlin the clock goes forward on 28 March 2027 at 01:00 UTC, and back on 31 October at the same time.
const gap = Date.UTC(2027, 2, 28, 1);
const codesOf = (expression: string, plan: Omit<PlanToCheck, 'cron' | 'zone'>, zone = 'Europe/Berlin') =>
  quartzWarnings({ cron: cronOf(expression), zone, ...plan }).map(({ code }) => code);

test('a clock change two years after now, or a year after the first fire, is overlooked, or one after that is told', () => {
  const lost = '0 30 2 28 3 ? 2027';
  assert.deepEqual(codesOf(lost, { fromMs: gap - 732 * dayMs }), ['NEVER_FIRES', 'DST_GAP']);
  assert.deepEqual(codesOf(lost, { fromMs: gap - 732 * dayMs - 1 }), ['NEVER_FIRES']);
  const fromMs = gap - 366 * dayMs - hour;
  assert.deepEqual(codesOf('0 0 2 27,28 3 ? 2026-2027', { fromMs }), ['DST_GAP']);
  assert.deepEqual(codesOf('0 0,59 1,2 27,28 3 ? 2026-2027', { fromMs: fromMs + 30 * 60_000 }), []);
});

test('a plan that fires five times before its end is called short, or one that fires four times is not', () => {
  const fromMs = Date.UTC(2026, 0, 1);
  const end = (days: number) => codesOf('0 0 12 * * ?', { fromMs, endMs: fromMs + days * dayMs }, 'UTC');
  assert.deepEqual(end(5), []);
  assert.deepEqual(end(4), ['FEW_FIRES_BEFORE_END']);
  const at = (fires: number) => codesOf('0 0 12 * * ?', { fromMs, endMs: fromMs + (fires - 0.5) * dayMs }, 'UTC');
  assert.deepEqual([at(4), at(5)], [['FEW_FIRES_BEFORE_END'], []]);
});

test('the fires of the only minute of a day are counted together with those of another one', () => {
  const [warning] = quartzWarnings({ cron: cronOf('0/10 0 9 * * ?'), zone: 'UTC', fromMs: Date.UTC(2026, 0, 1) });
  assert.deepEqual(warning?.params, { count: 6 });
  const [list] = quartzWarnings({ cron: cronOf('0 0 9 1,L * ?'), zone: 'UTC', fromMs: Date.UTC(2026, 0, 1) });
  assert.deepEqual(list?.params, { list: '1,L' });
});

test('a time that other rules of the zone lost is said to fire', () => {
  const daily = cronOf('0 30 2 * * ?');
  const summer = Date.UTC(2027, 6, 1, 0, 30);
  assert.equal(plannedAt(daily, summer, 'Europe/Berlin', 'as-quartz').kind, 'fires');
  assert.equal(plannedAt(daily, summer + 5, 'Europe/Berlin', 'as-quartz').kind, 'lost');
  assert.equal(plannedAt(daily, gap, 'Europe/Berlin', 'move').kind, 'moved');
  assert.equal(plannedAt(cronOf('0 30 5 * * ?'), gap, 'Europe/Berlin', 'move').kind, 'fires');
});

test('a day begins at another instant than its midnight, or where the clock skips midnight at none', () => {
  const noon = Date.UTC(2027, 2, 28, 10);
  assert.equal(dayStart('Europe/Berlin', noon), Date.UTC(2027, 2, 27, 23));
  assert.equal(dayStart('Europe/Berlin', noon, 1), Date.UTC(2027, 2, 28, 22));
  assert.equal(dayStart('Europe/Berlin', noon, -1), Date.UTC(2027, 2, 26, 23));
  assert.equal(dayStart('Europe/Berlin', Date.UTC(2027, 2, 27, 23, 30)), Date.UTC(2027, 2, 27, 23));
  // The clock of Cairo goes from 00:00 to 01:00 on the last Friday of April.
  const [friday, first] = [Date.UTC(2026, 3, 24, 10), Date.UTC(2026, 3, 23, 22)];
  assert.equal(dayStart('Africa/Cairo', friday), first);
});

test('a local time at the edge of the calendar is refused, or one beyond it is taken', () => {
  const at = (change: object) =>
    wallTimeToInstant('UTC', { ...{ year: 2027, month: 2, day: 28, hour: 23, minute: 59, second: 59 }, ...change });
  const taken = [{}, { hour: 0, minute: 0, second: 0 }, { month: 1, day: 31 }, { year: 1 }, { year: 9999 }, { day: 1 }];
  for (const change of taken) assert.equal(at(change).found, 'once', JSON.stringify(change));
  const refused = [
    ...[{ hour: 24 }, { minute: 60 }, { second: 60 }, { day: 29 }, { day: 0 }, { month: 0 }, { month: 13 }],
    ...[{ hour: -1 }, { minute: -1 }, { second: -1 }, { year: 0 }, { year: 10_000 }, { second: 1.5 }],
  ];
  for (const change of refused) assert.throws(() => at(change), RangeError, JSON.stringify(change));
  const twice = { year: 2027, month: 10, day: 31, hour: 2, minute: 30, second: 0 };
  const back = Date.UTC(2027, 9, 31, 1);
  assert.deepEqual(wallTimeToInstant('Europe/Berlin', twice), { instantMs: back + hour / 2, found: 'overlap' });
  assert.equal(wallTimeToInstant('Europe/Berlin', twice, 'earlier').instantMs, back - hour / 2);
  const skipped = { ...twice, month: 3, day: 28 };
  assert.deepEqual(wallTimeToInstant('Europe/Berlin', skipped), { instantMs: gap + hour / 2, found: 'gap' });
});
