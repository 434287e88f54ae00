// Children on Windows: real node.exe, real job objects, real cmd.exe (under Wine, Wine's own).
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { exitCodeWords } from '../../contract/words/reason-in.ts';
import { listProcesses, startedMark, isSame } from '../../server/runner/terminate/process-table.ts';
import { createdAt, kernel, kernelProblem } from '../../server/runner/windows/kernel.ts';
import { findWindowsProgram, powershell, systemProgram } from '../../server/runner/windows/programs.ts';
import { createRig } from '../runner/rig.ts';
import { isAlive, until } from '../support/until.ts';
import { isWine } from '../support/windows.ts';

const node = process.execPath;
/** Starts a child that starts a lasting one in its own console, and records the pids; the one in the middle ends at once. */
const family = `
const { spawn } = require('child_process'), fs = require('fs');
const stay = "require('fs').writeFileSync(process.argv[1], String(process.pid)); setInterval(() => {}, 1000)";
const middle = "require('child_process').spawn(process.execPath, ['-e', process.argv[1], process.argv[2]], { detached: true, stdio: 'ignore' }).unref()";
spawn(process.execPath, ['-e', middle, stay, process.argv[1]], { stdio: 'ignore' });
`;
const leaves = (file: string, then: string) => ['-e', `${family}${then}`, file];
const stays = 'setInterval(() => {}, 1000);';

const pidIn = (file: string): Promise<number> =>
  until('the one that stays began', () => existsSync(file) && Number(readFileSync(file, 'utf8')), 30_000);
const gone = (pid: number) => until(`process ${pid} is gone`, () => !isAlive(pid), 10_000);

test('the native part is there, and tells when this process began', () => {
  assert.equal(kernelProblem(), null);
  const api = kernel();
  assert.ok(api !== null);
  const began = createdAt(api, process.pid);
  assert.ok(began !== null && Math.abs(began - (Date.now() - process.uptime() * 1000)) < 60_000, String(began));
  assert.match(startedMark(process.pid, 0) ?? '', /^at:\d+$/);
});

test('the list of processes holds this one, with its parent and its start', async () => {
  const rows = await listProcesses();
  const own = rows?.find(({ pid }) => pid === process.pid);
  assert.ok(own !== undefined);
  assert.equal(own.parent, process.ppid);
  assert.equal(isSame(own, { pid: process.pid, startedMark: startedMark(process.pid, 0) }), true);
});

test('what a quick run leaves behind is ended, though its parent is gone', async (t) => {
  const { launch, home } = createRig(t);
  const file = path.join(home, 'stays');
  const run = launch({
    command: node,
    args: leaves(
      file,
      `const wait = setInterval(() => { if (require('fs').existsSync(process.argv[1])) process.exit(0) }, 5);`,
    ),
  });
  const pid = await pidIn(file);
  const { facts } = await run.ended;
  assert.equal(facts.exitCode, 0);
  assert.equal(facts.mayHaveLeft, undefined);
  await gone(pid);
});

test('a time limit ends a grandchild whose parent is dead, before the end is reported', async (t) => {
  const { launch, home } = createRig(t);
  const file = path.join(home, 'stays');
  // Long enough for two programs to begin on a busy computer.
  const run = launch({ command: node, args: leaves(file, stays) }, { timeoutMs: 12_000, graceMs: 200 });
  const pid = await pidIn(file);
  const { facts } = await run.ended;
  assert.equal(facts.stoppedBy, 'timeout');
  assert.equal(facts.wasForced, true);
  assert.equal(isAlive(pid), false);
  assert.match(run.log().at(-1) ?? '', /^rota ended by force after \d+ ms \(stopped: timeout; killed\)$/);
});

test('a forced stop ends a grandchild whose parent is dead', async (t) => {
  const { launch, launcher, home } = createRig(t);
  const file = path.join(home, 'stays');
  const run = launch({ command: node, args: leaves(file, stays) });
  const pid = await pidIn(file);
  launcher.stop(run.id, 'cancel', true);
  await run.ended;
  assert.equal(isAlive(pid), false);
});

test('a host that is killed takes the whole family with it', async (t) => {
  const { launch, ports, home } = createRig(t);
  const file = path.join(home, 'stays');
  const run = launch({ command: node, args: leaves(file, stays) });
  const pid = await pidIn(file);
  ports[0]?.kill();
  assert.equal((await run.ended).facts.wasLost, true);
  await gone(pid);
});

test('a name of the environment in another case is the one that the definition gives', async (t) => {
  const { launch, home } = createRig(t, {
    environment: { Path: process.env['PATH'] ?? '', TEMP: 'C:\\windows\\temp' },
  });
  const run = launch({
    command: node,
    args: ['-e', 'require("fs").writeFileSync("told", JSON.stringify([process.env.TEMP, process.env.PATH]))'],
    env: { temp: 'C:\\mine', path: 'C:\\mine\\bin' },
    cwd: home,
  });
  assert.equal((await run.ended).facts.exitCode, 0);
  assert.deepEqual(JSON.parse(readFileSync(path.join(home, 'told'), 'utf8')), ['C:\\mine', 'C:\\mine\\bin']);
});

const batch = (folder: string, name: string, ...lines: string[]): string => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, ['@echo off', ...lines, ''].join('\r\n'));
  return file;
};

test('a value for a batch file is data, whatever signs it has', async (t) => {
  const { launch, home } = createRig(t);
  const file = batch(
    home,
    'with a blank & more\\job.cmd',
    `"${node}" -e "console.log(JSON.stringify(process.argv.slice(1)))" -- %*`,
  );
  const values = [
    'A&B',
    'a b',
    'x|more',
    '^',
    '(1)',
    '<in>out',
    'Müşteri',
    'a;b,c=d',
    '!path!',
    '',
    'C:\\dir\\',
    '& echo HACKED',
  ];
  const run = launch({ command: file, args: values });
  const { facts } = await run.ended;
  assert.equal(facts.spawnError, undefined);
  const said = run.log().filter((line) => line.startsWith('out') || line.startsWith('info'));
  assert.deepEqual(JSON.parse(said.join('\n').replace(/^\w+ +/, '')), values, run.log().join('\n'));
});

test('what cannot be given to a batch file safely is refused, and the value is not in the sentence', async (t) => {
  const { launch, home } = createRig(t);
  const file = batch(home, 'job.cmd', 'echo ran> ran');
  for (const value of ['a" & echo x', '50%', 'two\nlines']) {
    const run = launch({ command: file, args: ['ok', value], cwd: home });
    const { spawnError } = (await run.ended).facts;
    assert.match(spawnError?.message ?? '', /job\.cmd" was not started: argument 2 holds /);
    assert.doesNotMatch(spawnError?.message ?? '', /echo x|50%|lines/);
  }
  assert.equal(existsSync(path.join(home, 'ran')), false);
});

test('a batch file gives its exit code, and is found by its name on the PATH of the process', async (t) => {
  const { launch, home } = createRig(t);
  batch(home, 'bin\\seven.bat', 'exit /b 7');
  const run = launch({ command: 'seven', env: { Path: path.join(home, 'bin') } });
  assert.equal((await run.ended).facts.exitCode, 7, run.log().join('\n'));
});

test('a document is not started, and the sentence says what to do', async (t) => {
  const { launch, home } = createRig(t);
  writeFileSync(path.join(home, 'robot.py'), 'print(1)');
  const { facts } = await launch({ command: path.join(home, 'robot.py') }).ended;
  assert.match(facts.spawnError?.message ?? '', /is a document, and Windows starts only programs/);
});

test('a program of Windows is looked for in a working folder or on a PATH that have another of its name', () => {
  assert.match(systemProgram('whoami.exe'), /^[A-Z]:\\windows\\system32\\whoami\.exe$/i);
  assert.ok(existsSync(systemProgram('icacls.exe')) || isWine, 'Wine may lack it');
  assert.equal(systemProgram(powershell, null), 'powershell.exe');
});

test('a program with windows of its own is told from one for a console', () => {
  const folder = `${process.env['SystemRoot'] ?? 'C:\\windows'}\\System32`;
  const kindOf = (name: string) => findWindowsProgram(name, { cwd: 'C:\\', searchPath: folder })?.kind;
  assert.deepEqual(
    [kindOf('notepad'), kindOf('cmd.exe'), kindOf('nothing-of-this-name')],
    ['gui', 'console', undefined],
  );
});

test('an exit code of Windows is said as people look for it', async (t) => {
  const { launch } = createRig(t);
  const run = launch({ command: node, args: ['-e', 'process.exit(-1073741510)'] });
  const { facts } = await run.ended;
  assert.equal(exitCodeWords(facts.exitCode ?? 0, 'en'), '0xC000013A (ended by Ctrl+C, or as its window was closed)');
  assert.match(run.log().at(-1) ?? '', /exit code 0xC000013A \(ended by Ctrl\+C/);
});
