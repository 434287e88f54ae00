import assert from 'node:assert/strict';
import test from 'node:test';
import { exitCodeWords, reasonIn } from '../../contract/words/reason-in.ts';
import { placeholderInShell } from '../../server/domain/shell-line.ts';
import { readDefinition } from '../../server/domain/catalogue-rules.ts';
import { judge } from '../../server/domain/verdict.ts';
import { lostWords } from '../../server/runner/attempt/attempt-words.ts';
import { batchWords } from '../../server/runner/windows/batch-line.ts';
import { findWindowsProgram, subsystemOf } from '../../server/runner/windows/programs.ts';

/** The header of a program with this subsystem. */
function header(subsystem: number): Buffer {
  const head = Buffer.alloc(512);
  head.write('MZ', 0, 'latin1');
  head.writeUInt32LE(0x80, 0x3c);
  head.write('PE\0\0', 0x80, 'latin1');
  head.writeUInt16LE(subsystem, 0x80 + 92);
  return head;
}

test('a program with windows of its own is not started hidden, a console program is', () => {
  assert.equal(subsystemOf(header(2)), 'gui');
  assert.equal(subsystemOf(header(3)), 'console');
  assert.equal(subsystemOf(header(2).subarray(0, 0x80 + 94)), 'gui');
  assert.equal(subsystemOf(Buffer.from('MZ')), null, 'shorter than a header');
  assert.equal(subsystemOf(header(2).subarray(0, 0x80 + 93)), null, 'cut in the header');
  assert.equal(subsystemOf(Buffer.from('#!/bin/sh\n')), null);
  assert.equal(subsystemOf(Buffer.from('MZ')), null);
  const broken = header(2);
  broken.writeUInt32LE(0xfffffff0, 0x3c);
  assert.equal(subsystemOf(broken), null);
});

const disk: Readonly<Record<string, Buffer>> = {
  'C:\\work\\job.cmd': Buffer.from('@echo off'),
  'C:\\work\\robot.py': Buffer.from('print(1)'),
  'C:\\work\\notes': Buffer.from('x'),
  'C:\\tools\\npm': Buffer.from('#!/bin/sh'),
  'C:\\tools\\npm.cmd': Buffer.from('@echo off'),
  'C:\\tools\\edit.exe': header(2),
  'C:\\tools\\my.tool.exe': header(3),
  'D:\\quoted dir\\x.bat': Buffer.from(''),
};
const find = (command: string, cwd = 'C:\\work') => {
  const files = new Map(Object.entries(disk).map(([file, head]) => [file.toLowerCase(), head]));
  const found = findWindowsProgram(
    command,
    { cwd, searchPath: 'C:\\nothing;C:\\tools;"D:\\quoted dir";' },
    (file) => files.has(file.toLowerCase()),
    (file) => files.get(file.toLowerCase()) ?? null,
  );
  return found === null ? null : `${found.kind} ${found.file}`;
};

test('what a command means on Windows is what a run would start: program, batch file, document or nothing', () => {
  assert.equal(find('job'), 'batch C:\\work\\job.cmd');
  assert.equal(find('.\\JOB.CMD'), 'batch C:\\work\\JOB.CMD');
  assert.equal(find('npm'), 'batch C:\\tools\\npm.cmd');
  assert.equal(find('x'), 'batch D:\\quoted dir\\x.bat');
  assert.equal(find('edit'), 'gui C:\\tools\\edit.exe');
  assert.equal(find('my.tool'), 'console C:\\tools\\my.tool.exe');
  assert.equal(find('robot.py'), 'document C:\\work\\robot.py');
  assert.equal(find('C:\\work\\notes'), 'document C:\\work\\notes');
  assert.equal(find('C:\\work\\gone.exe'), null);
  assert.equal(find('gone'), null);
});

test('arguments of a batch file are quoted one by one, and what has no safe form is refused without being said', () => {
  assert.deepEqual(batchWords('C:\\a & b\\job.cmd', ['plain', 'a b', 'A&B', '', 'C:\\dir\\', '^x|y', 'Ş']), [
    '/d',
    '/e:on',
    '/v:off',
    '/s',
    '/c',
    '""C:\\a & b\\job.cmd" plain "a b" "A&B" "" "C:\\dir\\\\" "^x|y" "Ş""',
  ]);
  for (const bad of ['say "hi"', '100%', '%PATH%', 'a\nb', 'a\rb']) {
    assert.throws(
      () => batchWords('C:\\job.cmd', ['fine', bad]),
      (error: Error) => /argument 2 holds/.test(error.message) && !error.message.includes(bad),
    );
  }
  assert.throws(() => batchWords('C:\\100%\\job.cmd', []), /its path holds a %/);
});

test('a placeholder in the text of a shell is refused when it is saved, in every spelling of the shell', () => {
  const refused: [string, string[]][] = [
    ['cmd.exe', ['/d', '/c', 'job.cmd', '{{v}}']],
    ['CMD', ['/c', 'echo {{v}}']],
    ['C:\\Windows\\System32\\cmd.exe', ['/c', 'x', '--name={{ v }}']],
    ['%ComSpec%', ['/c', '{{v}}']],
    ['powershell.exe', ['-NoProfile', '-Command', 'Write-Output {{v}}']],
    ['pwsh', ['-c', 'x', '{{v}}']],
    ['powershell', ['/Comm', '{{v}}']],
    ['/bin/sh', ['-c', 'echo {{v}}']],
    ['bash', ['-lc', 'echo "{{v}}"']],
  ];
  const parameters = { type: 'object', properties: { v: { type: 'string' } } };
  for (const [command, args] of refused) {
    assert.notEqual(placeholderInShell({ command, args }), null, `${command} ${args.join(' ')}`);
    const read = readDefinition({ name: 'X', command, args, parameters }, null);
    assert.equal(read.ok, false, command);
    assert.match(read.details[0].field ?? '', /^args\[\d\]$/);
  }
  const fine: [string, string[]][] = [
    ['cmd.exe', ['/d', '/c', 'job.cmd', 'fixed']],
    ['powershell.exe', ['-NoProfile', '-File', 'x.ps1', '{{v}}']],
    ['sh', ['-c', 'echo "$1"', 'sh', '{{v}}']],
    ['C:\\job.cmd', ['{{v}}']],
    ['python', ['-c', 'print(1)', '{{v}}']],
  ];
  for (const [command, args] of fine) assert.equal(placeholderInShell({ command, args }), null, command);
});

test('exit codes of Windows are said in hex with their meaning, small negative ones as they were meant', () => {
  const words = (code: number) => exitCodeWords(code, 'en');
  assert.equal(words(0), '0');
  assert.equal(words(3), '3');
  assert.equal(words(3221225786), '0xC000013A (ended by Ctrl+C, or as its window was closed)');
  assert.equal(words(-1073741819), '0xC0000005 (access violation)');
  assert.equal(words(4294967295), '-1');
  assert.equal(words(4294967294), '-2');
  assert.equal(words(3221225999), '0xC000020F');
  assert.equal(words(1_000_000), '1000000');
  const reason = { code: 'exit-code', params: { exitCode: 3221225477 } } as const;
  assert.equal(reasonIn('en', reason), 'exit code 0xC0000005 (access violation)');
  assert.equal(reasonIn('tr', reason), 'çıkış kodu 0xC0000005 (erişim ihlali)');
});

test('a process may name its code as it returns it, negative or in hex', () => {
  const context = { attempt: 1, maxAttempts: 1, timeoutMs: null };
  const of = (exitCode: number, key: string) =>
    judge({ exitCode, signal: null }, { ...context, exitCodes: { [key]: 'warning' } }).hasWarning;
  assert.equal(of(4294967295, '-1'), true);
  assert.equal(of(4294967295, '4294967295'), true);
  assert.equal(of(3221225786, '0xC000013A'), true);
  assert.equal(of(1, '-1'), false);
  const read = readDefinition({ name: 'X', command: 'x', exitCodes: { '-1': 'retry', '0xC000013A': 'warning' } }, null);
  assert.equal(read.ok, true);
});

test('a run of which something may be left, unseen, has a warning and says so', () => {
  const context = { exitCodes: {}, attempt: 1, maxAttempts: 1, timeoutMs: null };
  const verdict = judge({ exitCode: 0, signal: null, mayHaveLeft: true }, context);
  assert.deepEqual([verdict.verdict, verdict.hasWarning, verdict.reason.code], ['succeeded', true, 'may-have-left']);
  // Nor is it said of a child whose host died.
  assert.match(lostWords(true), /it was killed with everything it started$/);
  assert.match(lostWords(false), /gave no list of its processes/);
  assert.doesNotMatch(lostWords(false), /killed/);
});
