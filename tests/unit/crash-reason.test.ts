import assert from 'node:assert/strict';
import test from 'node:test';
import { documentedCrashes } from '../fixtures/crashes/documented-crashes.ts';
import { nodeCrashes } from '../fixtures/crashes/node-crashes.ts';
import { otherCrashes } from '../fixtures/crashes/other-crashes.ts';
import { createLastWords } from '../../server/runner/last-words.ts';

function reasonOf(stderr: string, stdout = ''): string | undefined {
  const words = createLastWords();
  for (const line of stdout.split('\n')) words.hearOutput(line);
  for (const line of stderr.replace(/\n$/, '').split('\n')) words.hear(line);
  return words.reason();
}

const shapes = { ...nodeCrashes, ...otherCrashes, ...documentedCrashes };

for (const [name, [stderr, reason]] of Object.entries(shapes)) {
  test(`a crash says the message of its error, not the last line: ${name}`, () => {
    assert.equal(reasonOf(stderr), reason);
    assert.equal(reasonOf(`starting\nreading 20 rows\n${stderr}`), reason, 'after other lines');
  });
}

test('a fatal error that PHP prints on its output is heard there', () => {
  const stdout = `paying
PHP Fatal error:  Uncaught RuntimeException: Customer 4711 does not exist in /opt/robot/a.php:2
Stack trace:
#0 {main}
  thrown in /opt/robot/a.php on line 2`;
  assert.equal(reasonOf('', stdout), 'RuntimeException: Customer 4711 does not exist');
  assert.equal(reasonOf('', stdout.replace('PHP ', '')), 'RuntimeException: Customer 4711 does not exist');
});

test('a robot that goes on after an error it has logged is quoted with what it said last', () => {
  const logged = 'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\nValueError: x\n';
  const later = Array.from({ length: 8 }, (_, index) => `row ${index}\n`).join('');
  assert.equal(reasonOf(`${logged}${later}database locked\n`), 'database locked');
  assert.equal(reasonOf('\tat A.b(A.java:1)\nplain words\n'), 'plain words');
  assert.equal(reasonOf('only this\n\n'), 'only this');
  assert.equal(reasonOf(''), undefined);
});

test('a stack alone is no reason', () => {
  const stack = `----- Native stack trace -----

 1: 0xd3a3c0  [node]
 2: 0xf50bdf v8::internal::FunctionCallbackArguments::Call(v8::internal::CallHandlerInfo) [node]

----- JavaScript stack trace -----

1: file:///opt/robot/a.mjs:20:25
2: run (node:internal/modules/esm/module_job:325:25)
4: [eval]-wrapper:6:24

`;
  assert.equal(reasonOf(stack), undefined);
  assert.equal(reasonOf(`no bank\n${stack}`), 'no bank');
});

test('a flood on stderr takes no more memory than its last lines', () => {
  const words = createLastWords();
  for (let index = 0; index < 50_000; index += 1) words.hear(`line ${index} ${'x'.repeat(2000)}`);
  assert.match(words.reason() ?? '', /^line 49999 x+$/);
  assert.ok((words.reason() ?? '').length <= 1000);
});
