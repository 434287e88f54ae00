import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExitFacts } from '../../contract/run.ts';
import { type VerdictContext, judge } from '../../server/domain/verdict.ts';

const facts = (some: Partial<ExitFacts>): ExitFacts => ({ exitCode: null, signal: null, ...some });
const last: VerdictContext = { exitCodes: {}, attempt: 2, maxAttempts: 2, timeoutMs: 60_000, cancelledBy: 'Ayşe' };
const first: VerdictContext = { ...last, attempt: 1 };
const short = (some: Partial<ExitFacts>, context = last) => {
  const { verdict, reason, hasWarning } = judge(facts(some), context);
  return [verdict, reason.code, ...(hasWarning ? ['warning'] : [])].join(' ');
};

test('exit code 0 is success, and nothing else is needed', () => {
  assert.deepEqual(judge(facts({ exitCode: 0 }), first), {
    verdict: 'succeeded',
    hasWarning: false,
    reason: { code: 'done', params: {} },
  });
  assert.equal(short({ exitCode: 0, lastError: 'noise on stderr' }), 'succeeded done');
});

test('a failure is retried while attempts are left, and says what the child said', () => {
  assert.equal(short({ exitCode: 1 }, first), 'retry exit-code');
  assert.equal(short({ exitCode: 1 }), 'failed exit-code');
  assert.deepEqual(judge(facts({ exitCode: 3, lastError: 'invoice window not found' }), last).reason, {
    code: 'error-line',
    params: { exitCode: 3, message: 'invoice window not found' },
  });
  assert.equal(short({ signal: 'SIGSEGV' }, first), 'retry signal');
  assert.equal(short({ signal: 'SIGSEGV' }), 'failed signal');
  assert.deepEqual(judge(facts({ signal: 'SIGABRT', lastError: 'out of memory' }), last).reason, {
    code: 'signal-line',
    params: { signal: 'SIGABRT', message: 'out of memory' },
  });
});

test('the exit codes of a process mean what it says', () => {
  const exitCodes = { '2': 'do-not-retry', '3': 'warning', '75': 'do-not-retry' } as const;
  assert.equal(short({ exitCode: 2 }, { ...first, exitCodes }), 'failed exit-code');
  assert.equal(short({ exitCode: 3 }, { ...first, exitCodes }), 'succeeded exit-code warning');
  assert.equal(short({ exitCode: 75 }, { ...first, exitCodes }), 'failed exit-code');
  assert.equal(short({ exitCode: 75 }, first), 'retry exit-code');
});

test('a program that is not there is not tried again, a computer without room is', () => {
  const spawnError = { code: 'ENOENT', message: 'program "x" was not found' };
  assert.equal(short({ spawnError }, first), 'failed spawn-failed');
  assert.deepEqual(judge(facts({ spawnError }), first).reason.params, { message: 'program "x" was not found' });
  assert.equal(short({ spawnError: { code: 'EAGAIN', message: 'no room' } }, first), 'retry spawn-failed');
});

test('who was stopped is judged by the stop, not by the code it answered with', () => {
  assert.equal(short({ exitCode: 0, stoppedBy: 'cancel' }, first), 'cancelled cancelled-by');
  assert.deepEqual(judge(facts({ exitCode: 0, stoppedBy: 'cancel' }), first).reason.params, { who: 'Ayşe' });
  assert.equal(short({ exitCode: 1, stoppedBy: 'replaced' }, first), 'cancelled replaced');
  assert.equal(short({ signal: 'SIGTERM', stoppedBy: 'timeout' }, first), 'retry timed-out');
  assert.equal(short({ signal: 'SIGTERM', stoppedBy: 'timeout' }), 'timed-out timed-out');
  assert.deepEqual(judge(facts({ stoppedBy: 'timeout' }), last).reason.params, { seconds: 60 });
  assert.equal(short({ exitCode: 0, stoppedBy: 'shutdown' }, first), 'retry rota-stopped');
  assert.equal(short({ exitCode: 0, stoppedBy: 'shutdown' }), 'interrupted rota-stopped');
  const signedOut = { ...last, isSessionEnding: true };
  assert.equal(short({ exitCode: 0, stoppedBy: 'shutdown' }, signedOut), 'interrupted session-ended');
  assert.equal(short({ exitCode: 0, stoppedBy: 'cancel' }, signedOut), 'cancelled cancelled-by');
});

test('a run that was stopped for what it used has failed for another reason, or does not say how much it was', () => {
  const overLimit = { limit: 2048, used: 2150 };
  assert.equal(short({ exitCode: 0, stoppedBy: 'memory', overLimit }), 'failed memory-limit');
  assert.equal(short({ exitCode: 0, stoppedBy: 'processor', overLimit }, first), 'retry processor-limit');
  assert.deepEqual(judge(facts({ stoppedBy: 'memory', overLimit }), last).reason.params, overLimit);
});

test('a run that Rota lost is interrupted, and retried only if its retries allow', () => {
  assert.equal(short({ wasLost: true }, first), 'retry rota-died');
  assert.equal(short({ wasLost: true }), 'interrupted rota-died');
});

test('outputs that cannot be read fail a run, which is not done a second time for them', () => {
  assert.equal(short({ exitCode: 0, outputError: 'over 1 MiB' }, first), 'failed output-invalid');
  assert.equal(short({ exitCode: 1, outputError: 'over 1 MiB' }, first), 'retry exit-code', 'the failure comes first');
});

test('a Cronicle or xyOps child that says it failed has failed, though it exits with 0', () => {
  assert.equal(short({ exitCode: 0, saidCode: 999 }), 'failed exit-code');
  assert.equal(short({ exitCode: 0, saidCode: 'warn', lastError: 'half done' }), 'failed error-line');
  assert.equal(
    short({ exitCode: 0, saidCode: 3 }, { ...first, exitCodes: { '3': 'warning' } }),
    'succeeded exit-code warning',
  );
});

test('what an old Cronicle plugin says instead of a code is lost, or a warning of it begins with its word', () => {
  const reasonOf = (saidCode: string, lastError?: string) =>
    judge(facts({ exitCode: 0, saidCode, ...(lastError === undefined ? {} : { lastError }) }), last).reason;
  for (const word of ['warning', 'critical', 'abort'])
    assert.deepEqual(reasonOf(word), { code: 'said-code', params: { code: word } });
  assert.deepEqual(reasonOf('warning', 'half done'), { code: 'said-line', params: { message: 'half done' } });
  assert.deepEqual(reasonOf('critical', 'no bank'), { code: 'said-line', params: { message: 'critical: no bank' } });
  assert.deepEqual(reasonOf('abort', 'no bank'), { code: 'said-line', params: { message: 'abort: no bank' } });
  assert.deepEqual(reasonOf('other', 'no bank'), {
    code: 'error-line',
    params: { exitCode: 'other', message: 'no bank' },
  });
});
