import assert from 'node:assert/strict';
import test from 'node:test';
import type { Run } from '../../contract/run.ts';
import { cancelledWords, runInWords, timeWords, warningOf } from '../../server/domain/connector/connector-words.ts';

const now = Date.UTC(2026, 10, 23, 11, 5);
const setting = { now, timezone: 'Europe/Istanbul', ahead: 0 };
const byErp = { code: 'cancelled-by', params: { who: 'erp' } } as const;
const exitCode = { code: 'exit-code', params: { exitCode: 3 } } as const;

const run = (change: Partial<Run>): Run =>
  ({
    ...{ status: 'queued', outcome: null, reason: null, hasWarning: false, progress: null },
    ...{ attempt: 0, maxAttempts: 2, queuedAt: now, startedAt: null, retryAt: null },
    ...change,
  }) as Run;
const words = (change: Partial<Run>, ahead = 0) => runInWords(run(change), { ...setting, ahead });

test('a waiting run says another number of runs before it, or none where it is blocked', () => {
  assert.equal(words({}), 'Waiting: next on this worker');
  assert.equal(words({}, 1), 'Waiting: 1 run ahead of it on this worker');
  assert.equal(words({}, 2), 'Waiting: 2 runs ahead of it on this worker');
  assert.doesNotMatch(words({ reason: { code: 'paused', params: {} } }, 2), /ahead/);
});

test('a run that is tried again says another attempt than the next', () => {
  assert.equal(words({ status: 'retrying', attempt: 1 }), 'Waiting: attempt 2 of 2 soon');
  assert.match(
    words({ status: 'retrying', attempt: 1, retryAt: now + 60_000, reason: exitCode }),
    /^Waiting: attempt 2 of 2 at 14:06:00, after attempt 1: exit code 3/,
  );
});

test('a running run hides its progress, or names an attempt where there is only one', () => {
  const running = { status: 'running', startedAt: now, attempt: 1 } as const;
  assert.equal(words(running), 'Running since 14:05:00');
  assert.equal(
    words({ ...running, attempt: 2, progress: { percent: 12.6, text: 'page 3' } }),
    'Running since 14:05:00, attempt 2 of 2, 13 %: page 3',
  );
  assert.equal(words({ ...running, progress: { text: '' } }), 'Running since 14:05:00');
  assert.equal(words({ ...running, status: 'cancelling' }), 'Running since 14:05:00: it was asked to stop');
});

test('the end of a run without a reason has one, or the other way round', () => {
  const ended = { status: 'ended', attempt: 2 } as const;
  assert.equal(words({ ...ended, outcome: 'succeeded' }), 'Your transaction has ended.');
  assert.equal(words({ ...ended, outcome: 'failed' }), 'Failed after 2 of 2 attempts');
  assert.match(words({ ...ended, outcome: 'failed', reason: exitCode }), /^Failed after 2 of 2 attempts: exit code 3/);
  assert.equal(cancelledWords(null, setting), 'Cancelled');
  assert.match(cancelledWords(byErp, setting), /^Cancelled by erp/);
  assert.match(cancelledWords({ code: 'overlap', params: {} }, setting), /^Cancelled: /);
});

test('a run that failed, or has no warning, warns', () => {
  const warned = { status: 'ended', outcome: 'succeeded', hasWarning: true, reason: exitCode } as const;
  assert.match(warningOf(run(warned), setting) ?? '', /^exit code 3/);
  for (const change of [{ hasWarning: false }, { outcome: 'failed' }, { reason: null }] as const)
    assert.equal(warningOf(run({ ...warned, ...change }), setting), null);
});

test('a time of another day is given without its day', () => {
  assert.equal(timeWords(now, setting), '14:05:00');
  assert.equal(timeWords(now - 24 * 3_600_000, setting), '2026-11-22 14:05:00');
  assert.equal(timeWords(Date.UTC(2026, 10, 22, 21), setting), '00:00:00');
});
