import assert from 'node:assert/strict';
import test from 'node:test';
import { createMask } from '../../server/runner/stdout/mask.ts';
import { createOutputListener } from '../../server/runner/stdout/output-listener.ts';

// A robot that wants both streams in one log, where the system has no pipe for both (Windows): each arrives in pieces.

function merged() {
  const lines: string[] = [];
  const listener = createOutputListener({
    encoding: 'utf8',
    codePage: null,
    isMerged: true,
    mask: createMask([]),
    line: (level, text) => lines.push(`${level} ${text}`),
  });
  const say = (stream: 'stdout' | 'stderr', text: string) => listener.hear(stream, Buffer.from(text));
  return { lines, listener, say };
}

test('a piece of one stream ends up in the middle of a line of the other', () => {
  const { lines, listener, say } = merged();
  say('stdout', 'invoice 1 is pa');
  say('stderr', 'printer on f');
  say('stdout', 'id\n');
  say('stderr', 'ire\n');
  listener.finish();
  assert.deepEqual(lines, ['info invoice 1 is paid', 'info printer on fire']);
});

test('a line of stdout that arrived last is taken for the reason of a failure', () => {
  const { listener, say } = merged();
  say('stdout', 'out 1\n');
  say('stderr', 'cannot pay\n');
  say('stdout', 'out 2\n');
  listener.finish();
  assert.equal(listener.lastError(), 'cannot pay');
});

test('through one pipe for both the last line is the reason, whichever stream wrote it', () => {
  const { listener, say } = merged();
  say('stdout', 'out 1\ncannot pay\n');
  listener.finish();
  assert.equal(listener.lastError(), 'cannot pay');
});

test('a command on stderr is understood as one on stdout', () => {
  const { lines, listener, say } = merged();
  say('stderr', '::error::no paper\n');
  say('stderr', '{"percent": 40}\n');
  listener.finish();
  assert.equal(listener.lastError(), 'no paper');
  assert.deepEqual(lines, ['error no paper', 'info {"percent": 40}']);
});
