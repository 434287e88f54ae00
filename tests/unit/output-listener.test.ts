import assert from 'node:assert/strict';
import test from 'node:test';
import { createMask } from '../../server/runner/stdout/mask.ts';
import { createOutputListener } from '../../server/runner/stdout/output-listener.ts';

function heard(...said: readonly (readonly [stream: 'stdout' | 'stderr', text: string])[]) {
  const lines: string[] = [];
  const listener = createOutputListener({
    encoding: 'utf8',
    codePage: null,
    isMerged: false,
    mask: createMask(['hunter22']),
    line: (level, text) => lines.push(`${level} ${text}`),
  });
  for (const [stream, text] of said) listener.hear(stream, Buffer.from(text));
  return { lines, listener };
}
const out = (text: string) => ['stdout', `${text}\n`] as const;

test('the end that a plugin reports is read from a later line, or its description is lost or shows a secret', () => {
  const end = (code: number, description: string) => out(JSON.stringify({ complete: 1, code, description }));
  const { listener } = heard(end(3, 'no bank hunter22'), end(5, 'too late'));
  listener.finish();
  assert.equal(listener.saidCode(), 3);
  assert.match(listener.lastError() ?? '', /^no bank [^h]*$/);
  const good = heard(['stderr', 'careful\n'], end(0, 'all is well')).listener;
  good.finish();
  assert.deepEqual([good.saidCode(), good.lastError()], [0, 'careful'], 'a success says nothing of an error');
  const silent = heard(out('::error::no paper'), end(4, '')).listener;
  silent.finish();
  assert.deepEqual([silent.saidCode(), silent.lastError()], [4, 'no paper'], 'an empty description replaces nothing');
});

test('an error text is cut before its five hundredth letter, or blanks count as one', () => {
  const errorOf = (text: string) => {
    const { listener } = heard(['stderr', `${text}\n`]);
    listener.finish();
    return listener.lastError();
  };
  assert.equal(errorOf('x'.repeat(500))?.length, 500);
  assert.equal(errorOf('x'.repeat(501))?.length, 500);
  assert.equal(errorOf('   '), undefined);
});

test('the same progress is told twice, or a secret stands in its text', () => {
  const { listener } = heard(out('::progress value=40::page hunter22'));
  const first = listener.takeProgress();
  assert.equal(first?.percent, 40);
  assert.match(first.text ?? '', /^page [^h]*$/);
  assert.equal(listener.takeProgress(), null);
  listener.hear('stdout', Buffer.from('::progress value=40::page hunter22\n'));
  assert.equal(listener.takeProgress(), null);
  listener.hear('stdout', Buffer.from('50 %\n'));
  assert.equal(listener.takeProgress()?.percent, 50);
});
