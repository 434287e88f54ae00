import assert from 'node:assert/strict';
import test from 'node:test';
import { z } from 'zod';
import { rpaProcess } from '../../contract/process.ts';
import { scheduleDraft } from '../../contract/schedule.ts';
import { issueDetails } from '../../server/domain/issue-details.ts';
import { issueSentence, issueWords } from '../../contract/issue-words.ts';

test('what is wrong with a body is said in plain words, and nothing of what was given is repeated', (t) => {
  const before = z.config();
  t.after(() => z.config({ customError: before.customError }));
  z.config({ customError: issueWords });
  const wrong = {
    command: 7,
    enabled: 'yes',
    args: 'one two',
    env: { A: null, 'B=C': 'x' },
    timeoutSeconds: -5,
    graceSeconds: 1e300,
    maxConcurrent: 1.5,
    exitCodes: { '1.5': 'retry', '3': 'again' },
    maxLogMegabytes: 0,
    callbackUrl: 'no address',
  };
  const read = rpaProcess.safeParse(wrong);
  assert.deepEqual(
    issueDetails(read.error?.issues ?? [], 'BODY_INVALID').map(({ message }) => message),
    [
      'name: is missing',
      'enabled: must be true or false',
      'command: must be a text',
      'args: must be a list',
      'env.A: must be a text',
      'env.B=C: is not a name that a variable can have',
      'maxConcurrent: must be a whole number',
      'timeoutSeconds: must be more than 0',
      'graceSeconds: must be at most 3600',
      'exitCodes.3: must be one of "retry", "do-not-retry", "warning"',
      'exitCodes.1.5: is not an exit code',
      'maxLogMegabytes: must be more than 0',
      'callbackUrl: must be a web address, as https://example.com/path',
    ],
  );
  for (const plan of [{ kind: 'weekly' }, {}]) {
    const { error } = scheduleDraft.safeParse({ process: 'P', plan });
    assert.deepEqual(
      issueDetails(error?.issues ?? [], 'BODY_INVALID').map(({ message }) => message),
      ['plan.kind: must be one of "cron", "once", "call", "every", "working-day", "holiday"'],
    );
    assert.equal(error?.issues[0] && issueSentence(error.issues[0]).words, 'must be one of {0}');
  }
  assert.match(rpaProcess.safeParse({ name: '' }).error?.issues[0]?.message ?? '', /must not be empty/);
});
