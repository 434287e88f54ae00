import assert from 'node:assert/strict';
import test from 'node:test';
import type { ExitFacts } from '../../contract/run.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { shortageOf } from '../../server/domain/shortage.ts';

const facts = (code: string, change: Partial<ExitFacts> = {}): ExitFacts => ({
  exitCode: null,
  signal: null,
  spawnError: { code, message: code },
  ...change,
});

test('a program that could not start for want of room has failed, and is not tried again', () => {
  const shortage = shortageOf(facts('EMFILE'));
  assert.equal(shortage?.what, 'means');
  assert.match(
    shortage?.what === 'means' ? inEnglish(shortage.sentence) : '',
    /no room for another program now \(EMFILE\)/,
  );
  assert.deepEqual(shortageOf(facts('ENOSPC', { spawnError: { code: 'ENOSPC', message: '', place: 'folder' } })), {
    what: 'disk',
    code: 'ENOSPC',
  });
});

test('what ran, was stopped or may have run is started a second time', () => {
  for (const change of [{ spawnError: undefined }, { stoppedBy: 'cancel' }, { wasLost: true }] as never[])
    assert.equal(shortageOf(facts('EMFILE', change)), null, JSON.stringify(change));
  assert.equal(shortageOf(facts('ENOENT')), null);
});
