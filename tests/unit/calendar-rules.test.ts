import assert from 'node:assert/strict';
import test from 'node:test';
import { calendar, type Calendar } from '../../contract/calendar.ts';
import { formatWall, instantToWall, parseQuartz, wallTimeToInstant } from '../../contract/quartz/index.ts';
import type { CalendarAction, Plan } from '../../contract/schedule.ts';
import { placeBy } from '../../server/domain/time/calendar-rules.ts';
import { holidayCountries, namedCountries } from '../../server/domain/time/holidays/holiday-countries.ts';
import { upcoming } from '../support/upcoming.ts';
import { loadHolidays } from '../../server/engine/time/calendars/public-holidays.ts';

const zone = 'Europe/Istanbul';
const holidays = await loadHolidays();
const turkey = calendar.parse({ name: 'Turkey', country: 'TR' });
const none = () => new Map<string, never>();

function instant(text: string, where = zone): number {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[- :]/).map(Number);
  return wallTimeToInstant(where, { year, month, day, hour, minute, second: 0 }).instantMs;
}

/** Where a due time moves, as local text, or "skipped". */
function placed(text: string, action: CalendarAction, ...calendars: Calendar[]): string {
  const uses = calendars.map((one) => ({ calendar: one, action }));
  const place = placeBy(uses, zone, holidays.of)(instant(text));
  return 'at' in place ? formatWall(instantToWall(zone, place.at)).slice(0, 16) : 'skipped';
}

const facts = (year: number) =>
  [...holidays.of('TR', year).values()]
    .toSorted((one, other) => one.day.localeCompare(other.day))
    .map(({ day, isHalf }) => day.slice(5) + (isHalf ? ' half' : ''));

// Law 2429 and the calendar of the Presidency of Religious Affairs.
test('Turkey 2026: every public holiday, three and four days of feast, their eves and 28 October by half', () => {
  assert.deepEqual(facts(2026), [
    '01-01',
    '03-19 half',
    ...['03-20', '03-21', '03-22'],
    ...['04-23', '05-01', '05-19'],
    '05-26 half',
    ...['05-27', '05-28', '05-29', '05-30'],
    ...['07-15', '08-30'],
    '10-28 half',
    '10-29',
  ]);
});

test('feasts after the years that are published say in their name that they are calculated', () => {
  const feasts = (year: number) => [...holidays.of('TR', year).values()].filter(({ name }) => /Bayramı/.test(name));
  const calculated = (year: number) =>
    feasts(year)
      .filter(({ name }) => name.includes('hesaplanan tarih'))
      .map(({ day }) => day.slice(5))
      .sort();
  assert.deepEqual(calculated(2024), []);
  assert.deepEqual(calculated(2030), []);
  // These days follow from the new moons of January and March 2031 (also 2032); the Presidency decides.
  assert.deepEqual(calculated(2031), [
    ...['01-23', '01-24', '01-25', '01-26'],
    ...['04-01', '04-02', '04-03', '04-04', '04-05'],
  ]);
  assert.deepEqual(calculated(2032), [
    ...['01-13', '01-14', '01-15', '01-16'],
    ...['03-21', '03-22', '03-23', '03-24', '03-25'],
  ]);
  const place = placeBy([{ calendar: turkey, action: 'skip' }], zone, holidays.of)(instant('2031-01-24 09:00'));
  assert.match(JSON.stringify(place), /Ramazan Bayramı \(hesaplanan tarih\)/);
});

test('Turkey 2027: a holiday on a Sunday is not moved, a feast that meets a fixed holiday does not hide it', () => {
  assert.deepEqual(facts(2027), [
    '01-01',
    '03-08 half',
    ...['03-09', '03-10', '03-11'],
    ...['04-23', '05-01'],
    '05-15 half',
    ...['05-16', '05-17', '05-18', '05-19'],
    ...['07-15', '08-30'],
    '10-28 half',
    '10-29',
  ]);
});

test('where the library is a day off, the published date of the feast counts', () => {
  assert.deepEqual(
    facts(2029).filter((day) => day.startsWith('02')),
    ['02-14 half', '02-15', '02-16', '02-17'],
  );
});

test('a feast at the turn of the year reaches into both', () => {
  assert.ok(facts(2033).includes('01-01'), 'a whole holiday outweighs the eve on the same day');
  assert.deepEqual(facts(2033).slice(0, 4), ['01-01', '01-02', '01-03', '01-04']);
});

test('a half day is worked until 13:00, whole, or not at all, as the calendar says', () => {
  const eve = '2026-10-28';
  assert.equal(placed(`${eve} 12:59`, 'skip', turkey), `${eve} 12:59`);
  assert.equal(placed(`${eve} 13:00`, 'skip', turkey), 'skipped');
  assert.equal(placed(`${eve} 14:00`, 'previous', turkey), '2026-10-27 14:00');
  assert.equal(placed(`${eve} 14:00`, 'next', turkey), '2026-10-30 14:00');
  assert.equal(placed(`${eve} 14:00`, 'skip', { ...turkey, halfDays: 'working' }), `${eve} 14:00`);
  assert.equal(placed(`${eve} 09:00`, 'skip', { ...turkey, halfDays: 'off' }), 'skipped');
});

test('a time in a long feast moves to the nearest working day at the same time of day', () => {
  // 26 May is a half day, 27 to 30 May the feast, 31 May a Sunday.
  assert.equal(placed('2026-05-28 09:30', 'previous', turkey), '2026-05-26 09:30');
  assert.equal(placed('2026-05-28 14:30', 'previous', turkey), '2026-05-25 14:30');
  assert.equal(placed('2026-05-28 09:30', 'next', turkey), '2026-06-01 09:30');
});

test('a skipped time says which day and which calendar, with the holiday', () => {
  const place = placeBy([{ calendar: turkey, action: 'skip' }], zone, holidays.of)(instant('2026-10-29 09:00'));
  assert.deepEqual(place, {
    skipped: { code: 'calendar', params: { day: '2026-10-29', calendar: 'Turkey: Cumhuriyet Bayramı' } },
    dayOff: 'Cumhuriyet Bayramı',
  });
});

test('days of its own win over weekend and holidays in both directions', () => {
  const own = calendar.parse({
    name: 'Own',
    country: 'TR',
    off: [{ day: '2026-11-02', name: 'Stocktaking' }],
    on: ['2026-10-31', '2026-10-29'],
  });
  assert.equal(placed('2026-10-31 09:00', 'skip', own), '2026-10-31 09:00');
  assert.equal(placed('2026-10-29 09:00', 'skip', own), '2026-10-29 09:00');
  assert.equal(placed('2026-11-02 09:00', 'next', own), '2026-11-03 09:00');
});

test('with several calendars all must work, also on the day a time is moved to', () => {
  const bank = calendar.parse({ name: 'Bank', off: [{ day: '2026-10-30' }] });
  assert.equal(placed('2026-10-29 09:00', 'next', turkey, bank), '2026-11-02 09:00');
  const uses = [
    { calendar: bank, action: 'skip' as const },
    { calendar: turkey, action: 'next' as const },
  ];
  const place = placeBy(uses, zone, holidays.of);
  assert.ok('skipped' in place(instant('2026-10-30 09:00')), 'the first calendar against it decides');
  assert.ok('at' in place(instant('2026-10-29 09:00')));
});

test('a calendar that never works skips instead of looking for ever', () => {
  const never = calendar.parse({ name: 'Never', weekend: [1, 2, 3, 4, 5, 6, 7] });
  assert.equal(placed('2026-10-29 09:00', 'next', never), 'skipped');
});

test('the day is that of the schedule’s zone, not of UTC or of this computer', () => {
  const place = placeBy([{ calendar: calendar.parse({ name: 'W' }), action: 'skip' }], 'Pacific/Auckland', none);
  assert.ok('skipped' in place(instant('2026-10-31 08:00', 'Pacific/Auckland')), 'Saturday there, Friday in UTC');
});

test('a moved time that falls into the hour a clock change leaves out still happens that day', () => {
  // Berlin has no 02:30 on Sunday 29 March 2026; only that Sunday is worked in this week.
  const berlin = calendar.parse({ name: 'B', weekend: [6], on: [], off: [{ day: '2026-03-28' }] });
  const place = placeBy(
    [{ calendar: berlin, action: 'next' }],
    'Europe/Berlin',
    none,
  )(instant('2026-03-28 02:30', 'Europe/Berlin'));
  assert.ok('at' in place);
  assert.equal(formatWall(instantToWall('Europe/Berlin', place.at)), '2026-03-29 03:30:00');
});

test('the nearest working day is not the nearest, or leaves the month that the run is for', () => {
  const near = (day: string, ...calendars: Calendar[]) => placed(`${day} 09:00`, 'nearest', ...calendars).slice(0, 10);
  const plain = calendar.parse({ name: 'W' });
  assert.equal(near('2026-11-28', plain), '2026-11-27', 'Saturday: the Friday before');
  assert.equal(near('2026-11-29', plain), '2026-11-30', 'Sunday: the Monday after');
  assert.equal(near('2027-05-01', turkey), '2027-05-03', 'Saturday the 1st: not in April');
  assert.equal(near('2027-01-31', plain), '2027-01-29', 'Sunday the 31st: not in February');
  const closed = calendar.parse({ name: 'C', weekend: [], off: [{ day: '2026-12-09' }] });
  assert.equal(near('2026-12-09', closed), '2026-12-08', 'of two as near the earlier');
  const wholeMonth = Array.from({ length: 31 }, (_, index) => ({
    day: `2026-12-${String(index + 1).padStart(2, '0')}`,
  }));
  const holidaysOnly = calendar.parse({ name: 'H', weekend: [], off: wholeMonth });
  assert.equal(near('2026-12-20', holidaysOnly), '2027-01-01', 'a month without a working day is left');
});

test('a daily plan with calendars never comes due twice at one instant', () => {
  const parsed = parseQuartz('0 0 9 * * ?');
  assert.ok(parsed.ok);
  const plan: Plan = { kind: 'cron', quartz: '0 0 9 * * ?', timezone: zone, start: null, end: null };
  for (const action of ['next', 'previous', 'nearest', 'skip'] as const) {
    const place = placeBy([{ calendar: turkey, action }], zone, holidays.of);
    const times = upcoming(plan, instant('2026-10-20 00:00'), 30, place);
    assert.equal(new Set(times).size, times.length, action);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
      action,
    );
  }
});

test('the list of countries is the library’s, and states are known', async () => {
  const { default: Library } = await import('date-holidays');
  assert.deepEqual([...holidayCountries].sort(), Object.keys(new Library().getCountries('en')).sort());
  assert.equal(namedCountries().find(({ code }) => code === 'TR')?.name, 'Türkiye');
  assert.ok(holidays.knows('TR') && holidays.knows('DE-BY') && !holidays.knows('XX') && !holidays.knows('DE-XX'));
  assert.ok(holidays.of('DE-BY', 2026).has('2026-01-06') && !holidays.of('DE', 2026).has('2026-01-06'));
});
