import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { folderErrorOf, runnerErrorOf, spawnErrorOf } from '../../server/runner/spawn/spawn-error.ts';

type Start = Parameters<typeof spawnErrorOf>[1];
const startIn = (cwd: string, program = 'robot', kind = 'program') => ({ program, cwd, kind }) as unknown as Start;
const failed = (code?: string) => Object.assign(new Error('spawn robot'), code === undefined ? {} : { code });
const here = os.tmpdir();
const saidOf = (code: string, start = startIn(here), platform: NodeJS.Platform = 'linux') =>
  spawnErrorOf(failed(code), start, platform).message;

test('a program that does not start is blamed on its folder, or a folder that is missing on the program', () => {
  const gone = startIn(path.join(here, 'rota-no-such-folder'));
  for (const code of ['ENOENT', 'ENOTDIR', 'EACCES'])
    assert.match(saidOf(code, gone), /its working folder .* does not exist/);
  for (const code of ['EPERM', 'EAGAIN']) assert.doesNotMatch(saidOf(code, gone), /working folder/);
  for (const code of ['ENOENT', 'ENOTDIR', 'EACCES']) assert.doesNotMatch(saidOf(code), /working folder/);
  const cases: [string, RegExp, NodeJS.Platform][] = [
    ['ENOENT', /^program "robot" was not found: give its full path/, 'linux'],
    ['EFTYPE', /not a program that this Windows can run/, 'win32'],
    ['EACCES', /may not be run: make it executable/, 'linux'],
    ['EPERM', /may not be run: make it executable/, 'linux'],
    ['EACCES', /Windows does not let this user run it/, 'win32'],
    ['EPERM', /Windows does not let this user run it/, 'win32'],
    ['ENOEXEC', /not a program this computer can run/, 'linux'],
    ['E2BIG', /larger than the system allows/, 'linux'],
    ['ENAMETOOLONG', /larger than the system allows/, 'linux'],
    ['EINVAL', /refuses its name, folder or environment/, 'linux'],
    ['ERR_INVALID_ARG_VALUE', /holds a NUL character/, 'linux'],
    ['EAGAIN', /no room for another program now \(EAGAIN\)/, 'linux'],
    ['EMFILE', /no room for another program now \(EMFILE\)/, 'linux'],
    ['ESTRANGE', /was not started: ESTRANGE: spawn robot$/, 'linux'],
  ];
  for (const [code, sentence, platform] of cases) assert.match(saidOf(code, startIn(here), platform), sentence, code);
  assert.match(saidOf('ENOENT', startIn(here, 'a.py', 'script')), /^script "a.py" was not found/);
  assert.match(spawnErrorOf(failed(), startIn(here)).message, /UNKNOWN: spawn robot/);
  assert.match(spawnErrorOf('odd', startIn(here)).message, /UNKNOWN: odd/);
});

test('what the first line of a script names is not said, or said of a program that has none', (t) => {
  const folder = mkdtempSync(path.join(here, 'rota-spawn-error-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const of = (text: string | null, platform: NodeJS.Platform = 'linux') => {
    const program = text === null ? './none' : './robot';
    if (text !== null) writeFileSync(path.join(folder, 'robot'), text);
    return saidOf('ENOENT', startIn(folder, program), platform);
  };
  assert.match(of(null), /was not found: give its full path/);
  assert.match(of('MZ'), /not a program this computer can run/);
  assert.match(of('#!/opt/none -x\necho'), /"\/opt\/none", which its first line names, does not exist/);
  assert.match(of('#!/bin/sh\r\necho'), /its lines end as on Windows/);
  assert.match(of('#!/opt/none\necho\r\n'), /which its first line names/);
  assert.match(of('#!/opt/none\n', 'win32'), /was not found: give its full path/);
});

test('what failed before the program is told as a fault of the program', () => {
  assert.deepEqual([runnerErrorOf('exit 1', undefined).code, runnerErrorOf('x', failed()).code], ['RUNNER', 'RUNNER']);
  assert.match(runnerErrorOf('exit 1', undefined).message, /could not begin itself \(exit 1\)/);
  assert.match(runnerErrorOf('x', failed('EAGAIN')).message, /no room for another program now \(EAGAIN\)/);
  const { code, message, place } = folderErrorOf('ENOSPC', '/data');
  assert.deepEqual([code, place], ['ENOSPC', 'folder']);
  assert.match(message, /its folder \/data cannot be written \(ENOSPC\)/);
});
