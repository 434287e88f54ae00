import assert from 'node:assert/strict';
import test from 'node:test';
import { readKeys } from '../../server/domain/start/start-keys.ts';

const messagesOf = (body: object, further?: string[]) => readKeys(body, further).warnings.map(({ message }) => message);

test('a key with capitals, or a second one of the same meaning, is read without a word', () => {
  assert.deepEqual(readKeys({ RUNONCE: 'Y' }), {
    keyed: { runOnce: 'Y' },
    warnings: [{ code: 'KEY_SPELLING', field: 'RUNONCE', message: 'RUNONCE: was read as runOnce' }],
  });
  assert.deepEqual(readKeys({ RUNONCE: 'N', runOnce: 'Y' }).keyed, { runOnce: 'Y' });
  assert.deepEqual(messagesOf({ RUNONCE: 'N', runOnce: 'Y' }), ['RUNONCE: was ignored, because runOnce is given too']);
  assert.deepEqual(readKeys({ RUNONCE: '' }), { keyed: {}, warnings: [] });
});

test('a key that nobody knows is repeated at full length, or one that is allowed here is reported', () => {
  const ignored = 'is not a key of this body and was ignored';
  assert.deepEqual(messagesOf({ ['k'.repeat(60)]: 1 }), [`${'k'.repeat(60)}: ${ignored}`]);
  assert.deepEqual(messagesOf({ ['k'.repeat(61)]: 1 }), [`${'k'.repeat(60)}…: ${ignored}`]);
  assert.deepEqual(messagesOf({ from: 1 }, ['from']), []);
});
