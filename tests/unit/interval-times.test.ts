import assert from 'node:assert/strict';
import test from 'node:test';
import type { EveryPlan, IntervalPlan } from '../../contract/interval-plans.ts';
import { inPlace, nextRunTime, withDays } from '../../server/domain/time/plan-times.ts';
import { enumerated, localDates, wallClock, type WallClock } from '../support/slow-intervals.ts';

const every: EveryPlan = {
  kind: 'every',
  every: 1,
  unit: 'days',
  from: 0,
  at: ['09:00'],
  weekdays: [],
  timezone: 'Europe/Berlin',
  end: null,
};
const at = (text: string): number => Date.parse(text);
const local = (zone: string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (instant: number) => format.format(instant);
};

function timesOf(plan: IntervalPlan, after: number, count: number, place = inPlace): number[] {
  const times: number[] = [];
  for (let next: number | null = after; times.length < count;) {
    next = nextRunTime(plan, next, place);
    if (next === null) break;
    times.push(next);
  }
  return times;
}
const texts = (plan: IntervalPlan, after: string, count: number) =>
  timesOf(plan, at(after), count).map(local(plan.timezone));

test('every 90 minutes becomes a wall time, so that a change of the clock makes one wait longer or shorter', () => {
  const plan: EveryPlan = { ...every, every: 90, unit: 'minutes', at: [], from: at('2027-03-27T23:00:00Z') };
  for (const day of ['2027-03-28', '2027-10-31']) {
    const times = timesOf(plan, at(`${day}T00:00:00Z`), 20);
    assert.ok(times.every((time) => (time - plan.from) % 5_400_000 === 0));
    assert.deepEqual([...new Set(times.slice(1).map((time, index) => time - times[index]!))], [5_400_000]);
  }
  assert.deepEqual(texts(plan, '2027-03-27T23:00:00Z', 2), ['2027-03-28 01:30:00', '2027-03-28 04:00:00']);
  assert.equal(nextRunTime(plan, plan.from - 1), plan.from, 'the anchor itself is the first time');
  assert.equal(nextRunTime(plan, 0), plan.from, 'nothing comes before the anchor');
  assert.equal(nextRunTime({ ...plan, end: plan.from + 5_400_000 }, plan.from), plan.from + 5_400_000);
  assert.equal(nextRunTime({ ...plan, end: plan.from + 5_399_999 }, plan.from), null);
});

test('every 10 days at 09:00 follows the clock, over both changes and the end of the year', () => {
  const plan: EveryPlan = { ...every, every: 10, from: at('2026-12-20T00:00:00+01:00') };
  assert.deepEqual(texts(plan, '2026-12-20T00:00:00Z', 3), [
    '2026-12-20 09:00:00',
    '2026-12-30 09:00:00',
    '2027-01-09 09:00:00',
  ]);
  assert.ok(timesOf(plan, plan.from, 60).every((time) => local('Europe/Berlin')(time).endsWith(' 09:00:00')));
});

test('a time that does not exist is lost, runs twice, or a time that comes twice runs twice', () => {
  const night: EveryPlan = { ...every, at: ['02:15', '02:45', '04:00'], from: at('2027-01-01T00:00:00+01:00') };
  assert.deepEqual(texts(night, '2027-03-27T12:00:00Z', 3), [
    '2027-03-28 03:00:00',
    '2027-03-28 04:00:00',
    '2027-03-29 02:15:00',
  ]);
  const twice = timesOf({ ...night, at: ['02:15'] }, at('2027-10-30T12:00:00Z'), 2);
  assert.deepEqual(twice, [at('2027-10-31T02:15:00+01:00'), at('2027-11-01T02:15:00+01:00')]);
});

test('every second Friday is every Friday, or another week after the turn of the year', () => {
  const plan: EveryPlan = { ...every, every: 2, unit: 'weeks', weekdays: [5], from: at('2026-11-30T00:00:00+01:00') };
  assert.deepEqual(texts(plan, '2026-11-30T00:00:00Z', 4), [
    '2026-12-04 09:00:00',
    '2026-12-18 09:00:00',
    '2027-01-01 09:00:00',
    '2027-01-15 09:00:00',
  ]);
  assert.deepEqual(
    texts({ ...plan, weekdays: [], at: [], from: at('2026-12-02T07:30:00+01:00') }, '2026-11-30T00:00:00Z', 2),
    ['2026-12-02 07:30:00', '2026-12-16 07:30:00'],
    'without days and times those of the anchor',
  );
});

test('every month from the 31st skips short months or slips to the next', () => {
  const plan: EveryPlan = { ...every, unit: 'months', from: at('2027-10-31T09:00:00+01:00'), at: [] };
  assert.deepEqual(
    texts(plan, '2027-10-01T00:00:00Z', 7).map((text) => text.slice(0, 10)),
    ['2027-10-31', '2027-11-30', '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30'],
  );
  const leap: EveryPlan = { ...plan, every: 12, from: at('2028-02-29T09:00:00+01:00') };
  assert.deepEqual(
    texts(leap, '2028-01-01T00:00:00Z', 5).map((text) => text.slice(0, 10)),
    ['2028-02-29', '2029-02-28', '2030-02-28', '2031-02-28', '2032-02-29'],
  );
});

test('a day that a country left out is lost, or stops what comes after it', () => {
  const plan: EveryPlan = { ...every, timezone: 'Pacific/Apia', from: at('2011-12-27T12:00:00Z') };
  assert.deepEqual(texts(plan, '2011-12-28T00:00:00Z', 4), [
    '2011-12-28 09:00:00',
    '2011-12-29 09:00:00',
    '2011-12-31 00:00:00',
    '2011-12-31 09:00:00',
  ]);
});

const holidays = new Set([
  '2026-12-25',
  '2026-12-28',
  '2027-01-01',
  '2027-05-17',
  '2027-05-18',
  '2027-05-19',
  '2027-10-29',
]);
const halfDay = '2027-10-28';
const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const days = {
  isWorked: (day: string, hour: number) => !isWeekend(day) && !holidays.has(day) && !(day === halfDay && hour >= 13),
  isHoliday: (day: string) => holidays.has(day),
};
const office = withDays(inPlace, days);

test('the last working day is a holiday, a weekend, or is looked for in another month', () => {
  const plan: IntervalPlan = {
    ...{ kind: 'working-day', nth: -1, months: [], calendar: 'Office', at: ['18:00'], timezone: 'Europe/Istanbul' },
    ...{ start: null, end: null },
  };
  const shown = (more: Partial<typeof plan>, after: string, count: number) =>
    timesOf({ ...plan, ...more }, at(after), count, office).map((time) => local(plan.timezone)(time).slice(0, 10));
  assert.deepEqual(shown({}, '2026-11-30T00:00:00Z', 3), ['2026-11-30', '2026-12-31', '2027-01-29']);
  assert.deepEqual(shown({ nth: 1 }, '2026-12-31T00:00:00Z', 2), ['2027-01-04', '2027-02-01']);
  assert.deepEqual(shown({ nth: -4 }, '2026-12-01T00:00:00Z', 1), ['2026-12-24'], 'two holidays lie between');
  assert.deepEqual(shown({ nth: 23 }, '2026-11-30T00:00:00Z', 1), ['2027-03-31'], 'a month with fewer has none');
  assert.deepEqual(shown({ months: [6, 12] }, '2026-12-31T20:00:00Z', 2), ['2027-06-30', '2027-12-31']);
});

test('before the holiday is the holiday itself, or half a day off counts as one', () => {
  const plan: IntervalPlan = {
    ...{ kind: 'holiday', nth: -1, calendar: 'Office', at: ['09:00', '15:00'], timezone: 'Europe/Istanbul' },
    ...{ start: at('2027-01-02T00:00:00Z'), end: null },
  };
  const shown = (nth: number) =>
    timesOf({ ...plan, nth }, 0, 4, office).map((time) => local(plan.timezone)(time).slice(0, 16));
  assert.deepEqual(shown(-1), ['2027-05-14 09:00', '2027-05-14 15:00', '2027-10-27 15:00', '2027-10-28 09:00']);
  assert.deepEqual(shown(1), ['2027-01-04 09:00', '2027-01-04 15:00', '2027-05-20 09:00', '2027-05-20 15:00']);
  assert.deepEqual(shown(-2).slice(0, 2), ['2027-05-13 09:00', '2027-05-13 15:00']);
  assert.equal(nextRunTime(plan, at('2027-11-01T00:00:00Z'), office), null, 'no holiday is known any more');
});

test('any plan beside Quartz, against a slow enumeration of every half hour of two years', () => {
  const random = seededRandom(20);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const clocks = new Map<string, WallClock>();
  const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Europe/Istanbul', 'America/Nuuk', 'Australia/Lord_Howe'];
  const halfHours = (count: number) =>
    Array.from({ length: count }, () => `${String(Math.floor(random() * 24)).padStart(2, '0')}:${pick(['00', '30'])}`);
  for (let round = 0; round < 80; round += 1) {
    const timezone = pick(zones);
    if (!clocks.has(timezone)) clocks.set(timezone, wallClock(timezone, at('2026-12-01T00:00:00Z'), 760));
    const clock = clocks.get(timezone)!;
    const from = at('2026-12-05T00:00:00Z') + Math.floor(random() * 90 * 48) * 1_800_000;
    const common = {
      timezone,
      at: random() < 0.3 ? ['02:00', '02:30', '00:00'] : halfHours(1 + Math.floor(random() * 3)),
    };
    const plan = pick<() => IntervalPlan>([
      () => ({ ...every, ...common, every: pick([1, 2, 3, 10, 29]), from }),
      () => ({ ...every, ...common, unit: 'weeks', every: pick([1, 2, 3]), weekdays: pick([[5], [1, 7], []]), from }),
      () => ({ ...every, ...common, unit: 'months', every: pick([1, 2, 5]), from }),
      () => ({
        kind: 'working-day',
        nth: pick([1, -1, 5, -3, 22]),
        months: pick([[], [2, 12]]),
        calendar: 'x',
        start: from,
        end: null,
        ...common,
      }),
      () => ({ kind: 'holiday', nth: pick([-1, 1, -2, 3]), calendar: 'x', start: from, end: null, ...common }),
    ])();
    const expected = enumerated(plan, clock, localDates(clock), days).slice(0, 40);
    assert.deepEqual(timesOf(plan, 0, expected.length, office), expected, JSON.stringify(plan));
    const middle = expected[Math.floor(random() * expected.length)];
    if (middle !== undefined)
      assert.equal(nextRunTime(plan, middle - 1, office), middle, `from just before, ${JSON.stringify(plan)}`);
  }
});

/** Numbers from 0 up to 1, the same for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
