import assert from 'node:assert/strict';
import test from 'node:test';
import { codesOf, notepad, now, read } from '../support/start-context.ts';

// The start table of the connector API, every row with every way to fill it in. Y, N and - are the values in the table.

const friday = '0 6 6 ? * FRI';
const firstFriday = Date.UTC(2026, 10, 27, 3, 6);
const tomorrow = '2026-11-24 08:00:00';
const tomorrowAt = Date.UTC(2026, 10, 24, 5);
const past = '2026-11-01 08:00:00';

const nowAlone = { kind: 'now', runNow: true, due: null };
const planOnly = { kind: 'cron', runNow: false, due: firstFriday };
const planAndNow = { kind: 'cron', runNow: true, due: firstFriday };
const onceTomorrow = { kind: 'once', runNow: false, due: tomorrowAt };
const onceFriday = { kind: 'once', runNow: false, due: firstFriday };

type Row = [once: string, immediately: string, quartz: string, start: string, expected: object | string];
const rows: Row[] = [
  ['-', '-', '-', '-', nowAlone],
  ['Y', 'Y', '-', '-', nowAlone],
  ['Y', 'Y', friday, '-', nowAlone],
  ['Y', 'Y', '-', tomorrow, nowAlone],
  ['Y', 'Y', friday, tomorrow, nowAlone],
  ['Y', 'N', '-', '-', nowAlone],
  ['Y', '-', '-', '-', nowAlone],
  ['Y', 'N', '-', tomorrow, onceTomorrow],
  ['Y', '-', '-', tomorrow, onceTomorrow],
  ['Y', 'N', '-', past, nowAlone],
  ['Y', '-', '-', past, nowAlone],
  ['Y', 'N', friday, '-', onceFriday],
  ['Y', '-', friday, '-', onceFriday],
  ['Y', '-', friday, tomorrow, onceFriday],
  ['Y', '-', friday, past, onceFriday],
  ['Y', '-', friday, '2026-11-28', { ...onceFriday, due: firstFriday + 7 * 86_400_000 }],
  ['N', 'Y', friday, '-', planAndNow],
  ['-', 'Y', friday, '-', planAndNow],
  ['-', 'Y', friday, tomorrow, planAndNow],
  ['N', 'N', friday, '-', planOnly],
  ['-', 'N', friday, '-', planOnly],
  ['N', '-', friday, '-', planOnly],
  ['-', '-', friday, past, planOnly],
  ['-', '-', friday, '2026-11-28', { ...planOnly, due: firstFriday + 7 * 86_400_000 }],
  ['N', 'Y', '-', '-', nowAlone],
  ['-', 'Y', '-', '-', nowAlone],
  ['-', 'Y', '-', tomorrow, nowAlone],
  ['N', 'N', '-', tomorrow, onceTomorrow],
  ['-', '-', '-', tomorrow, onceTomorrow],
  ['-', '-', '-', past, nowAlone],
  ['N', 'N', '-', '-', 'NOTHING_TO_RUN'],
  ['N', '-', '-', '-', 'NOTHING_TO_RUN'],
  ['-', 'N', '-', '-', 'NOTHING_TO_RUN'],
];

for (const [runOnce, runImmediately, quartzDef, startDate, expected] of rows) {
  const given = Object.entries({ runOnce, runImmediately, quartzDef, startDate }).filter(([, text]) => text !== '-');
  test(`start table: ${given.map(([key, text]) => `${key}=${text}`).join(' ') || 'nothing but a name'}`, () => {
    const answer = read(notepad(Object.fromEntries(given)));
    if (typeof expected === 'string') return assert.deepEqual(codesOf(answer), [expected]);
    assert.ok(answer.ok, JSON.stringify(answer));
    const { plan, runNow, due } = answer.start;
    assert.deepEqual({ kind: plan.kind, runNow, due }, expected);
  });
}

test('a start in the past runs now and says so', () => {
  assert.deepEqual(codesOf(read(notepad({ startDate: past }))), ['START_IN_PAST']);
});

test('what one run now leaves aside is named', () => {
  const answer = read(notepad({ runOnce: 'Y', runImmediately: 'Y', quartzDef: friday, startDate: tomorrow }));
  assert.deepEqual(answer.ok && answer.warnings.map(({ field }) => field), ['quartzDef', 'startDate']);
});

test('a time that is due this very second is not lost', () => {
  const answer = read(notepad({ quartzDef: '0 0 10 23 11 ?' }));
  assert.equal(answer.ok && answer.start.due, now);
});

const endedWindow = { quartzDef: friday, startDate: '2020-11-16 16:56:00', endDate: '2020-11-18 16:55:00' };

test('a plan that can never fire is kept as documented, with a warning', () => {
  const answer = read(notepad({ ...endedWindow, runOnce: 'N', runImmediately: 'N' }));
  assert.ok(answer.ok);
  assert.deepEqual(codesOf(answer), ['NEVER_FIRES']);
  assert.equal(answer.start.plan.kind, 'never');
  assert.equal(answer.start.due, null);
  assert.equal(answer.start.runNow, false);
});

test('a plan that can never fire still runs now when that is asked too', () => {
  const answer = read(notepad({ ...endedWindow, runImmediately: 'Y' }));
  assert.equal(answer.ok && answer.start.runNow, true);
});

test('one run at the first time of a plan that never fires is never', () => {
  const answer = read(notepad({ ...endedWindow, runOnce: 'Y' }));
  assert.equal(answer.ok && answer.start.plan.kind, 'never');
});

test('strict refuses a plan that can never fire', () => {
  assert.deepEqual(codesOf(read(notepad({ ...endedWindow, strict: true }))), ['NEVER_FIRES']);
});

test('a window that ends before it begins is refused', () => {
  const answer = read(notepad({ quartzDef: friday, startDate: '2027-01-02', endDate: '2027-01-01' }));
  assert.deepEqual(codesOf(answer), ['DATE_ORDER']);
});
