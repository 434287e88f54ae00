import assert from 'node:assert/strict';
import test from 'node:test';
import type { Run } from '../../contract/run.ts';
import { deliveryDelaysMs, nextDelivery, retryAfter, runEvent, testEvent } from '../../server/domain/webhook-rules.ts';

const now = Date.UTC(2026, 10, 30, 9);
const hour = 3_600_000;

test('a message that failed is sent again too soon, too late or for ever', () => {
  const seconds = [5, 30, 120, 600, 1800, 7200, 21_600, 43_200, 86_400, 86_400, 86_400, 86_400];
  assert.deepEqual(
    deliveryDelaysMs.map((ms) => ms / 1000),
    seconds,
  );
  for (const [index, delay] of seconds.entries())
    assert.equal(nextDelivery(index + 1, false, now, null), now + delay * 1000, `after ${index + 1} attempts`);
  assert.equal(nextDelivery(seconds.length + 1, false, now, null), null, 'given up');
  assert.equal(nextDelivery(1, true, now, null), null, 'the receiver wants no more');
});

test('the pause that a receiver asked for is ignored, shortens the own one, or lasts longer than a day', () => {
  assert.equal(nextDelivery(1, false, now, now + 2000), now + 5000, 'shorter than the own one');
  assert.equal(nextDelivery(1, false, now, now + 60_000), now + 60_000);
  assert.equal(nextDelivery(1, false, now, now + 24 * hour), now + 24 * hour);
  assert.equal(nextDelivery(1, false, now, now + 25 * hour), now + 24 * hour);
});

test('a Retry-After is read as another time, or words that are none as one', () => {
  assert.equal(retryAfter('120', now), now + 120_000);
  assert.equal(retryAfter(' 0 ', now), now);
  assert.equal(retryAfter('Mon, 30 Nov 2026 10:00:00 GMT', now), now + hour);
  assert.equal(retryAfter('Monday, 30-Nov-26 10:00:00 GMT', now), now + hour);
  for (const words of [undefined, '', 'soon', '-1', '1.5', '1234567890', '2026-11-30T10:00:00Z', 'Mon, soon'])
    assert.equal(retryAfter(words, now), null, words);
});

const run = (change: Partial<Run>): Run =>
  ({
    ...{ id: 'r1', scheduleId: 's1', process: 'Pay', trigger: 'api', startedBy: 'ERP', status: 'ended' },
    ...{ outcome: 'succeeded', reason: null, hasWarning: false, attempt: 2 },
    ...{ dueAt: now, startedAt: now + 1000, endedAt: now + 2000 },
    ...change,
  }) as Run;
function dataOf(change: Partial<Run>, outputs: Record<string, unknown> = {}, isBegun?: boolean) {
  const { event, body } = runEvent(run(change), outputs, now, isBegun === undefined ? undefined : { isBegun });
  const { type, timestamp, data } = JSON.parse(body) as { type: string; timestamp: string; data: object };
  assert.equal(type, event);
  assert.equal(timestamp, '2026-11-30T09:00:00.000Z');
  return { event, data: data as Record<string, unknown> };
}
const exitCode = { code: 'exit-code', params: { exitCode: 3 } } as const;

test('a message about a run tells another event, or facts of another moment', () => {
  const { event, data } = dataOf({}, { total: 1 });
  assert.equal(event, 'run.succeeded');
  assert.deepEqual(data, {
    ...{ robustaSpid: 's1', runId: 'r1', name: 'Pay', status: 'SUCCEEDED', outcome: 'succeeded' },
    ...{ reason: null, warning: null, trigger: 'api', startedBy: 'ERP', attempts: 2 },
    dueAt: '2026-11-30T09:00:00.000Z',
    startedAt: '2026-11-30T09:00:01.000Z',
    endedAt: '2026-11-30T09:00:02.000Z',
    outputs: { total: 1 },
  });
  const begun = dataOf({ status: 'running', outcome: null, endedAt: null }, { total: 1 }, true);
  assert.equal(begun.event, 'run.started');
  assert.equal(begun.data['endedAt'], null);
  assert.equal('outputs' in begun.data, false, 'a run that has just begun has none');
});

test('a warning is told of a run that failed, or its reason is left out', () => {
  const failed = dataOf({ outcome: 'failed', reason: exitCode, hasWarning: true });
  assert.equal(failed.event, 'run.failed');
  assert.match(String(failed.data['reason']), /exit code 3/i);
  assert.equal(failed.data['warning'], null);
  const warned = dataOf({ reason: exitCode, hasWarning: true });
  assert.equal(warned.data['warning'], warned.data['reason']);
  assert.equal(dataOf({ reason: exitCode }).data['warning'], null);
});

test('outputs as large as is allowed are left out, or larger ones are sent', () => {
  const ofLength = (length: number) => ({ text: 'x'.repeat(length - '{"text":""}'.length) });
  const most = ofLength(256 * 1024);
  assert.deepEqual(dataOf({}, most).data['outputs'], most);
  const more = dataOf({}, ofLength(256 * 1024 + 1)).data;
  assert.deepEqual([more['outputs'], more['outputsLeftOut']], [undefined, true]);
});

test('a test message looks like one about a run', () => {
  const { event, body } = testEvent(now);
  const { type, timestamp } = JSON.parse(body) as Record<string, unknown>;
  assert.deepEqual([event, type, timestamp], ['test', 'test', '2026-11-30T09:00:00.000Z']);
});
