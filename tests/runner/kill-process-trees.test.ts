import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import test from 'node:test';
import {
  type ProcessRow,
  isSame,
  parsePs,
  parseWindows,
  psColumns,
  psEnvironment,
  wholeList,
} from '../../server/runner/terminate/process-table.ts';
import { output } from '../../server/runner/program-output.ts';
import { type TreeQuery, chooseTrees, endTrees } from '../../server/runner/terminate/kill-process-trees.ts';

const row = (pid: number, parent: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parent,
  group: pid,
  began: `boot:${pid}`,
  owner: null,
  attempt: null,
  ...more,
});
const query = (more: Partial<TreeQuery>): TreeQuery => ({
  owner: 'home',
  attempts: new Set(),
  roots: [],
  groups: new Set(),
  ...more,
});
const pids = (rows: ProcessRow[]) => rows.map(({ pid }) => pid).sort((a, b) => a - b);

const rows = [
  row(900_100, 1),
  row(900_101, 900_100),
  row(900_102, 900_101, { group: 900_100 }),
  row(900_200, 1, { owner: 'home', attempt: 'a/1' }),
  row(900_201, 900_200),
  row(900_300, 1, { owner: 'home', attempt: 'a/2' }),
  row(900_400, 1, { owner: 'another home', attempt: 'a/1' }),
];

test('a tree goes whole, strangers and the next attempt of the same run stay', () => {
  assert.deepEqual(pids(chooseTrees(rows, query({ attempts: new Set(['a/1']) }))), [900_200, 900_201]);
  assert.deepEqual(pids(chooseTrees(rows, query({ attempts: null }))), [900_200, 900_201, 900_300]);
  const root = { pid: 900_100, startedMark: 'boot:900100' };
  assert.deepEqual(pids(chooseTrees(rows, query({ roots: [root] }))), [900_100, 900_101, 900_102]);
  assert.deepEqual(pids(chooseTrees(rows, query({ groups: new Set([900_100]) }))), [900_100, 900_101, 900_102]);
});

test('a process that began at another time is not harmed, nor one whose start is not known', () => {
  assert.deepEqual(chooseTrees(rows, query({ roots: [{ pid: 900_100, startedMark: 'boot:1' }] })), []);
  assert.deepEqual(chooseTrees(rows, query({ roots: [{ pid: 900_100, startedMark: null }] })), []);
  const seconds = row(7, 1, { began: 1_000_000 });
  assert.equal(isSame(seconds, { pid: 7, startedMark: 'near:1001500' }), true);
  assert.equal(isSame(seconds, { pid: 7, startedMark: 'near:1009000' }), false);
});

test('Rota never ends itself, though a robot of its own home started it', () => {
  // 0 if it was started from outside of Windows.
  const parent = process.ppid || 900_000;
  const own = [
    row(parent, 1, { owner: 'home', attempt: 'a/1' }),
    row(process.pid, parent, { owner: 'home', attempt: 'a/1' }),
  ];
  assert.deepEqual(chooseTrees(own, query({ attempts: null })), []);
});

test('an old process with a reused parent number is no child (Windows)', () => {
  const older = [row(10, 1, { began: 5000 }), row(11, 10, { began: 4000 }), row(12, 10, { began: 6000 })];
  assert.deepEqual(pids(chooseTrees(older, query({ roots: [{ pid: 10, startedMark: 'near:5000' }] }))), [10, 12]);
});

test('what a child left behind is found though the child itself is gone (Windows)', () => {
  const left = [row(11, 10, { began: 6000 }), row(12, 11, { began: 7000 }), row(13, 10, { began: 4000 })];
  assert.deepEqual(pids(chooseTrees(left, query({ roots: [{ pid: 10, startedMark: 'near:5000' }] }))), [11, 12]);
  assert.deepEqual(chooseTrees(left, query({ roots: [{ pid: 10, startedMark: null }] })), []);
});

const day = 86_400_000;

test('after a start of the computer a number is somebody else’s, and what that stranger started is not killed (Windows, macOS)', () => {
  const near = 1_763_900_000_000;
  const root = { pid: 5820, startedMark: `near:${near}` };
  const taken = [
    row(5820, 900, { began: near + day }),
    row(6000, 5820, { began: near + day + 60_000 }),
    row(6004, 6000, { began: near + day + 61_000 }),
  ];
  assert.deepEqual(chooseTrees(taken, query({ roots: [root] })), []);
  // The unrelated process has ended in the meantime, too.
  const left = taken.slice(1);
  assert.deepEqual(chooseTrees(left, query({ roots: [root], bootedAt: near + day - 3_600_000 })), []);
  assert.deepEqual(pids(chooseTrees(left, query({ roots: [root], bootedAt: near - day }))), [6000, 6004]);
  // The same second, but another process.
  const exact = { pid: 5820, startedMark: `at:${near}` };
  assert.deepEqual(chooseTrees([row(5820, 900, { began: near + 900 })], query({ roots: [exact] })), []);
  assert.deepEqual(pids(chooseTrees([row(5820, 900, { began: near + 1 })], query({ roots: [exact] }))), [5820]);
});

test('a list on which we do not stand ourselves is none: nobody may say that nothing is left', async () => {
  const own = row(process.pid, process.ppid);
  assert.equal(wholeList([]), null);
  assert.equal(wholeList(parseWindows('Get-CimInstance : Access denied\r\n')), null);
  assert.equal(wholeList(rows), null);
  assert.deepEqual(wholeList([...rows, own]), [...rows, own]);
  const told = await endTrees(query({ attempts: null }), () => Promise.resolve(null));
  assert.deepEqual(told, { killed: [], isKnown: false });
  assert.deepEqual(await endTrees(query({}), () => Promise.resolve([own])), { killed: [], isKnown: true });
});

test('the lists of macOS and Windows are read', () => {
  const mac = parsePs(
    '  501   1   501 Ss   Mon Nov 23 14:03:04 2026     /bin/sleep 9 ROTA_OWNER=home ROTA_RUN_ID=r ROTA_ATTEMPT=2 LANG=C\n  502 501 501 Z    Mon Nov 23 14:03:05 2026     (sh)\n',
  );
  assert.deepEqual(mac, [
    { pid: 501, parent: 1, group: 501, began: Date.UTC(2026, 10, 23, 14, 3, 4), owner: 'home', attempt: 'r/2' },
  ]);
  assert.deepEqual(parseWindows('4 0 1763900000000\r\n99 4 1763900001000\r\n  \r\n'), [
    { pid: 4, parent: 0, group: 0, began: 1_763_900_000_000, owner: null, attempt: null },
    { pid: 99, parent: 4, group: 0, began: 1_763_900_001_000, owner: null, attempt: null },
  ]);
});

const needsPs = process.platform === 'win32' && 'SKIPPED: Windows has no ps';
test('when a process began is known in every time zone and language of the computer', { skip: needsPs }, async () => {
  process.env.TZ = 'Asia/Kolkata';
  const [own] = parsePs(await output('ps', ['-o', psColumns, '-p', String(process.pid)], { env: psEnvironment }));
  assert.equal(own?.pid, process.pid);
  assert.ok(Math.abs(Number(own?.began) - performance.timeOrigin) < 10_000, `it began at ${own?.began}`);
});

test('a list that never comes, or cannot be asked for, is empty: no run hangs on it', async () => {
  assert.equal(await output(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { timeoutMs: 20 }), '');
  assert.equal(await output('there-is-no-such-program', []), '');
  assert.equal(await output('a\0b', []), '');
});

test('a number that is not known kills nobody: neither our own group nor everybody', async () => {
  const trees = new URL('../../server/runner/terminate/kill-process-trees.ts', import.meta.url).href;
  const code = `const { kill } = await import(${JSON.stringify(trees)});
    for (const pid of [0, -0, 1]) kill(pid, 'SIGKILL');
    console.log('alive');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) said += String(chunk);
  assert.equal(said, 'alive\n');
});
