import assert from 'node:assert/strict';
import test from 'node:test';
import { codesOf, notepad, now, read } from '../support/start-context.ts';
import { daysOfCalendar } from '../../server/domain/time/calendar-rules.ts';
import { inPlace, withDays } from '../../server/domain/time/plan-times.ts';
import { calendar } from '../../contract/calendar.ts';

const plan = (written: unknown, further: object = {}) => {
  const answer = read(notepad({ plan: written, ...further }));
  return answer.ok ? { ...answer.start.plan, due: answer.start.due, runNow: answer.start.runNow } : answer.errors;
};
const messages = (written: unknown, further: object = {}) => {
  const answer = read(notepad({ plan: written, ...further }));
  return answer.ok ? [] : answer.errors.map(({ message }) => message);
};

test('an interval is stored in other words than it was given, or not from its start on', () => {
  const stored = {
    ...{ kind: 'every', every: 2, unit: 'weeks', from: Date.UTC(2026, 11, 3, 21), at: ['09:00'], weekdays: [5] },
    ...{ timezone: 'Europe/Istanbul', end: null, due: Date.UTC(2026, 11, 4, 6), runNow: false },
  };
  const startDate = '2026-12-04';
  for (const written of [
    { kind: 'every', every: 2, unit: 'weeks', weekdays: [5], at: ['09:00'] },
    { Kind: 'EVERY', every: '2', unit: 'week', weekdays: 'Friday', at: '9:00', nth: null, calendar: '' },
    '{"kind":"every","every":2,"unit":"Weeks","weekdays":["FRI"],"at":["09:00"]}',
  ])
    assert.deepEqual(plan(written, { startDate }), stored, JSON.stringify(written));
  const ninety = plan({ kind: 'every', every: 90, unit: 'minutes' });
  assert.deepEqual([ninety].flat()[0], {
    ...{ kind: 'every', every: 90, unit: 'minutes', from: now, at: [], weekdays: [] },
    ...{ timezone: 'Europe/Istanbul', end: null, due: now, runNow: false },
  });
});

test('what is wrong with an interval is not said, or with the words of another kind', () => {
  assert.deepEqual(messages('soon'), [`plan: 'soon' is not an object such as {"kind": "every", …}`]);
  assert.match(
    messages({ kind: 'cron' })[0] ?? '',
    /^plan: its kind 'cron' is not one of every, working-day, holiday$/,
  );
  assert.match(messages({ kind: 'every', every: 1, unit: 'days', nth: 1, hour: 7 })[0] ?? '', /'hour', 'nth': not of/);
  assert.match(messages({ kind: 'every', every: 0, unit: 'days' })[0] ?? '', /^plan: every /);
  assert.match(messages({ kind: 'every', every: 1, unit: 'years' })[0] ?? '', /^plan: unit /);
  assert.match(
    messages({ kind: 'every', every: 1, unit: 'days', at: '25:00' })[0] ?? '',
    /at\[0\] must be a time of day/,
  );
  assert.match(messages({ kind: 'working-day', nth: 0, at: '09:00' })[0] ?? '', /nth must not be 0/);
  assert.match(messages({ kind: 'holiday', nth: -1, at: '09:00' })[0] ?? '', /calendar/);
  assert.match(
    messages({ kind: 'holiday', nth: -1, at: '09:00', calendar: 'Office' })[0] ?? '',
    /there is no calendar 'Office', known are Turkey/,
  );
  assert.match(
    messages({ kind: 'every', every: 1, unit: 'days' }, { quartzDef: '0 0 9 * * ?' })[0] ?? '',
    /quartzDef is given too/,
  );
  assert.match(
    messages({ kind: 'every', every: 1, unit: 'days' }, { startDate: '2026-12-02', endDate: '2026-12-01' })[0] ?? '',
    /it lies before startDate/,
  );
});

test('an interval that never runs is saved, or the flags mean something else with it than with an expression', () => {
  const daily = { kind: 'every', every: 10, unit: 'days', at: '09:00' };
  assert.deepEqual(codesOf(read(notepad({ plan: daily, startDate: '2026-12-01', endDate: '2026-12-01 08:59' }))), [
    'NEVER_FIRES',
  ]);
  const once = read(notepad({ plan: daily, startDate: '2026-12-01', runOnce: 'Y' }));
  assert.deepEqual(once.ok && [once.start.plan.kind, once.start.due], ['once', Date.UTC(2026, 11, 1, 6)]);
  const both = read(notepad({ plan: daily, runImmediately: 'Y' }));
  assert.deepEqual(both.ok && [both.start.plan.kind, both.start.runNow], ['every', true]);
  const unused = read(notepad({ plan: daily, runImmediately: 'Y', runOnce: 'Y', clockChange: 'both' }));
  assert.deepEqual(codesOf(unused), ['NOT_USED', 'NOT_USED']);
});

test('a working day is counted without the calendar that the body names', () => {
  const office = calendar.parse({ name: 'Turkey', off: [{ day: '2026-11-30', name: 'Closed' }] });
  const days = daysOfCalendar(office, () => new Map());
  const dueOf = (written: object, placeOf = () => withDays(inPlace, days)) => {
    const answer = read(notepad({ plan: written }), { placeOf });
    return answer.ok && new Date(answer.start.due ?? 0).toISOString();
  };
  const last = { kind: 'working-day', nth: -1, at: ['18:00'] };
  assert.equal(
    dueOf(last, () => inPlace),
    '2026-11-30T15:00:00.000Z',
  );
  assert.equal(dueOf({ ...last, calendar: 'turkey' }), '2026-11-27T15:00:00.000Z');
  assert.equal(dueOf({ kind: 'holiday', nth: 1, calendar: 'Turkey', at: '09:00' }), '2026-12-01T06:00:00.000Z');
});

test('the keys of growing waits are lost on the way', () => {
  const answer = read(
    notepad({
      retryCount: 3,
      retryDelaySeconds: 10,
      retryDelayGrowth: 'Double',
      retryDelayMaxSeconds: '60',
      retryJitterPercent: 25,
    }),
  );
  assert.deepEqual(answer.ok && answer.start.options.retryDelayGrowth, 'double');
  assert.deepEqual(
    answer.ok && [answer.start.options.retryDelayMaxSeconds, answer.start.options.retryJitterPercent],
    [60, 25],
  );
  assert.deepEqual(codesOf(read(notepad({ retryDelayGrowth: 'fast', retryJitterPercent: 101 }))), [
    'OPTION_INVALID',
    'OPTION_INVALID',
  ]);
});
