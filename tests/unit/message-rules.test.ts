import assert from 'node:assert/strict';
import test from 'node:test';
import { defaultRule, messageRuleDraft, type MessageRule, type ToldEvent } from '../../contract/message-rules.ts';
import { countOf, digestOf, onlyEvent, withEvent } from '../../server/domain/message-content.ts';
import type { Outcome } from '../../contract/run.ts';
import {
  digestDue,
  diskState,
  eventFor,
  eventsOfEnd,
  gatherMs,
  isLateFor,
  joinsWaiting,
  loudFrom,
  messageDelaysMs,
  nextMessageTry,
  outcomesOf,
  releaseOf,
  waitsTooLong,
} from '../../server/domain/message-rules.ts';

const minute = 60_000;
const hour = 60 * minute;
const zone = 'Europe/Istanbul';
const never = { zone, isOff: () => false };
/** Istanbul has been at +3 all year since 2016. */
const at = (text: string) => Date.parse(`${text}+03:00`);
const rule = (change: Partial<MessageRule> = {}): MessageRule => ({
  ...defaultRule,
  id: 'r',
  channels: ['c'],
  ...change,
});
const run = { process: 'Invoices', scheduleId: 's1' };

test('a failure with attempts left, a cancelled, a skipped or a test run is told to nobody', () => {
  assert.deepEqual(eventsOfEnd({ outcome: null, trigger: 'schedule' }, null), []);
  assert.deepEqual(eventsOfEnd({ outcome: 'cancelled', trigger: 'schedule' }, 'failed'), []);
  assert.deepEqual(eventsOfEnd({ outcome: 'skipped', trigger: 'schedule' }, null), []);
  assert.deepEqual(eventsOfEnd({ outcome: 'failed', trigger: 'test' }, null), []);
});

test('each way of failing for good and of not running is told as what it is', () => {
  for (const outcome of ['failed', 'timed-out', 'interrupted'] as const)
    assert.deepEqual(eventsOfEnd({ outcome, trigger: 'call' }, null), ['failed']);
  for (const outcome of ['missed', 'blocked', 'expired'] as const)
    assert.deepEqual(eventsOfEnd({ outcome, trigger: 'schedule' }, null), ['missed']);
});

test('a success is a recovery only after a failure', () => {
  const after = (before: Parameters<typeof eventsOfEnd>[1]) =>
    eventsOfEnd({ outcome: 'succeeded', trigger: 'call' }, before);
  assert.deepEqual(after(null), ['succeeded']);
  assert.deepEqual(after('succeeded'), ['succeeded']);
  for (const before of ['failed', 'timed-out', 'interrupted'] as const)
    assert.deepEqual(after(before), ['recovered', 'succeeded']);
});

test('rules ask the store only for outcomes that one of their events comes from', () => {
  assert.deepEqual([...outcomesOf(['late', 'started'])], []);
  assert.deepEqual([...outcomesOf(['recovered', 'failed'])].sort(), [
    'failed',
    'interrupted',
    'succeeded',
    'timed-out',
  ]);
  assert.deepEqual([...outcomesOf(['missed'])].sort(), ['blocked', 'expired', 'missed']);
});

test('a rule hears only of its own process or schedule, and of nothing while it is switched off', () => {
  const wants = (change: Partial<MessageRule>) => eventFor(rule({ events: ['failed'], ...change }), ['failed'], run);
  assert.equal(wants({}), 'failed');
  assert.equal(wants({ enabled: false }), null);
  assert.equal(wants({ events: ['missed'] }), null);
  assert.equal(wants({ scope: { kind: 'process', process: 'Invoices' } }), 'failed');
  assert.equal(wants({ scope: { kind: 'process', process: 'Payroll' } }), null);
  assert.equal(wants({ scope: { kind: 'schedule', schedule: 's1' } }), 'failed');
  assert.equal(wants({ scope: { kind: 'schedule', schedule: 's2' } }), null);
  const both = rule({ events: ['succeeded', 'recovered'] });
  assert.equal(
    eventFor(both, ['recovered', 'succeeded'], run),
    'recovered',
    'one run is told once, by what matters more',
  );
});

test('late and waiting begin at the minute that the rule names', () => {
  assert.equal(isLateFor({ lateMinutes: 5 }, { dueAt: 0 }, 5 * minute - 1), false);
  assert.equal(isLateFor({ lateMinutes: 5 }, { dueAt: 0 }, 5 * minute), true);
  assert.equal(waitsTooLong({ desktopMinutes: 2 }, { queuedAt: 0 }, 2 * minute - 1), false);
  assert.equal(waitsTooLong({ desktopMinutes: 2 }, { queuedAt: 0 }, 2 * minute), true);
});

test('a disk around the limit is not told with every look', () => {
  const limit = 100 * 1024 * 1024;
  assert.equal(diskState({ diskMegabytes: 100 }, limit - 1), 'low');
  assert.equal(diskState({ diskMegabytes: 100 }, limit), 'between');
  assert.equal(diskState({ diskMegabytes: 100 }, Math.ceil(limit * 1.1)), 'free');
});

test('quiet hours over midnight end the next morning, those within a day the same day', () => {
  const night = { quietHours: { from: '20:00', to: '07:00' } };
  assert.equal(loudFrom(night, at('2026-11-30T19:59:59'), never), at('2026-11-30T19:59:59'));
  assert.equal(loudFrom(night, at('2026-11-30T20:00'), never), at('2026-12-01T07:00'));
  assert.equal(loudFrom(night, at('2026-12-01T06:59:59'), never), at('2026-12-01T07:00'));
  assert.equal(loudFrom(night, at('2026-12-01T07:00'), never), at('2026-12-01T07:00'));
  const noon = { quietHours: { from: '12:00', to: '13:30' } };
  assert.equal(loudFrom(noon, at('2026-11-30T12:00'), never), at('2026-11-30T13:30'));
  assert.equal(loudFrom(noon, at('2026-11-30T13:30'), never), at('2026-11-30T13:30'));
});

test('after the days off of a calendar come the quiet hours of the first working day', () => {
  const isOff = (instant: number) => [6, 0].includes(new Date(instant + 3 * hour).getUTCDay());
  const place = { zone, isOff };
  assert.equal(loudFrom({ quietHours: null }, at('2026-11-28T10:00'), place), at('2026-11-30T00:00'));
  const night = { quietHours: { from: '20:00', to: '07:00' } };
  assert.equal(loudFrom(night, at('2026-11-27T21:00'), place), at('2026-11-30T07:00'), 'Friday evening to Monday');
  const end = loudFrom({ quietHours: null }, at('2026-11-28T10:00'), { zone, isOff: () => true });
  assert.ok(
    end > at('2027-11-01T00:00') && Number.isFinite(end),
    'a calendar that is always off does not loop for ever',
  );
});

test('quiet hours whose end a clock change skips end at the first instant after it', () => {
  // Berlin, 29 March 2026: 02:00 becomes 03:00.
  const place = { zone: 'Europe/Berlin', isOff: () => false };
  const end = loudFrom({ quietHours: { from: '22:00', to: '02:30' } }, Date.parse('2026-03-28T23:00+01:00'), place);
  assert.equal(new Date(end).toISOString(), '2026-03-29T01:30:00.000Z');
});

test('the first message waits a moment for others, the next one for the window, and a clock set back holds none for ever', () => {
  const now = at('2026-11-30T10:00');
  const one = rule({ burstMinutes: 15 });
  assert.equal(releaseOf(one, now, null, never), now + gatherMs);
  assert.equal(releaseOf(one, now, now - 14 * minute, never), now + minute);
  assert.equal(releaseOf(one, now, now - 15 * minute, never), now + gatherMs);
  assert.equal(releaseOf(one, now, now + 24 * hour, never), now + 15 * minute);
  assert.equal(releaseOf(rule({ burstMinutes: 0 }), now, now, never), now, 'a heartbeat is not held up');
  assert.equal(releaseOf(rule({ burstMinutes: 0, withScreenshot: true }), now, now, never), now + gatherMs);
  const quiet = rule({ quietHours: { from: '09:00', to: '11:00' } });
  assert.equal(releaseOf(quiet, now, null, never), at('2026-11-30T11:00'));
});

test('events join what waits, unless each is to have its own message and they are few', () => {
  assert.equal(joinsWaiting(rule(), 0, true), false);
  assert.equal(joinsWaiting(rule(), 1, false), true);
  const own = rule({ burstMinutes: 0 });
  assert.equal(joinsWaiting(own, 19, false), false);
  assert.equal(joinsWaiting(own, 20, false), true, 'ten thousand missed runs are not ten thousand mails');
  assert.equal(joinsWaiting(own, 1, true), true, 'in quiet hours there is one summary');
});

test('the summary is due once its time has come, for the day up to it', () => {
  const daily = { digestAt: '08:00' };
  assert.equal(digestDue({ digestAt: null }, at('2026-11-30T09:00'), zone), null);
  assert.equal(digestDue(daily, at('2026-11-30T07:59:59'), zone), null);
  assert.deepEqual(digestDue(daily, at('2026-11-30T08:00'), zone), {
    day: '2026-11-30',
    from: at('2026-11-29T08:00'),
    to: at('2026-11-30T08:00'),
  });
  assert.equal(digestDue(daily, at('2026-11-30T23:59'), zone)?.day, '2026-11-30');
});

test('tries end some day, and a pause that the receiver asks for is kept within limits', () => {
  assert.equal(nextMessageTry(1, 1000, null), 1000 + messageDelaysMs[0]);
  assert.equal(nextMessageTry(1, 1000, 1000 + hour), 1000 + hour);
  assert.equal(nextMessageTry(1, 1000, 1000 + 100 * hour), 1000 + 24 * hour);
  assert.equal(nextMessageTry(messageDelaysMs.length, 0, null), messageDelaysMs.at(-1));
  assert.equal(nextMessageTry(messageDelaysMs.length + 1, 0, null), null);
});

const told = (event: ToldEvent['event'], when: number, process: string | null = 'Invoices'): ToldEvent => ({
  event,
  at: when,
  run: process === null ? null : ({ id: `run-${when}`, process } as unknown as NonNullable<ToldEvent['run']>),
  failedAt: null,
  usualMs: null,
  freeBytes: null,
  worker: null,
});

test('a burst keeps the counts of all and the first of its events', () => {
  let content = withEvent(null, told('failed', 1));
  assert.equal(onlyEvent(content)?.at, 1);
  for (let count = 2; count <= 50; count += 1) content = withEvent(content, told('failed', count, `P${count % 3}`));
  content = withEvent(content, told('disk-nearly-full', 60, null));
  assert.deepEqual(content.counts, { failed: 50, 'disk-nearly-full': 1 });
  assert.equal(countOf(content), 51);
  assert.equal(onlyEvent(content), null);
  assert.equal(content.events.length, 20);
  assert.deepEqual([content.from, content.to], [1, 60]);
  assert.deepEqual(content.processes, { Invoices: 1, P0: 16, P1: 16, P2: 17 });
});

test('a process with the name of a built-in property is counted like any other', () => {
  const content = withEvent(withEvent(null, told('failed', 1, 'constructor')), told('failed', 2, 'constructor'));
  assert.equal(content.processes['constructor'], 2);
});

test('a summary puts the process with most failures first and leaves out what went well', () => {
  const day = digestOf(
    { from: 0, to: 1 },
    new Map<string, Map<Outcome, number>>([
      ['Fine', new Map([['succeeded', 9]])],
      ['Absent', new Map([['missed', 4]])],
      [
        'Bad',
        new Map([
          ['succeeded', 1],
          ['failed', 2],
          ['interrupted', 1],
        ]),
      ],
    ]),
    [],
  );
  assert.deepEqual(day.outcomes, { succeeded: 10, missed: 4, failed: 2, interrupted: 1 });
  assert.deepEqual(day.troubled, [
    { process: 'Bad', failed: 3, didNotRun: 0 },
    { process: 'Absent', failed: 0, didNotRun: 4 },
  ]);
});

test('a rule that would say nothing, to nobody, or at no time is refused in words', () => {
  const problems = (given: object) =>
    messageRuleDraft
      .safeParse({ channels: ['c'], events: ['failed'], ...given })
      .error?.issues.map(({ message }) => message);
  assert.equal(problems({}), undefined);
  assert.match(String(problems({ events: [] })), /at least one event/);
  assert.equal(problems({ events: [], digestAt: '08:00' }), undefined);
  assert.match(String(problems({ channels: [] })), /at least one channel/);
  assert.match(String(problems({ quietHours: { from: '08:00', to: '08:00' } })), /same time/);
  assert.match(String(problems({ digestAt: '8:00' })), /time of day/);
  assert.match(String(problems({ digestAt: '24:00' })), /time of day/);
});
