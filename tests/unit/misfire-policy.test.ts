import assert from 'node:assert/strict';
import test from 'node:test';
import type { Plan } from '../../contract/schedule.ts';
import { settleDue, type DueQuestion } from '../../server/domain/time/misfire-policy.ts';
import { nextDueTime, upcomingInSteps } from '../../server/domain/time/plan-times.ts';
import { ask, everyMinute, everySeconds, hourly } from '../support/due-question.ts';
import { upcoming } from '../support/upcoming.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (iso: string) => Date.parse(iso);
const outcomes = (question: DueQuestion) => settleDue(question).entries.map((entry) => entry.ended?.outcome ?? 'run');

test('a due time that is met on time runs, and the next one is known', () => {
  const answer = settleDue(ask({}));
  assert.deepEqual(answer.entries, [{ dueAt: at('2026-11-23T00:00:00Z'), ended: null }]);
  assert.equal(answer.next.due, at('2026-11-23T01:00:00Z'));
  assert.equal(answer.next.state, 'active');
});

test('after a night off, one run stands for all that was missed, and each missed time is there', () => {
  assert.deepEqual(outcomes(ask({ now: at('2026-11-23T03:30:00Z') })), ['missed', 'missed', 'missed', 'run']);
});

test('with misfire skip, nothing that was missed runs', () => {
  assert.deepEqual(outcomes(ask({ now: at('2026-11-23T02:30:00Z'), misfire: 'skip' })), ['missed', 'missed', 'missed']);
});

test('with misfire skip, what is due just now still runs', () => {
  assert.deepEqual(outcomes(ask({ now: at('2026-11-23T02:00:01Z'), misfire: 'skip' })), ['missed', 'missed', 'run']);
});

test('with misfire all, each missed time runs', () => {
  assert.deepEqual(outcomes(ask({ now: at('2026-11-23T02:30:00Z'), misfire: 'all' })), ['run', 'run', 'run']);
});

test('nothing runs later than its limit, whatever the policy', () => {
  const late = ask({ now: at('2026-11-23T02:30:00Z'), misfire: 'all', notLaterThanMs: 45 * minute });
  assert.deepEqual(outcomes(late), ['missed', 'missed', 'run']);
});

const stalled = (seconds: number, change: Partial<DueQuestion>) => {
  const due = at('2026-11-23T00:00:00Z');
  return outcomes(ask({ due, now: due + seconds * 1000, ...change }));
};
const runsOf = (told: string[]) => told.filter((one) => one === 'run').length;

test('a busy second is not a stall: times within five seconds are on time and all run', () => {
  for (const misfire of ['once', 'skip', 'all'] as const)
    assert.deepEqual(stalled(5, { plan: everySeconds(2), misfire }), ['run', 'run', 'run']);
});

test('after a stall one late run stands for all, under skip as well: three at once is a replay', () => {
  const plan = everySeconds(20);
  assert.deepEqual(stalled(155, { plan, misfire: 'skip' }), [...Array<string>(7).fill('missed'), 'run']);
  assert.deepEqual(stalled(62, { plan, misfire: 'skip' }), ['missed', 'missed', 'missed', 'run']);
  assert.deepEqual(stalled(62, { plan, misfire: 'once' }), ['missed', 'missed', 'missed', 'run']);
  assert.deepEqual(stalled(25, { plan: everySeconds(10), misfire: 'once' }), ['missed', 'missed', 'run']);
  assert.equal(runsOf(stalled(30, { plan: everySeconds(1), misfire: 'skip' })), 1);
});

test('all replays each, however short or long the stall', () => {
  for (const seconds of [25, 62, 155])
    assert.equal(
      runsOf(stalled(seconds, { plan: everySeconds(20), misfire: 'all' })),
      1 + Math.floor(seconds / 20),
      `${seconds} s`,
    );
});

test('the one late run may be as late as a minute under skip, and as late as it is under once', () => {
  for (const [seconds, misfire, told] of [
    [60, 'skip', 'run'],
    [61, 'skip', 'missed'],
    [61, 'once', 'run'],
    [3000, 'once', 'run'],
  ] as const)
    assert.deepEqual(stalled(seconds, { misfire }), [told], `${misfire} after ${seconds} s`);
});

test('a day off that follows does not stand for a time that was missed', () => {
  const daily: Plan = { ...everyMinute, quartz: '0 0 9 * * ?' };
  const friday = at('2026-11-20T09:00:00Z');
  const isOff = (time: number) => [6, 0].includes(new Date(time).getUTCDay());
  const reason = { code: 'calendar', params: {} } as const;
  const place = (time: number) => (isOff(time) ? { skipped: reason } : { at: time });
  const now = at('2026-11-22T12:00:00Z');
  assert.deepEqual(outcomes(ask({ plan: daily, due: friday, now, place })), ['run', 'skipped', 'skipped']);
  const later = at('2026-11-23T12:00:00Z');
  assert.deepEqual(outcomes(ask({ plan: daily, due: friday, now: later, place })), [
    'missed',
    'skipped',
    'skipped',
    'run',
  ]);
});

test('a long absence is settled in slices without losing or doubling a time', () => {
  const due = at('2026-11-22T00:00:00Z');
  const now = due + 10 * hour;
  const seen: number[] = [];
  const ran: number[] = [];
  let question = ask({ plan: everyMinute, due, now });
  for (;;) {
    const answer = settleDue(question, 37);
    seen.push(...answer.entries.map((entry) => entry.dueAt));
    ran.push(...answer.entries.filter((entry) => entry.ended === null).map((entry) => entry.dueAt));
    if (answer.next.due === null || answer.next.due > now) break;
    question = { ...question, due: answer.next.due, cursor: answer.next.cursor!, isCatchingUp: answer.isCatchingUp };
  }
  assert.equal(seen.length, 601);
  assert.equal(new Set(seen).size, 601);
  assert.deepEqual(ran, [now], 'only the latest stands for all of them, in whichever slice it is');
});

test('what is paused is reported as such and goes on', () => {
  const held = { outcome: 'skipped' as const, reason: { code: 'paused' as const, params: {} } };
  const answer = settleDue(ask({ now: at('2026-11-23T02:00:00Z'), held, state: 'paused' }));
  assert.deepEqual(
    answer.entries.map((entry) => entry.ended?.reason.code),
    ['paused', 'paused', 'paused'],
  );
  assert.equal(answer.next.state, 'paused');
});

test('a plan whose window is over ends, with its reason', () => {
  const end = at('2026-11-23T00:30:00Z');
  const answer = settleDue(ask({ plan: { ...hourly, end } }));
  assert.deepEqual(answer.next, { due: null, cursor: null, state: 'ended', reason: { code: 'finished', params: {} } });
});

test('a single time fires once and ends', () => {
  const due = at('2026-11-23T00:00:00Z');
  const answer = settleDue(ask({ plan: { kind: 'once', at: due, timezone: 'UTC' } }));
  assert.equal(answer.entries.length, 1);
  assert.equal(answer.next.state, 'ended');
});

test('times that a calendar moves to one day run there once', () => {
  const day = 24 * hour;
  const daily: Plan = { ...hourly, quartz: '0 0 9 * * ?' };
  // Saturday 21 and Sunday 22 November 2026 go to Monday 23.
  const place = (nominal: number) => {
    const weekday = new Date(nominal).getUTCDay();
    return { at: nominal + (weekday === 6 ? 2 * day : weekday === 0 ? day : 0) };
  };
  const friday = at('2026-11-20T09:00:00Z');
  assert.deepEqual(upcoming(daily, friday, 2, place), [at('2026-11-23T09:00:00Z'), at('2026-11-24T09:00:00Z')]);
  const saturday = nextDueTime(daily, friday, friday, place)!;
  assert.deepEqual(saturday, { due: at('2026-11-23T09:00:00Z'), cursor: at('2026-11-21T09:00:00Z') });
});

test('the window is inclusive at both ends', () => {
  const start = at('2026-11-23T01:00:00Z');
  const end = at('2026-11-23T02:00:00Z');
  assert.deepEqual(upcoming({ ...hourly, start, end }, at('2026-11-22T00:00:00Z'), 5), [start, end]);
});

test('a day that was taken from a time that waits, while nobody could move it: it comes later instead of being lost', () => {
  const due = at('2026-11-23T09:00:00Z');
  const later = due + 24 * hour;
  const plan: Plan = { ...hourly, quartz: '0 0 9 ? * MON' };
  const answer = settleDue(ask({ plan, due, now: due, place: (time) => ({ at: time === due ? later : time }) }));
  assert.deepEqual(answer.entries, []);
  assert.deepEqual([answer.next.due, answer.next.cursor, answer.next.state], [later, due, 'active']);
});

test('the days in a reason are those of the schedule’s zone, also half an hour after midnight', () => {
  const due = at('2026-11-20T21:30:00Z'); // Saturday 00:30 in Istanbul.
  const plan: Plan = { ...hourly, quartz: '0 30 0 * * ?', timezone: 'Europe/Istanbul' };
  const place = (time: number) => ({ at: time === due ? due - 24 * hour : time });
  const [entry] = settleDue(ask({ plan, due, now: due, place })).entries;
  assert.deepEqual(entry?.ended?.reason, {
    code: 'calendar',
    params: { day: '2026-11-21', calendar: '→ 2026-11-20' },
  });
});

test('who looks at a day does not wait for the times of years', () => {
  const daily: Plan = { ...everyMinute, quartz: '0 0 9 * * ?' };
  const monday = at('2026-11-23T00:00:00Z');
  const looked: number[] = [];
  const watched = (nominal: number) => (looked.push(nominal), { at: nominal });
  assert.deepEqual(upcoming(daily, monday, 500, watched, monday + 24 * hour), [monday + 9 * hour]);
  assert.ok(looked.length <= 2, `${looked.length} times were looked at`);
});

test('a time that a calendar puts before the end of what is looked at is found, though its own day is after it', () => {
  const daily: Plan = { ...everyMinute, quartz: '0 0 9 * * ?' };
  const monday = at('2026-11-23T00:00:00Z');
  const isOff = (nominal: number) => nominal > monday + 24 * hour && nominal < monday + 72 * hour;
  const place = (nominal: number) => ({ at: isOff(nominal) ? monday + 10 * hour : nominal });
  assert.deepEqual(upcoming(daily, monday, 500, place, monday + 24 * hour), [monday + 9 * hour, monday + 10 * hour]);
});

test('a time that a calendar puts exactly at the end of what is looked at is found', () => {
  const daily: Plan = { ...everyMinute, quartz: '0 0 9 * * ?' };
  const monday = at('2026-11-23T00:00:00Z');
  const place = (nominal: number) => ({ at: nominal - hour });
  assert.deepEqual(upcoming(daily, monday, 500, place, monday + 8 * hour), [monday + 8 * hour]);
  assert.deepEqual(upcoming(daily, monday, 500, undefined, monday + 9 * hour), [monday + 9 * hour]);
});

test('a time that the clock leaves out is among the next ones once a calendar is used', () => {
  const nightly: Plan = { ...everyMinute, quartz: '0 30 2 * * ?', timezone: 'Europe/Berlin' };
  assert.deepEqual(
    upcoming(nightly, at('2027-03-26T12:00:00Z'), 2, (nominal) => ({ at: nominal })),
    [at('2027-03-27T01:30:00Z'), at('2027-03-29T00:30:00Z')],
  );
});

test('a plan of which a calendar leaves nothing is not asked about centuries, and can be left before each year', () => {
  const yearly: Plan = { ...everyMinute, quartz: '0 0 14 28 10 ?' };
  const years: number[] = [];
  const never = (nominal: number) => {
    years.push(new Date(nominal).getUTCFullYear());
    return { skipped: { code: 'calendar', params: { day: '', calendar: 'Office' } } } as const;
  };
  const steps = upcomingInSteps(yearly, at('2026-11-23T00:00:00Z'), 5, never);
  let left = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) left += 1;
  assert.deepEqual(step.value, []);
  assert.equal(years.at(-1), 2066);
  assert.equal(left, new Set(years).size - 1);
});

test('a day that a calendar leaves once in thirty years is found five times', () => {
  const yearly: Plan = { ...everyMinute, quartz: '0 0 14 28 10 ?' };
  const seldom = (nominal: number) =>
    new Date(nominal).getUTCFullYear() % 30 === 0
      ? { at: nominal }
      : ({ skipped: { code: 'calendar', params: { day: '', calendar: 'Office' } } } as const);
  const found = upcoming(yearly, at('2026-11-23T00:00:00Z'), 5, seldom);
  assert.deepEqual(
    found.map((time) => new Date(time).getUTCFullYear()),
    [2040, 2070, 2100, 2130, 2160],
  );
});
