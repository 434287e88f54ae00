import assert from 'node:assert/strict';
import test from 'node:test';
import {
  civilDate,
  dayMs,
  dayNumber,
  daySeconds,
  isLeapYear,
  lastDayOf,
  weekdayOf,
} from '../../contract/quartz/civil.ts';

/** All days of the years around the edges of a century, a leap year and the epoch, and single days of 3,000 years. */
const days = [
  ...Array.from({ length: 2_000 }, (_, at) => dayNumber(1999, 6, 1) + at),
  ...[0, 1600, 1700, 1899, 1900, 1969, 2100, 2400].flatMap((year) =>
    Array.from(
      { length: 800 },
      (_, at) => Date.UTC(2000, 0, 1) / dayMs + Math.round((year - 2000) * 365.2425) - 400 + at,
    ),
  ),
  ...Array.from({ length: 2_000 }, (_, at) => -700_000 + at * 557),
];

test('a day has another date than the calendar of the computer says', () => {
  for (const day of days) {
    const date = new Date(day * dayMs);
    const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
    assert.deepEqual(civilDate(day), civil);
    assert.equal(dayNumber(civil.year, civil.month, civil.day), day, date.toISOString());
    assert.equal(weekdayOf(day), date.getUTCDay() + 1, date.toISOString());
  }
  assert.equal(daySeconds * 1000, dayMs);
});

test('a month or a day that overflows is lost, or a month ends at another day', () => {
  for (const year of [1600, 1899, 1900, 1970, 1996, 1999, 2000, 2004, 2026, 2100])
    for (let month = -14; month <= 26; month += 1)
      for (const day of [-40, 0, 1, 28, 29, 32, 400])
        assert.equal(dayNumber(year, month, day), Date.UTC(year, month - 1, day) / dayMs, `${year} ${month} ${day}`);
  for (const year of [1600, 1700, 1900, 1996, 1999, 2000, 2004, 2026, 2100, 2400]) {
    assert.equal(isLeapYear(year), new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1, `${year}`);
    for (let month = 1; month <= 12; month += 1)
      assert.equal(lastDayOf(year, month), new Date(Date.UTC(year, month, 0)).getUTCDate(), `${year} ${month}`);
  }
});
