import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar } from '../../contract/calendar.ts';
import { placeBy } from '../../server/domain/time/calendar-rules.ts';
import { reportHolidays } from '../../server/domain/time/holidays/holiday-report.ts';
import {
  dayAfter,
  holidaysFrom,
  type Holiday,
  type HolidayEntry,
} from '../../server/domain/time/holidays/holiday-rules.ts';
import { inPlace } from '../../server/domain/time/plan-times.ts';

const hour = 3_600_000;
/** An entry of the library that lasts so many hours. */
const entry = (date: string, hours: number, rule = date.slice(5, 10)): HolidayEntry => {
  const start = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  return { date, start: new Date(start), end: new Date(start + hours * hour), name: 'Day', rule };
};
const daysOf = (country: string, ...entries: HolidayEntry[]) =>
  holidaysFrom(country, entries).map(({ day, name, isHalf, origin }) => [day, name, isHalf ? 'half' : 'whole', origin]);

test('a feast has a day more or less than the library says, or half a day is a whole one', () => {
  assert.deepEqual(daysOf('DE', entry('2026-05-01 00:00:00', 24)), [['2026-05-01', 'Day', 'whole', 'library']]);
  assert.equal(daysOf('DE', entry('2026-03-29 00:00:00', 23)).length, 1, 'the clock goes forward');
  assert.equal(daysOf('DE', entry('2026-03-28 00:00:00', 47)).length, 2, 'in one of two days');
  assert.equal(daysOf('DE', entry('2026-05-01 00:00:00', 46)).length, 1);
  assert.equal(daysOf('DE', entry('2026-05-01 00:00:00', 12)).length, 1);
  assert.deepEqual(
    daysOf('DE', entry('2026-12-30 00:00:00', 72)).map(([day]) => day),
    ['2026-12-30', '2026-12-31', '2027-01-01'],
  );
  assert.deepEqual(daysOf('DE', entry('2026-12-24 14:00:00 -0600', 10)), [['2026-12-24', 'Day', 'half', 'library']]);
  assert.deepEqual(daysOf('EG', entry('2026-03-20 00:00:00', 24, '1 Shawwal')), [
    ['2026-03-20', 'Day', 'whole', 'calculated'],
  ]);
});

test('a Turkish feast is on the day of the library where the authority says another, or its eve is worked all day', () => {
  assert.deepEqual(daysOf('TR', entry('2026-03-21 00:00:00', 48, '1 Shawwal')), [
    ['2026-03-20', 'Day', 'whole', 'official'],
    ['2026-03-21', 'Day', 'whole', 'official'],
    ['2026-03-19', 'Day arifesi', 'half', 'official'],
  ]);
  assert.deepEqual(daysOf('TR', entry('2031-04-02 00:00:00', 24, '10 Dhu al-Hijjah')), [
    ['2031-04-02', 'Day (hesaplanan tarih)', 'whole', 'calculated'],
    ['2031-04-01', 'Day (hesaplanan tarih) arifesi', 'half', 'calculated'],
  ]);
  assert.deepEqual(daysOf('TR', entry('2026-10-29 00:00:00', 24, '10-29')), [
    ['2026-10-29', 'Day', 'whole', 'library'],
    ['2026-10-28', 'Day arifesi', 'half', 'library'],
  ]);
  assert.equal(daysOf('TR', entry('2026-05-19 00:00:00', 24, '05-19')).length, 1);
});

test('a day after another is a date that does not exist', () => {
  assert.equal(dayAfter('2026-02-28', 1), '2026-03-01');
  assert.equal(dayAfter('2028-02-28', 1), '2028-02-29');
  assert.equal(dayAfter('2026-01-01', -1), '2025-12-31');
  assert.equal(dayAfter('2026-12-31', 32), '2027-02-01');
});

const holiday = (day: string, change: Partial<Holiday> = {}): Holiday => ({
  ...{ day, name: 'Day', isHalf: false, origin: 'library' },
  ...change,
});

test('a report of a place mixes up its days, those of another list, or the years that were compared', () => {
  const days = [
    holiday('2026-12-25'),
    holiday('2026-01-01', { isHalf: true }),
    holiday('2026-05-09', { isWorked: true, isHalf: true }),
  ];
  const comparison = {
    against: 'list 1.0',
    on: '2026-01-02',
    years: [2026, 2028],
    places: { XX: { missing: { '2026-06-01': 'Only there', '2027-06-01': 'Next year' }, extra: ['2026-12-25'] } },
  };
  const of = () => new Map(days.map((one) => [one.day, one]));
  const report = (place: string, year: number) => reportHolidays(place, year, of, comparison);
  const found = report('XX', 2026);
  assert.deepEqual(
    found.days.map(({ day, kind, isDisputed }) => [day, kind, isDisputed]),
    [
      ['2026-01-01', 'half', false],
      ['2026-05-09', 'worked', false],
      ['2026-12-25', 'off', true],
    ],
  );
  assert.deepEqual(found.elsewhere, [{ day: '2026-06-01', name: 'Only there' }]);
  assert.deepEqual(found.check, { against: 'list 1.0', on: '2026-01-02' });
  assert.deepEqual(
    [report('XX', 2028).check === null, report('XX', 2029).check, report('XX', 2025).check],
    [false, null, null],
  );
  assert.equal(report('YY', 2026).check, null, 'a place that was not compared');
});

test('the last working day that is looked for is one too near or too far', () => {
  const at = Date.UTC(2026, 0, 1, 9);
  const off = (count: number) => Array.from({ length: count }, (_, index) => ({ day: dayAfter('2026-01-01', index) }));
  const placed = (count: number) => {
    const closed = calendar.parse({ name: 'Closed', weekend: [], off: off(count) });
    const place = placeBy([{ calendar: closed, action: 'next' }], 'UTC', () => new Map())(at);
    return 'at' in place ? (place.at - at) / (24 * hour) : 'skipped';
  };
  assert.deepEqual([placed(0), placed(1), placed(366), placed(367)], [0, 1, 366, 'skipped']);
  assert.equal(
    placeBy([], 'UTC', () => new Map()),
    inPlace,
  );
});
