import assert from 'node:assert/strict';
import test from 'node:test';
import { endingWords, lostWords, startWords } from '../../server/runner/attempt/attempt-words.ts';

const ended = (facts: object, tookMs = 5) => endingWords({ exitCode: 0, signal: null, ...facts }, tookMs);

test('the last line of a log says another end than there was', () => {
  assert.match(ended({ exitCode: 0 }), /^ended with exit code 0.* after 5 ms$/);
  assert.match(ended({ exitCode: null }), /^ended with exit code null after 5 ms$/);
  assert.equal(ended({ signal: 'SIGKILL' }, 5.6), 'ended by signal SIGKILL after 6 ms');
  assert.equal(ended({ exitCode: 1, wasForced: true }), 'ended by force after 5 ms (killed)');
  assert.match(ended({ exitCode: 1, wasForced: false }), /^ended with exit code 1.* after 5 ms$/);
  assert.match(ended({ spawnError: { message: 'not there' } }), /^not there after 5 ms$/);
  assert.match(
    ended({ stoppedBy: 'timeout', saidCode: 0, outputError: 'odd output' }),
    / after 5 ms \(stopped: timeout; said code 0; odd output\)$/,
  );
});

test('a part of a command is shown in quotes without need, or without them where it has a blank', () => {
  const plan = { attempt: 2, name: 'Pay', program: '/opt/a b', shownArgs: ['-x', '{{pin}}', 'a"b'], cwd: '/tmp' };
  assert.equal(
    startWords(plan as unknown as Parameters<typeof startWords>[0]),
    'attempt 2 of Pay: "/opt/a b" -x {{pin}} "a\\"b" (in /tmp)',
  );
  assert.match(lostWords(true), /it was killed with everything/);
  assert.match(lostWords(false), /nobody knows whether/);
});
