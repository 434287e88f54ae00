import assert from 'node:assert/strict';
import test from 'node:test';
import { crashReason } from '../../server/runner/stdout/crash-reason.ts';
import { createLastLines } from '../../server/runner/stdout/last-lines.ts';

/** A table of what a program wrote, line by line, and what a person should read. */
const hold = (rows: readonly (readonly [lines: readonly string[], reason: string, why: string])[]): void => {
  for (const [lines, reason, why] of rows) assert.equal(crashReason(lines), reason, why);
};
const many = (count: number, line: string): string[] => Array.from({ length: count }, () => line);

test('the first line of a stack is quoted, not the error some lines above it, or an older error far above is quoted', () => {
  const frame = '    at pay (a.js:1:1)';
  hold([
    [['TypeError: no bank', 'b', 'c', 'd', 'e', frame], 'TypeError: no bank b c', 'four lines of message follow'],
    [['TypeError: no bank', 'b', 'c', 'd', 'e', 'f', frame], 'f', 'five are too many to belong to it'],
    [['TypeError: old', '', 'plain', frame], 'plain', 'an empty line ends the message above it'],
    [['TypeError: new', 'TypeError: newer', frame], 'TypeError: newer', 'the nearest name counts'],
    [['TypeError: no bank', frame], 'TypeError: no bank', 'the message is the first line of all'],
    [[frame, frame], 'at pay (a.js:1:1)', 'only a stack was kept'],
    [['x', 'Error: a', 'second', 'third', frame], 'Error: a second third', 'three lines of a message'],
    [['x', 'Error: a', 'second', 'third', 'fourth', frame], 'Error: a second third', 'not four'],
    [['x', 'Error: a', frame, 'row 1'], 'row 1', 'the program went on'],
    [['x', 'Error: a', frame, '}', '', 'Caused by: b'], 'Error: a', 'what belongs to the stack'],
    [['x', 'Error: a', frame, '', 'row 1', ''], 'row 1', 'the program went on after an empty line'],
  ]);
});

test('a panic of Go is cut at the wrong line, or one it was recovered from is quoted', () => {
  const stack = ['goroutine 1 [running]:', 'main.main()', '\t/a.go:3 +0x7a', 'exit status 2'];
  hold([
    [['panic: a', ...stack], 'panic: a', 'no empty line before the stack'],
    [['panic: a', 'b', 'c', ...stack], 'panic: a b c', 'three lines of a message'],
    [['panic: a', 'b', 'c', 'd', ...stack], 'panic: a b c', 'not four'],
    [['panic: a', '', 'b', ...stack], 'panic: a', 'an empty line ends the message'],
    [['panic: a', 'panic: b', ...stack], 'panic: b', 'the later of two'],
    [['fatal error: all goroutines are asleep', '', ...stack], 'fatal error: all goroutines are asleep', 'no panic'],
    [['panic: a', '[signal SIGSEGV: code=1]', '', ...stack], 'panic: a', 'a signal is no message'],
    [['panic: a', 'b', '[signal SIGSEGV: code=1]', '', ...stack], 'panic: a b', 'nor after a second line'],
    [['panic: a', '', ...stack, 'row 1'], 'row 1', 'the program went on'],
    [['panic: a', '', ...stack, 'row 1', 'row 2'], 'row 2', 'and on'],
    [['panic: a'], 'panic: a', 'no stack at all'],
    [['x', ...stack], '\t/a.go:3 +0x7a', 'a stack without a panic, after a line'],
    [['panic: a', 'no stack'], 'no stack', 'a panic without a stack is a line like others'],
    [[...stack.slice(0, 3), 'row 1'], 'row 1', 'a stack without a panic'],
    [[...stack.slice(0, 2), '\t/a.go:3'], '\t/a.go:3', 'the same at the end'],
  ]);
});

test('an error of Node is looked for where none is, or that of an older Node is quoted', () => {
  const error = (name: string) => ['/a.js:1', 'throw x', '^', '', `${name}: no bank`, '    at a (a.js:1:1)', ''];
  hold([
    [[...error('Error'), 'Node.js v24.1.0'], 'Error: no bank', 'one'],
    [[...error('AError'), 'Node.js v24.1.0', ...error('BError'), 'Node.js v24.1.0'], 'BError: no bank', 'two'],
    [['Node.js v24.1.0'], 'Node.js v24.1.0', 'nothing before it'],
    [['x', 'Node.js v24.1.0', 'Error: a', 'Node.js v24.1.0'], 'Error: a', 'two, without a place in a source'],
    [['/a.js:1', '^', '', 'Node.js v24.1.0'], 'Node.js v24.1.0', 'nothing after the mark'],
    [['text', 'Node.js v24.1.0'], 'text', 'no place in a source'],
    [[...error('Error'), 'Node.js v24.1.0', 'row 1'], 'row 1', 'the program went on'],
    [['plain', 'row 1'], 'row 1', 'no Node'],
    [
      ['Warning: Detected unsettled top-level await at a.mjs:1', 'await x'],
      'Warning: Detected unsettled top-level await at a.mjs:1',
      'and one line of source',
    ],
    [['Warning: Detected unsettled top-level await at a.mjs:1', 'await x', 'row 1'], 'row 1', 'not two'],
  ]);
});

test('a traceback of Python holds longer or shorter than it may, or its error is looked for above it', () => {
  const traceback = ['Traceback (most recent call last):', '  File "a.py", line 1', 'ValueError: x'];
  const group = [
    '  + Exception Group Traceback (most recent call last):',
    '  |   File "a.py", line 1',
    '  | ExceptionGroup: x',
  ];
  hold([
    [[...traceback, ...many(5, 'note')], 'ValueError: x', 'five lines may follow'],
    [[...traceback, ...many(6, 'note')], 'note', 'six are the program that went on'],
    [[...group, ...many(40, '    | note')], 'ExceptionGroup: x', 'forty in a group'],
    [[...group, ...many(41, '    | note')], '    | note', 'not forty-one'],
    [
      ['x', 'Traceback (most recent call last):', '  File "a.py", line 1'],
      '  File "a.py", line 1',
      'cut before its error',
    ],
  ]);
});

test('an error of C++ takes a line that is not its own', () => {
  const terminate = "terminate called after throwing an instance of 'E'";
  hold([
    [[terminate, '  what():  x'], 'E: x', 'with words'],
    [[terminate], terminate, 'without words'],
    [[terminate, 'row 1'], 'row 1', 'the program went on'],
    [[terminate, '  what():  x', 'row 1'], 'row 1', 'also after words'],
    [['  what():  x'], '  what():  x', 'words without an error'],
    [['FATAL ERROR: no memory', 'x', 'y'], 'FATAL ERROR: no memory', 'an engine that aborts'],
  ]);
});

test('an error of Ruby takes the one it was caused by, or one of long ago', () => {
  const head = (line: number, words: string) => `a.rb:${line}:in 'pay': ${words}`;
  const from = "\tfrom a.rb:2:in 'go'";
  hold([
    [[head(1, 'outer'), from, head(2, 'inner'), from], 'outer', 'the topmost'],
    [[head(1, 'outer'), ...many(98, from), head(2, 'inner')], 'outer', 'ninety-nine lines above'],
    [[head(1, 'outer'), ...many(99, from), head(2, 'inner')], 'inner', 'not more'],
    [[head(1, 'a'), '', ...many(4, 'row'), head(2, 'b')], 'a', 'five lines between'],
    [[head(1, 'a'), ...many(6, 'row'), head(2, 'b')], 'b', 'six are the program that went on'],
    [[head(1, 'a'), from, from, 'x', 'y'], 'a', 'two lines after the stack'],
    [[head(1, 'a'), from, from, ...many(4, 'row 1')], 'row 1', 'more are the program that went on'],
    [['x', 'a.rb:1: syntax error', 'y', '  ^'], 'a.rb:1: syntax error', 'a source that is wrong'],
    [['row 1', `  ${head(1, 'a')}`], `  ${head(1, 'a')}`, 'a line that is set in is not an error'],
  ]);
});

test('an error of PHP is put together from the wrong lines', () => {
  const fatal = 'PHP Fatal error:  Uncaught E: no bank in /a.php:2';
  const end = '  thrown in /a.php on line 2';
  hold([
    [[fatal, 'Stack trace:', '#0 {main}', end], 'E: no bank', 'one line'],
    [
      ['PHP Fatal error:  Uncaught E: no', 'bank in /a.php:2', 'Stack trace:', '#0 {main}', end],
      'E: no bank',
      'two lines',
    ],
    [
      [fatal, 'Stack trace:', '#0 {main}', '', 'Next F: b', 'c in /b.php:2', 'Stack trace:', '#0 {main}', end],
      'F: b c',
      'two lines of the next',
    ],
    [['PHP Fatal error:  no bank in /a.php on line 2', 'x', 'y'], 'y', 'an error without a stack is one line'],
    [['PHP Fatal error:  no bank in /a.php on line 2'], 'no bank', 'and is quoted at the end'],
    [[fatal, 'x', end], 'E: no bank', 'a stack without its head'],
    [[fatal, 'Stack trace:', '#0 {main}'], '#0 {main}', 'cut before its end'],
    [['Next F: b', 'Stack trace:', '#0 {main}', end], end, 'a stack without an error'],
  ]);
});

test('an error of Perl or R is looked for above what was kept', () => {
  const stack = '\tmain::pay(4711) called at a.pl line 1';
  const compilation = 'Execution of s.pl aborted due to compilation errors.';
  hold([
    [['no bank', stack], 'no bank', 'the first line of all'],
    [[stack], stack, 'only a stack'],
    [[compilation, 'syntax error a', 'syntax error b'], 'syntax error b', 'a program that went on after its errors'],
    [['syntax error at s.pl line 1', compilation], 'syntax error at s.pl line 1', 'one error of syntax'],
    [['x', 'syntax error a', 'Global symbol b', 'c', compilation], 'syntax error a', 'the first of three'],
    [['Error: no bank', 'Execution halted'], 'no bank', 'the first line of all'],
    [['Error in f() : ', '  no bank', 'Execution halted'], 'no bank', 'the words on the next line'],
    [['Errors: 0', 'row 1', 'Execution halted'], 'Execution halted', 'a longer word'],
    [['Execution halted', 'row 1'], 'row 1', 'the program went on'],
    [['Error: old', 'row 1'], 'row 1', 'nothing was halted'],
    [['Execution halted'], 'Execution halted', 'halted without words'],
  ]);
});

test('an error of PowerShell is cut at the wrong line', () => {
  const marked = ['Line |', '   1 |  throw x', '     |  ~~~~~'];
  const place = ['At C:\\a.ps1:1 char:1', "+ throw 'x'", '+ ~~~~~'];
  const data = ['    + CategoryInfo          : x', '    + FullyQualifiedErrorId : x'];
  const wide = 'Customer 4711 does not exist, and this text is wide'.slice(0, 50);
  const narrow = wide.slice(0, 49);
  hold([
    [[...marked, '     | no', '     | bank'], 'no bank', 'two lines'],
    [[...marked, '     | no', '     | bank', ''], 'no bank', 'and an empty one'],
    [[...marked, '     | no', 'row 1'], 'row 1', 'the program went on'],
    [[...marked, '     | no', 'row 1', ''], 'row 1', 'the program went on, and ended with an empty line'],
    [['x', '   1 |  throw x', '     | no'], '     | no', 'no mark'],
    [['     | no'], '     | no', 'only words'],
    [['no bank', ...place, ...data], 'no bank', 'one line'],
    [['x', 'no bank', ...place, ...data], 'no bank', 'a line before it is another'],
    [[wide, 'end', ...place, ...data], `${wide} end`, 'a line as wide as the console goes on'],
    [[narrow, 'end', ...place, ...data], 'end', 'a narrower one does not'],
    [[...many(3, wide), 'end', ...place, ...data], `${wide} ${wide} ${wide} end`, 'four lines'],
    [[...many(5, wide), 'end', ...place, ...data], `${wide} ${wide} ${wide} end`, 'not more'],
    [[...place, ...data, 'row 1'], 'row 1', 'the program went on'],
    [data, data[1] ?? '', 'no place'],
  ]);
});

test('a panic of Rust takes the echo of a thread for its error, or what follows it', () => {
  const panic = (thread: string) => `thread '${thread}' panicked at p.rs:4:29:`;
  const echo = 'called `Result::unwrap()` on an `Err` value: Any { .. }';
  const old = "thread 'main' panicked at 'no bank', src/main.rs:2:5";
  hold([
    [[panic('a'), 'no bank', '', panic('main'), echo], 'no bank', 'the panic before its echo'],
    [[panic('main'), echo], echo, 'an echo alone is an error'],
    [[panic('a'), 'no bank', '', panic('main'), 'no coin'], 'no coin', 'a panic that is no echo'],
    [[panic('main'), 'no bank', 'b', 'c'], 'no bank b c', 'three lines of a message'],
    [[panic('main'), 'no bank', 'b', 'c', 'row 1'], 'row 1', 'the program went on'],
    [[old], 'no bank', 'as Rust wrote it before 2023'],
    [[old, 'note: run with `RUST_BACKTRACE=1`'], 'no bank', 'with its note'],
    [[old, 'row 1'], 'row 1', 'and the program went on'],
    [[panic('main'), 'no bank', 'stack backtrace:', '   0: p::main', '', 'row 1'], 'row 1', 'went on after the stack'],
    [[panic('main'), 'no bank', 'stack backtrace:', '   0: p::main'], 'no bank', 'ended with the stack'],
    [['row 1', 'stack backtrace:'], 'stack backtrace:', 'a stack without a panic'],
    [['lua: no bank', 'stack traceback:', '\t[C]: in x', 'y'], 'no bank', 'Lua: the line before its stack'],
    [['stack traceback:', '\t[C]: in x'], '\t[C]: in x', 'Lua: nothing before its stack'],
    [['a.java:1: error: no bank', 'x', '1 error'], 'a.java:1: error: no bank', 'a compiler'],
    [['a.java:1: error: no bank', 'x'], 'x', 'a compiler that counted nothing'],
  ]);
});

test('a stack without an error hides the line before it', () => {
  hold([
    [['no bank', '----- Native stack trace -----', '', ' 1: 0xd3a3c0 [node]'], 'no bank', 'after a line'],
    [['no bank', '----- Native stack trace -----', 'row 1'], 'row 1', 'the program went on'],
    [['exit status 1', 'exit status 2'], 'exit status 2', 'lines that say nothing, and no error'],
    [['no bank', ' 1: one', ' 2: two'], ' 2: two', 'numbered lines alone are no stack'],
  ]);
});

/** What a person reads of lines as they come from a child. */
const reasonOf = (lines: readonly string[]): string | undefined => {
  const last = createLastLines();
  for (const line of lines) last.addError(line);
  return last.reason();
};

test('a line is cut before its thousandth letter, or a stack of more than eight frames hides the message above it', () => {
  assert.equal(reasonOf(['x'.repeat(1000)])?.length, 1000);
  assert.equal(reasonOf(['x'.repeat(1001)])?.length, 1000);
  const frames = many(50, '    at pay (a.js:1:1)');
  assert.equal(reasonOf(['Error: no bank', ...frames]), 'Error: no bank');
  // Ruby looks a hundred lines up for the error that was caused by another one: eight frames of a stack are kept.
  const head = (line: number, words: string) => `a.rb:${line}:in 'pay': ${words}`;
  const from = "\tfrom a.rb:2:in 'go'";
  assert.equal(reasonOf([head(1, 'outer'), ...many(300, from), head(2, 'inner'), ...many(300, from)]), 'outer');
  assert.equal(reasonOf(['\u001b[31mred\u001b[0m  ']), 'red');
});

test('the message of a crash is lost behind the last two hundred lines, or older ones are kept', () => {
  const traceback = ['Traceback (most recent call last):', '  File "a.py", line 1', 'ValueError: x'];
  assert.equal(reasonOf([...many(1000, 'row'), ...traceback]), 'ValueError: x');
  const terminate = "terminate called after throwing an instance of 'E'";
  const fatal = (rows: number) => reasonOf(['FATAL ERROR: no memory', ...many(rows, 'row')]);
  assert.equal(fatal(398), 'FATAL ERROR: no memory', 'all are kept');
  assert.equal(fatal(399), 'row', 'four hundred lines: the older half goes');
  assert.equal(reasonOf([...many(200, 'row'), terminate, ...many(199, '')]), terminate, 'and the newer half stays');
});

test('an error that PHP prints on stdout is not found, or the lines before and after it are taken for one', () => {
  const last = createLastLines();
  for (const line of [
    'hello',
    'Fatal error: Uncaught E: no bank in /a.php:2',
    'Stack trace:',
    '#0 {main}',
    '  thrown in /a.php on line 2',
    'bye',
  ])
    last.addOutput(line);
  assert.equal(last.reason(), 'E: no bank');
  const plain = createLastLines();
  for (const line of ['Stack trace:', '#0 {main}', 'hello']) plain.addOutput(line);
  assert.equal(plain.reason(), undefined);
});
