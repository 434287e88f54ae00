import assert from 'node:assert/strict';
import test from 'node:test';
import { connectorStatus, type StatusFacts, type StatusRun } from '../../server/domain/connector/connector-status.ts';

const now = Date.UTC(2026, 10, 23, 11, 5);
const timezone = 'UTC';
const never = { kind: 'never', quartz: '0 0 0 30 2 ?', timezone, start: null, end: null, clockChange: 'move' } as const;
const cron = { ...never, kind: 'cron', quartz: '0 0 9 * * ?' } as const;
const cancelledBy = { code: 'cancelled-by', params: { by: 'ada' } } as const;

const run = (change: Partial<StatusRun>): StatusRun => ({
  ...{ id: 'r1', seq: 1, scheduleId: 's1', scheduleName: 'x', process: 'x', trigger: 'call', startedBy: 'erp' },
  ...{ status: 'queued', outcome: null, reason: null, hasWarning: false, isLate: false, dueAt: now, queuedAt: now },
  ...{ startedAt: null, endedAt: null, attempt: 0, maxAttempts: 2, retryAt: null, progress: null, outputLine: '' },
  ...{ rerunOf: null, worker: 'w', target: null, outputs: {} },
  ...change,
});
const done = run({ id: 'r0', status: 'ended', outcome: 'succeeded', reason: { code: 'done', params: {} }, attempt: 1 });

function statusOf(facts: Partial<StatusFacts>, schedule: Partial<StatusFacts['schedule']> = {}) {
  const plain = { plan: cron, state: 'active', reason: null, due: null, pausedUntil: null, deletedAt: null } as const;
  return connectorStatus(
    {
      ...{ active: [], lastEnded: null, lastRan: null, ahead: 0, isEverythingPaused: false, now },
      ...facts,
      schedule: { ...plain, ...schedule },
    },
    { isNative: false },
  );
}
const said = (...parameters: Parameters<typeof statusOf>) => {
  const { status, message } = statusOf(...parameters).answer;
  return [status, message];
};

test('a run that waits decides although another one runs or is being cancelled', () => {
  for (const status of ['running', 'cancelling'] as const) {
    const { answer } = statusOf({ active: [run({}), run({ id: 'r2', status, attempt: 1, startedAt: now })] });
    assert.deepEqual([answer.status, answer.runId, answer.attempt], ['RUNNING', 'r2', '1 of 2'], status);
  }
  const { answer } = statusOf({ active: [run({}), run({ id: 'r2' })] });
  assert.deepEqual([answer.status, answer.runId, answer.attempt], ['WAITING', 'r1', null]);
  assert.equal(statusOf({}).answer.runId, null);
});

test('a plan that was cancelled or never fires is told from its runs, or one that ended by itself is not', () => {
  const [status, message] = said({}, { plan: never });
  assert.equal(status, 'CANCELLED');
  assert.match(message ?? '', /0 0 0 30 2 \?/);
  assert.notEqual(said({}, { plan: never, reason: cancelledBy })[1], message);
  assert.equal(said({ lastRan: done }, { plan: never })[0], 'SUCCEEDED');
  for (const code of ['deleted', 'cancelled-by'] as const) {
    const reason = { code, params: { by: 'ada' } };
    assert.equal(said({ lastRan: done }, { state: 'ended', reason })[0], 'CANCELLED', code);
    assert.equal(said({ lastRan: done }, { state: 'active', reason })[0], 'SUCCEEDED', code);
  }
  assert.equal(said({ lastRan: done }, { state: 'ended' })[0], 'SUCCEEDED');
  assert.equal(said({ lastRan: done }, { deletedAt: now })[0], 'CANCELLED');
  assert.equal(said({}, { state: 'ended' })[0], 'CANCELLED');
  assert.equal(said({}, { deletedAt: now })[0], 'CANCELLED');
  const named = said({}, { state: 'ended', reason: cancelledBy });
  assert.notDeepEqual(named, said({}, { state: 'ended' }));
  assert.deepEqual(said({ lastEnded: { ...done, reason: cancelledBy } }, { state: 'ended' }), named);
});

test('a plan that waits says another reason than the first that holds', () => {
  const paused = { state: 'paused', due: now } as const;
  assert.deepEqual(said({ isEverythingPaused: true }, paused), ['WAITING', 'Waiting: all schedules are paused']);
  assert.deepEqual(said({}, paused), ['WAITING', 'Waiting: its schedule is paused']);
  assert.deepEqual(said({}), ['WAITING', 'Waiting: it runs when it is called']);
  assert.match(said({}, { due: now + 60_000 })[1] ?? '', /^Waiting: it runs at .*11:06:00 \(UTC\)$/);
});

test('a caller asks again too late for a due time, or every moment for a distant one', () => {
  const planned = (inMs: number | null) => statusOf({}, { due: inMs === null ? null : now + inMs }).retryAfterSeconds;
  assert.deepEqual([null, -5, 0, 1001, 30_001, 59_000, 61_000].map(planned), [60, 1, 1, 2, 31, 59, 60]);
  const active = (retryAt: number | null) => statusOf({ active: [run({ retryAt })] }).retryAfterSeconds;
  assert.deepEqual([active(null), active(now + 4001)], [2, 5]);
  assert.equal(statusOf({ lastRan: done }).retryAfterSeconds, null);
});
