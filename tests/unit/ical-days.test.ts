import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { daysOfCalendar } from '../../server/engine/time/calendars/ical-days.ts';
import { summaryOf } from '../../server/engine/time/calendars/ical-summary.ts';

const window = { from: '2026-01-01', to: '2030-12-31' };
const file = (name: string) => readFileSync(path.join(import.meta.dirname, '..', 'fixtures', 'imports', name), 'utf8');
const ics = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.map((event, at) => `BEGIN:VEVENT\nUID:${at}\n${event}\nEND:VEVENT`),
    'END:VCALENDAR',
  ].join('\n');
const read = (text: string) => daysOfCalendar(text, window);
const daysOf = async (text: string) => (await read(text)).days.map(({ day }) => day);

test('a further date beside a rule is a day off as well, and so is a period', async () => {
  assert.deepEqual(await daysOf(file('extra-date.ics')), ['2027-01-04', '2027-02-10', '2028-01-04']);
  const periods = 'DTSTART;VALUE=DATE:20270301\nRDATE;VALUE=PERIOD:20270401T000000/20270403T000000,20270501T000000/P1D';
  assert.deepEqual(await daysOf(ics(periods)), ['2027-03-01', '2027-04-01', '2027-04-02', '2027-05-01']);
  const both =
    'DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=YEARLY;BYDAY=MO;BYSETPOS=1;BYMONTH=1;COUNT=2\nRDATE;VALUE=DATE:20260907,20260910\nEXDATE;VALUE=DATE:20260910';
  assert.deepEqual(await daysOf(ics(both)), ['2026-01-05', '2026-09-07', '2027-01-04']);
});

test('of an event that begins within a day the whole days are off, and the rest of the first is reported', async () => {
  const feast = await read(file('half-day-feast.ics'));
  assert.deepEqual(
    feast.days.map(({ day }) => day),
    ['2027-05-16', '2027-05-17', '2027-05-18', '2027-05-19'],
  );
  assert.deepEqual(
    feast.partDays.map(({ day }) => day),
    ['2027-05-15'],
  );
  const outcome = { added: 4, known: 0, window, rule: 'off-from-13' } as const;
  assert.match(inEnglish(summaryOf(feast, outcome)), /^events: 1, days added: 4; worked, .*: 1 \(2027-05-15\)/);
  assert.equal(inEnglish(summaryOf(feast, { ...outcome, added: 5, rule: 'off' })), 'events: 1, days added: 5');
  const both = 'DTSTART;TZID=Turkey Standard Time:20270601T093000\nDTEND;TZID=Turkey Standard Time:20270604T170000';
  const { days, partDays } = await read(ics(both));
  assert.deepEqual(
    [days.map(({ day }) => day), partDays.map(({ day }) => day)],
    [
      ['2027-06-02', '2027-06-03'],
      ['2027-06-01', '2027-06-04'],
    ],
  );
});

test('every event that gave no day is counted with its reason', async () => {
  const found = await read(
    ics(
      'DTSTART:20260907T090000Z\nDTEND:20260907T100000Z\nSUMMARY:A meeting',
      'DTSTART:20200101T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY\nSUMMARY:Stand-up',
      'DTSTART;VALUE=DATE:20261224\nSTATUS:CANCELLED\nSUMMARY:Called off',
      'DTSTART;VALUE=DATE:19990101\nSUMMARY:Long ago',
      'DTSTART;VALUE=DATE:20260501\nSUMMARY:May Day',
      'DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20260131\nSUMMARY:Fridays',
    ),
  );
  assert.equal(found.events, 6);
  assert.deepEqual(found.leftOut, [
    { why: 'timed', name: 'A meeting' },
    { why: 'timed', name: 'Stand-up' },
    { why: 'cancelled', name: 'Called off' },
    { why: 'outside', name: 'Long ago' },
  ]);
  assert.match(
    inEnglish(summaryOf(found, { added: found.days.length, known: 0, window, rule: 'working' })),
    /^events: 6, days added: \d+; left out because they take no whole day: 2 \(A meeting, Stand-up\); .*called off: 1 \(Called off\); .*between 2026-01-01 and 2030-12-31: 1 \(Long ago\)$/,
  );
});
