import assert from 'node:assert/strict';
import test from 'node:test';
import type { Plan } from '../../contract/schedule.ts';
import { clockChangeNotes } from '../../server/domain/import/clock-change-notes.ts';
import { clockChangeWarnings } from '../../server/domain/start/clock-change-warnings.ts';

type CronPlan = Plan & { kind: 'cron' };
const now = Date.UTC(2026, 10, 23, 19);
const planOf = (quartz: string, change: Partial<CronPlan> = {}): CronPlan => ({
  ...{ kind: 'cron', quartz, timezone: 'Europe/Berlin', start: null, end: null },
  ...change,
});
const notesOf = (plan: Plan) => clockChangeNotes(plan, now).map(({ message, localTime }) => [localTime, message]);

test('who imports a schedule is told of another day, clock or outcome than the clock change has', () => {
  const gap = '28 March 2027: 02:30 does not exist in Europe/Berlin, for the clock goes forward from 02:00 to 03:00';
  const twice = '31 October 2027: 02:30 comes twice in Europe/Berlin, for the clock goes back from 03:00 to 02:00';
  const night = (clockChange?: CronPlan['clockChange']) =>
    notesOf(planOf('0 30 2 * * ?', clockChange && { clockChange }));
  assert.deepEqual(night(), [
    ['2027-03-28 02:30:00', `${gap}; it does not run at that time`],
    ['2027-10-31 02:30:00', `${twice}; it runs only the second time`],
  ]);
  assert.deepEqual(night('move')[0]?.[1], `${gap}; it runs at 03:00 instead`);
  assert.deepEqual(night('both')[1]?.[1], `${twice}; it runs both times`);
  const [joined] = notesOf(planOf('0 0 2,3 * * ?', { clockChange: 'move' }));
  assert.match(joined?.[1] ?? '', /; the run at 03:00 stands for it$/);
  const silent = notesOf(planOf('0 0/15 * * * ?')).at(-1)?.[1];
  assert.match(
    silent ?? '',
    /^31 October 2027: the time from 02:00 to 03:00 comes twice .* nothing runs for 75 minutes, unless both times are chosen$/,
  );
  assert.deepEqual(notesOf({ kind: 'once', at: now + 1, timezone: 'Europe/Berlin' }), []);
});

test('a month of a clock change is called by the name of another one', () => {
  const months = 'January February March April May June July August September October November December'.split(' ');
  // The Moroccan clock changes around Ramadan, which passes through the year; the other zones change in the other months.
  const seen = new Set<string>();
  for (const timezone of ['Africa/Casablanca', 'Europe/Berlin', 'America/New_York', 'Asia/Gaza'])
    for (let year = 2026; year < 2060; year += 1)
      for (const { message, localTime } of clockChangeNotes(
        planOf('0 0/30 * * * ?', { timezone }),
        Date.UTC(year, 0, 1),
      )) {
        const [date = ''] = localTime?.split(' ') ?? [];
        const [isoYear, month, day] = date.split('-').map(Number);
        assert.ok(message.startsWith(`${day} ${months[Number(month) - 1]} ${isoYear}: `), `${localTime}: ${message}`);
        seen.add(months[Number(month) - 1] ?? '');
      }
  assert.ok(seen.size >= 10, [...seen].join(' '));
});

test('a program is told of a clock change with a time that has seconds twice, or none', () => {
  const timesOf = (quartz: string) => clockChangeWarnings(planOf(quartz), now).map(({ localTime }) => localTime);
  assert.deepEqual(timesOf('0 30 2 * * ?'), ['2027-03-28 02:30:00', '2027-10-31 02:30:00']);
  assert.deepEqual(timesOf('15 30 2 * * ?'), ['2027-03-28 02:30:15', '2027-10-31 02:30:15']);
  assert.deepEqual(
    notesOf(planOf('15 30 2 * * ?')).map(([time]) => time),
    ['2027-03-28 02:30:15', '2027-10-31 02:30:15'],
  );
});
