import assert from 'node:assert/strict';
import test from 'node:test';
import { documentedCrashes } from '../fixtures/crashes/documented-crashes.ts';
import { nodeCrashes } from '../fixtures/crashes/node-crashes.ts';
import { otherCrashes } from '../fixtures/crashes/other-crashes.ts';
import { crashReason, isFrame } from '../../server/runner/stdout/crash-reason.ts';
import { createLastLines } from '../../server/runner/stdout/last-lines.ts';

function reasonOf(stderr: string, stdout = ''): string | undefined {
  const words = createLastLines();
  for (const line of stdout.split('\n')) words.addOutput(line);
  for (const line of stderr.replace(/\n$/, '').split('\n')) words.addError(line);
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

test('what PHP prints after its error, its output or the next line, does not hide the error', () => {
  const fatal =
    'PHP Fatal error:  Uncaught RuntimeException: No invoice in /opt/a.php:2\nStack trace:\n#0 {main}\n  thrown in /opt/a.php on line 2';
  assert.equal(reasonOf('', `before\n${fatal}\nSubtotal: 12\ntotal: 13`), 'RuntimeException: No invoice');
  assert.equal(reasonOf('', 'Stack trace:\n#0 {main}\nSubtotal: 12'), undefined, 'no error, no reason');
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
  const words = createLastLines();
  for (let index = 0; index < 50_000; index += 1) words.addError(`line ${index} ${'x'.repeat(2000)}`);
  assert.match(words.reason() ?? '', /^line 49999 x+$/);
  assert.ok((words.reason() ?? '').length <= 1000);
});

// Quadratic time in a line's length would never finish here.
const seeds = [
  ...['(', ' ', '\t', 'a', '^', ':', "'", '"', '.', '0', '-', '[', ']', '|', '~', '+ ', 'at '],
  ...[":1:in 'x", 'in a ', ' on line 1', ' called at ', "panicked at '", "', ", 'with the reason "', ' [recovered'],
  ...['a.rb:1: ', ': error: ', 'Error', 'line 1', 'Caused by: ', ' |', ': '],
];
const around: readonly ((line: string) => readonly string[])[] = [
  (line) => [line],
  (line) => [`\t${line}`, `  ${line}`],
  (line) => ['panic: x', 'goroutine 1 [x', `main${line}`],
  (line) => [`panic: x${line}`, 'goroutine 1 [running]:'],
  (line) => ['Node.js v24.1', `x${line}`, 'Node.js v24.2'],
  (line) => [`Fatal error: x${line}`, '  thrown in x on line 1'],
  (line) => [`thread 'x' panicked at 'x${line}`, `thread 'x' panicked at x${line}`],
  (line) => [`Error in ${line}`, 'Execution halted'],
  (line) => [`Error: ${line}`, '    at x'],
  (line) => [`terminate called after throwing an instance of '${line}`, `  what():  ${line}`],
];

test('a line of half a million letters, whatever they are, keeps a robot from ending', () => {
  for (const seed of seeds) {
    const line = `${seed.repeat(Math.ceil(500_000 / seed.length))}\u0001`;
    for (const lines of around) {
      for (const each of lines(line)) isFrame(each);
      crashReason(lines(line));
    }
  }
});

test('a message in which the words of a stack stand is cut there', () => {
  const php =
    'PHP Fatal error:  Uncaught RuntimeException: 4711 in Berlin is not there in /opt/a.php:2\nStack trace:\n#0 {main}';
  assert.equal(reasonOf(`${php}\n  thrown in /opt/a.php on line 2`), 'RuntimeException: 4711 in Berlin is not there');
  const ruby = "a.rb:1:in 'pay': refused by c.rb:2:in 'bank': no money (RuntimeError)";
  assert.equal(reasonOf(ruby), "refused by c.rb:2:in 'bank': no money (RuntimeError)");
});
