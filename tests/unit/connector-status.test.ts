import assert from 'node:assert/strict';
import test from 'node:test';
import type { Reason } from '../../contract/reasons.ts';
import type { Plan } from '../../contract/schedule.ts';
import { connectorStatus, type StatusFacts, type StatusRun } from '../../server/domain/connector/connector-status.ts';

const now = Date.UTC(2026, 10, 23, 11, 5);
const timezone = 'Europe/Istanbul';
const reason = (code: Reason['code'], params: Reason['params'] = {}): Reason => ({ code, params });
const cron: Plan = { kind: 'cron', quartz: '0 6 6 ? * FRI', timezone, start: null, end: null };
const single: Plan = { kind: 'now', timezone };

const run = (change: Partial<StatusRun>): StatusRun => ({
  id: 'r1',
  seq: 1,
  scheduleId: 's1',
  scheduleName: 'x',
  process: 'x',
  trigger: 'call',
  startedBy: 'erp',
  status: 'queued',
  outcome: null,
  reason: null,
  hasWarning: false,
  isLate: false,
  dueAt: now,
  queuedAt: now,
  startedAt: null,
  endedAt: null,
  attempt: 0,
  maxAttempts: 2,
  retryAt: null,
  progress: null,
  outputLine: '',
  rerunOf: null,
  worker: 'w',
  target: null,
  outputs: {},
  ...change,
});
const ended = (outcome: StatusRun['outcome'], why: Reason, change: Partial<StatusRun> = {}): StatusRun =>
  run({ status: 'ended', outcome, reason: why, attempt: 2, endedAt: now, ...change });
const done = ended('succeeded', reason('done'), { attempt: 1, outputs: { x: 'Ada Lovelace' } });

function statusOf(facts: Partial<StatusFacts>, schedule: Partial<StatusFacts['schedule']> = {}, isNative = false) {
  const whole: StatusFacts['schedule'] = {
    plan: single,
    state: 'active',
    reason: null,
    due: null,
    pausedUntil: null,
    deletedAt: null,
    ...schedule,
  };
  return connectorStatus(
    {
      active: [],
      lastEnded: facts.lastRan ?? null,
      lastRan: null,
      ahead: 0,
      isEverythingPaused: false,
      now,
      ...facts,
      schedule: whole,
    },
    { isNative },
  );
}
const says = (...parameters: Parameters<typeof statusOf>): [string, string] => {
  const { status, message } = statusOf(...parameters).answer;
  return [status, message];
};

test('a queued run says how many stand before it', () => {
  assert.deepEqual(says({ active: [run({})], ahead: 2 }), ['WAITING', 'Waiting: 2 runs ahead of it on this worker']);
  assert.deepEqual(says({ active: [run({})], ahead: 1 }), ['WAITING', 'Waiting: 1 run ahead of it on this worker']);
  assert.deepEqual(says({ active: [run({})], ahead: 0 }), ['WAITING', 'Waiting: next on this worker']);
});

test('a run that waits for the screen says so', () => {
  assert.deepEqual(says({ active: [run({ reason: reason('desktop-locked') })] }), [
    'WAITING',
    'Waiting: the screen is locked',
  ]);
  const later: Reason = { code: 'desktop-later', params: { at: now + 10 * 60_000 } };
  assert.match(
    says({ active: [run({ reason: later })], ahead: 3 })[1],
    /^Waiting: postponed until \d\d:\d\d:\d\d by the person at the computer$/,
  );
});

test('a running one says since when, how far and at what', () => {
  const startedAt = Date.UTC(2026, 10, 23, 11, 2, 11);
  const running = run({
    status: 'running',
    attempt: 1,
    startedAt,
    progress: { percent: 40, text: 'filling the form' },
  });
  assert.deepEqual(says({ active: [running] }), ['RUNNING', 'Running since 14:02:11, 40 %: filling the form']);
  assert.deepEqual(says({ active: [{ ...running, progress: null }] }), ['RUNNING', 'Running since 14:02:11']);
  const { answer } = statusOf({ active: [running] });
  assert.deepEqual(answer.progress, { percent: 40, text: 'filling the form' });
  assert.equal(answer.attempt, '1 of 2');
});

test('between attempts it waits, and says what the last one met', () => {
  const retrying = run({
    status: 'retrying',
    attempt: 1,
    retryAt: now + 5_000,
    reason: reason('exit-code', { exitCode: 3 }),
  });
  assert.deepEqual(says({ active: [retrying] }), [
    'WAITING',
    'Waiting: attempt 2 of 2 at 14:05:05, after attempt 1: exit code 3',
  ]);
  assert.equal(statusOf({ active: [retrying] }).retryAfterSeconds, 5);
});

test('a success says the sentence of the vendor and carries its outputs flat', () => {
  const { answer, retryAfterSeconds } = statusOf({ lastRan: done });
  assert.equal(answer.status, 'SUCCEEDED');
  assert.equal(answer.message, 'Your transaction has ended.');
  assert.equal(answer['__out_x'], 'Ada Lovelace');
  assert.equal(retryAfterSeconds, null);
});

test('a failure says after how many attempts and why, and keeps what it had produced', () => {
  const failed = ended('failed', reason('error-line', { exitCode: 3, message: 'invoice window not found' }), {
    outputs: { file: 'a.pdf' },
  });
  assert.deepEqual(says({ lastRan: failed }), [
    'FAILED',
    'Failed after 2 of 2 attempts: exit code 3: invoice window not found',
  ]);
  assert.equal(statusOf({ lastRan: failed }).answer['__out_file'], 'a.pdf');
});

test('time limits and interruptions are failures', () => {
  for (const outcome of ['timed-out', 'interrupted'] as const)
    assert.equal(says({ lastRan: ended(outcome, reason('rota-died')) })[0], 'FAILED');
});

test('what never ran, was missed or blocked is cancelled, with the reason', () => {
  for (const outcome of ['skipped', 'missed', 'blocked', 'expired', 'cancelled'] as const) {
    const over = ended(outcome, reason('cancelled-by', { who: 'erp' }));
    assert.deepEqual(says({ lastEnded: over }, { plan: { kind: 'once', at: now, timezone } }), [
      'CANCELLED',
      'Cancelled by erp',
    ]);
  }
});

test('a plan that never fires is cancelled with its reason, so that pollers end', () => {
  const plan: Plan = { ...cron, kind: 'never' };
  const { answer, retryAfterSeconds } = statusOf(
    {},
    { plan, state: 'ended', reason: reason('never-fires', { quartz: cron.quartz }) },
  );
  assert.equal(answer.status, 'CANCELLED');
  assert.match(answer.message, /never fires/);
  assert.equal(retryAfterSeconds, null);
});

test('a recurring plan waits before its first run, then keeps the state and outputs of its last one', () => {
  const due = Date.UTC(2026, 10, 27, 3, 6);
  assert.deepEqual(says({}, { plan: cron, due }), [
    'WAITING',
    'Waiting: it runs at 2026-11-27 06:06:00 (Europe/Istanbul)',
  ]);
  const after = statusOf({ lastRan: done }, { plan: cron, due });
  assert.equal(after.answer.status, 'SUCCEEDED');
  assert.equal(after.answer['__out_x'], 'Ada Lovelace');
  assert.equal(after.answer.nextRun, '2026-11-27T03:06:00.000Z');
  assert.equal(says({ lastRan: done, active: [run({})] }, { plan: cron, due })[0], 'WAITING');
  assert.equal(
    says({ lastRan: done, active: [run({ status: 'running', startedAt: now })] }, { plan: cron, due })[0],
    'RUNNING',
  );
});

test('a due time that was skipped does not hide the result of the run before it', () => {
  const skipped = ended('skipped', reason('overlap'), { id: 'r2' });
  assert.equal(says({ lastRan: done, lastEnded: skipped }, { plan: cron, due: now + 1 })[0], 'SUCCEEDED');
  assert.equal(says({ lastEnded: skipped }, { plan: cron, due: now + 1 })[0], 'WAITING');
});

test('a plan that was deleted or cancelled is cancelled, whatever it did before', () => {
  const deleted = { plan: cron, state: 'ended' as const, reason: reason('deleted'), deletedAt: now };
  assert.deepEqual(says({ lastRan: done }, deleted), ['CANCELLED', 'Cancelled: the schedule was deleted']);
  assert.equal(says({ lastRan: done }, { ...deleted, plan: single })[0], 'SUCCEEDED');
  assert.equal(says({ lastRan: done, active: [run({ status: 'running', startedAt: now })] }, deleted)[0], 'RUNNING');
  assert.equal(says({ lastRan: done }, { plan: cron, state: 'ended', reason: reason('finished') })[0], 'SUCCEEDED');
});

test('a paused plan waits and says so', () => {
  assert.deepEqual(says({}, { plan: cron, state: 'paused' }), ['WAITING', 'Waiting: its schedule is paused']);
});

test('outputs are texts unless native ones are wanted, and never replace status or message', () => {
  const outputs = { status: 'X', message: 'Y', __out_a: '1', n: 2, list: [1], none: null, yes: true };
  const over = { lastRan: { ...done, outputs } };
  const { answer } = statusOf(over);
  assert.equal(answer.status, 'SUCCEEDED');
  assert.equal(answer.message, 'Your transaction has ended.');
  const texts = Object.fromEntries(Object.entries(answer).filter(([key]) => key.startsWith('__out_')));
  assert.deepEqual(texts, {
    __out_status: 'X',
    __out_message: 'Y',
    __out_a: '1',
    __out_n: '2',
    __out_list: '[1]',
    __out_none: 'null',
    __out_yes: 'true',
  });
  const native = statusOf(over, {}, true).answer;
  assert.deepEqual(
    [native['__out_n'], native['__out_list'], native['__out_none'], native['__out_yes']],
    [2, [1], null, true],
  );
});

test('Retry-After is there while it waits or runs, and never longer than a minute', () => {
  assert.equal(statusOf({ active: [run({})] }).retryAfterSeconds, 2);
  assert.equal(statusOf({}, { plan: cron, due: now + 86_400_000 }).retryAfterSeconds, 60);
  assert.equal(statusOf({}, { plan: cron, due: now + 7_000 }).retryAfterSeconds, 7);
});

test('a time in a sentence is that of the schedule’s zone, without the date when it is today', () => {
  const slept = (at: string) => ended('missed', reason('slept', { at }), { attempt: 0 });
  const message = (at: string) => statusOf({ lastEnded: slept(at) }).answer.message;
  assert.equal(message('2026-11-23T04:00:00.000Z'), 'Cancelled: missed: the computer was asleep at 07:00:00');
  assert.equal(
    message('2026-11-22T04:00:00.000Z'),
    'Cancelled: missed: the computer was asleep at 2026-11-22 07:00:00',
  );
});

test('a status leaves out what the run has used, or tells it of one that was not measured', () => {
  const usage = { cpuSeconds: 2.5, peakMemoryBytes: 1_000_000 };
  const { answer } = statusOf({ lastRan: { ...done, usage } });
  assert.deepEqual([answer.cpuSeconds, answer.peakMemoryBytes], [2.5, 1_000_000]);
  assert.ok(!('cpuSeconds' in statusOf({ lastRan: done }).answer));
});
