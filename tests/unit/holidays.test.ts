import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { calendar } from '../../contract/calendar.ts';
import { dayOffBy } from '../../server/domain/time/calendar-rules.ts';
import { loadHolidays, type Holidays } from '../../server/engine/time/calendars/public-holidays.ts';

let holidays: Holidays;
before(async () => {
  holidays = await loadHolidays();
});

/** Whether a Monday-to-Friday calendar with the holidays of a region works on a day. */
function isWorked(place: string, day: string): boolean {
  return dayOffBy(calendar.parse({ name: place, country: place }), holidays.of)(day) === null;
}
function off(place: string, ...days: string[]): void {
  for (const day of days) assert.equal(isWorked(place, day), false, `${place} ${day} is worked, but is a holiday`);
}
function worked(place: string, ...days: string[]): void {
  for (const day of days) assert.equal(isWorked(place, day), true, `${place} ${day} is off, but is worked`);
}

test('Seollal is the day before the lunar new year, the day and the day after, also in years without a gazette', () => {
  off('KR', '2026-02-16', '2026-02-17', '2026-02-18');
  worked('KR', '2026-02-19', '2026-02-13');
  off('KR', '2027-02-08', '2027-02-09');
  worked('KR', '2027-02-10', '2027-02-05');
  off('KR', '2028-01-26', '2028-01-27', '2028-01-28');
  worked('KR', '2028-01-25');
});

test('Korea has Labour Day since 2026, and elections are days off', () => {
  off('KR', '2026-05-01', '2026-06-03', '2027-05-03', '2028-05-01', '2028-04-12');
});

test('Bulgaria has 26 December and Holy Saturday, and the working days after a holiday on a weekend', () => {
  off('BG', '2026-12-28', '2027-12-27', '2027-12-28', '2026-05-25', '2026-09-07', '2027-05-04', '2028-01-03');
  off('BG', '2028-05-08', '2028-12-26', '2028-12-27', '2029-12-26');
  worked('BG', '2026-12-29', '2027-12-29', '2026-12-23', '2028-12-28');
});

test('China works on 1 June and the half days of a part of the people, and is off as the State Council announced', () => {
  worked('CN', '2026-06-01', '2027-06-01', '2027-03-08', '2027-05-07');
  off('CN', '2026-02-16', '2026-02-20', '2026-02-23', '2026-05-05', '2026-10-07', '2026-01-02');
  off('CN', '2027-02-05', '2027-02-08', '2028-05-02');
});

test('a Saturday that China works instead of another day is a working day of the calendar, a plain one is not', () => {
  worked('CN', '2026-02-14', '2026-02-28', '2026-09-20', '2026-10-10');
  off('CN', '2026-03-07');
  worked('HU', '2026-01-10', '2026-08-08', '2026-12-12');
  off('HU', '2026-01-02', '2026-08-21', '2026-12-24');
});

test('Scotland has 15 June 2026, the rest of the kingdom has not', () => {
  off('GB-SCT', '2026-06-15');
  worked('GB-ENG', '2026-06-15');
  worked('GB-SCT', '2027-06-14', '2026-06-16');
});

test('Green Monday is a Monday, and Taiwan has the days of the Act of 2025', () => {
  off('CY', '2026-02-23', '2027-03-15', '2026-06-01');
  worked('CY', '2026-02-24', '2027-03-16');
  off('TW', '2026-05-01', '2026-09-28', '2026-12-25', '2026-10-26');
});

test('of each place it is told what its days were compared with, where the lists differ, and what is not compared', async () => {
  const germany = await holidays.report('DE', 2027);
  assert.match(germany.check?.against ?? '', /Python/);
  assert.match(germany.check?.on ?? '', /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(germany.elsewhere, []);
  assert.ok(germany.regions.some(({ code, name }) => code === 'DE-BY' && name === 'Bayern'));

  const states = await holidays.report('US', 2028);
  assert.deepEqual(states.elsewhere, [{ day: '2028-11-10', name: 'Veterans Day (observed)' }]);
  const kingdom = await holidays.report('GB', 2026);
  assert.equal(kingdom.days.find(({ day }) => day === '2026-04-06')?.isDisputed, true);
  assert.equal((await holidays.report('DE', 2031)).check, null, 'a year that was not compared');

  const korea = await holidays.report('KR', 2026);
  assert.ok(korea.days.every(({ origin }) => origin === 'official'));
  const scotland = await holidays.report('GB-SCT', 2026);
  assert.equal(scotland.days.find(({ day }) => day === '2026-06-15')?.origin, 'corrected');
  assert.match(scotland.sources.map(inEnglish).join(), /Proclamation/);
});

test('a word that every object knows is no country', () => {
  for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'TR-__proto__', 'DE-BY-constructor'])
    assert.equal(holidays.knows(word), false, word);
  assert.equal(holidays.knows('DE-BY'), true);
});
