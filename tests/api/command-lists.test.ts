import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { startRota, type TestServer } from '../support/server.ts';
import { isWindows } from '../support/windows.ts';

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
let server: TestServer;
let folder: string;

before(async () => {
  server = await startRota();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-command-lists-'));
  await server.addProcess({ name: 'Hello', command: process.execPath, args: ['-e', 'console.log("hello")'] });
  const [gate, twice] = [path.join(folder, 'gate'), `if (process.env.ROTA_ATTEMPT === '1') process.exit(3)`];
  const waits = `const { existsSync } = require('node:fs'); console.log('waits'); setInterval(() => existsSync(${JSON.stringify(gate)}) && (console.log('goes on'), process.exit()), 20)`;
  await server.addProcess({ name: 'Gated', command: process.execPath, args: ['-e', waits] });
  await server.addProcess({
    name: 'Twice',
    command: process.execPath,
    args: ['-e', `console.log('attempt', process.env.ROTA_ATTEMPT); ${twice}`],
  });
  for (const name of ['Nightly', 'Weekly'])
    await server.console('POST', '/api/schedules', {
      ...{ name, process: 'Hello' },
      plan: { kind: 'cron', quartz: '0 0 3 1 1 ?', timezone: 'UTC' },
    });
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const environment = (home = server.home) => ({
  ...process.env,
  NODE_TEST_CONTEXT: '',
  ROTA_HOME: home,
  ROTA_PORT: '0',
});

function rota(...words: string[]): Promise<{ code: number; out: string; problem: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [main, ...words], { env: environment(), cwd: folder }, (error, out, problem) =>
      resolve({ code: Number(error?.code ?? 0), out, problem }),
    ),
  );
}
const json = async <T>(...words: string[]): Promise<T> => JSON.parse((await rota(...words, '--json')).out) as T;

test('status says what runs, waits and comes next, and by its exit code that nothing runs', async () => {
  const { code, out } = await rota('status');
  assert.equal(code, 0);
  assert.match(out, /^Rota \S+ at http.*\nWorker .*\nRunning 0, waiting 0, .*\nNext: (Nightly|Weekly) at \d{4}-01-01 /);
  const empty = await mkdtemp(path.join(folder, 'home-'));
  const away = await rota('status', '--home', empty);
  assert.deepEqual([away.code, away.out], [3, `Rota is not running on ${empty}.\n`]);
});

test('schedules are listed, narrowed down, paused for a while and resumed by name', async () => {
  const { out } = await rota('schedules');
  assert.match(out, /^NAME +PROCESS +STATE +NEXT +LAST +PLAN +ID\n/);
  assert.match(out, /\nNightly +Hello +active +\d{4}-01-01 .* 0 0 3 1 1 \? +[0-9a-f-]{36}\n/);
  assert.deepEqual(
    (await json<{ name: string }[]>('schedules', '--search', 'week')).map(({ name }) => name),
    ['Weekly'],
  );
  assert.match(
    (await rota('pause', 'Weekly', '--for', '2h')).out,
    /^"Weekly" is paused until \d{4}-.*rota resume "Weekly"\n$/,
  );
  assert.deepEqual(
    (await json<{ name: string }[]>('schedules', '--state', 'paused')).map(({ name }) => name),
    ['Weekly'],
  );
  assert.match((await rota('resume', 'Weekly')).out, /^"Weekly" goes on: next at /);
  assert.equal((await rota('schedules', '--state', 'paused')).out, 'No schedules match.\n');
  const wrong = await rota('schedules', '--state', 'lazy');
  assert.deepEqual(
    [wrong.code, wrong.problem.split('\n')[0]],
    [2, '--state: "lazy" is none of all, running, paused, failing, ended.'],
  );
  assert.match((await rota('pause', 'Yearly')).problem, /^There is no schedule "Yearly"\.\n/);
});

test('runs are listed newest first with why they ended so', async () => {
  assert.equal((await rota('run', 'Hello', '--wait')).code, 0);
  assert.equal((await rota('run', 'Twice', '--wait')).code, 1);
  const { out } = await rota('runs');
  assert.match(out, /^RUN +PROCESS .*\n\S{36} +Twice .*failed .*code 3.*\n\S{36} +Hello .*succeeded/);
  const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const failed = await json<{ process: string }[]>('runs', '--result', 'failed', '--from', today, '--limit', '1');
  assert.deepEqual(
    failed.map((run) => run.process),
    ['Twice'],
  );
  assert.deepEqual(await json('runs', '--to', today), []);
  assert.match((await rota('runs', '--from', 'yesterday')).problem, /^--from: "yesterday" is no time such as /);
});

test('a log is followed while the robot writes it, to its end', async () => {
  const { id } = await json<{ id: string }>('run', 'Gated');
  const child = spawn(process.execPath, [main, 'log', id, '--follow'], { env: environment() });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line === 'waits') await writeFile(path.join(folder, 'gate'), '');
  }
  assert.equal(await ended, 0);
  assert.ok(lines.indexOf('waits') < lines.indexOf('goes on'), lines.join('\n'));
});

test('a log is followed through the attempts of a run, as JSON a line each', async () => {
  const { row } = await server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    ...{ name: 'Again', process: 'Twice', plan: { kind: 'call', timezone: 'UTC' } },
    options: { retryCount: 1 },
  });
  const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
  const { code, out } = await rota('log', run.id, '-f');
  assert.equal(code, 0);
  assert.match(out, /attempt 1\n[^]*-- attempt 2 --\n[^]*attempt 2\n/);
  const all = (await rota('log', run.id, '--follow', '--json')).out.trim().split('\n');
  assert.ok(all.map((line) => (JSON.parse(line) as { text: string }).text).includes('attempt 2'), all.join('\n'));
});

test(
  'bash completes commands, options and the names of this Rota',
  { skip: isWindows && 'there is no bash' },
  async () => {
    const bin = path.join(folder, 'rota');
    await writeFile(bin, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
    await chmod(bin, 0o755);
    const { out: script } = await rota('completion', 'bash');
    const complete = (...words: string[]) =>
      new Promise<string[]>((resolve, reject) => {
        const asked = `${script}\nCOMP_WORDS=("$@")\nCOMP_CWORD=$(($# - 1))\n_rota\nprintf '%s\\n' "\${COMPREPLY[@]}"`;
        const env = { ...environment(), PATH: `${folder}:${process.env['PATH']}` };
        execFile('bash', ['-c', asked, 'bash', ...words], { env }, (error, out) =>
          error ? reject(new Error(error.message)) : resolve(out.trim().split('\n')),
        );
      });
    assert.deepEqual(await complete('rota', 'sched'), ['schedule', 'schedules']);
    assert.deepEqual(await complete('rota', 'run', 'Twi'), ['Twice']);
    assert.deepEqual(await complete('rota', 'pause', 'No'), ['Notepad\\ demo']);
    assert.deepEqual(await complete('rota', 'log', '--fo'), ['--follow']);
    const { code, problem } = await rota('completion', 'tcsh');
    assert.deepEqual([code, problem.split('\n')[0]], [2, 'completion: "tcsh" is none of bash, zsh, fish, powershell.']);
  },
);

test('runs go into a table that a spreadsheet opens rightly, and no cell is run as a formula', async () => {
  await server.addProcess({
    ...{ name: 'Sums', title: '=1+1', command: process.execPath },
    args: ['-e', 'setTimeout(() => {}, 300)'],
  });
  await rota('run', 'Sums', '--wait');
  const file = path.join(folder, 'runs.csv');
  const { code, out } = await rota('runs', '--process', 'Sums', '--csv', file, '--language', 'tr');
  assert.deepEqual([code, out], [0, `The runs are in ${file}.\n`]);
  const [heading, line, end] = (await readFile(file, 'utf8')).split('\r\n');
  assert.match(heading!, /^\uFEFFSüreç;Zamanlama;Sonuç;Neden;/);
  assert.match(line!, /^'=1\+1;[^;]*;başarılı;[^;]*;elle;[^;]*;\d{4}-\d\d-\d\d \d\d:\d\d:\d\d;.*;\d+(,\d)?;/);
  assert.equal(end, '');
  const english = await rota('runs', '--process', 'Sums', '--csv', '-');
  assert.match(english.out, /^\uFEFFProcess,Schedule,Result,.*\r\n'=1\+1,.*,succeeded,/);
  const wrong = await rota('runs', '--csv', '-', '--separator', 'pipe');
  assert.match(wrong.problem, /^--separator: "pipe" is none of comma, semicolon, tab\./);
});

test('why a schedule did not run is not told, or of a wrong one, or in words that only the page knows', async () => {
  await server.addProcess({ name: 'Asked', command: process.execPath, args: ['-e', '0'] });
  const plan = { kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'Europe/Istanbul' };
  const { row } = await server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    ...{ name: 'Asked about', process: 'Asked', plan },
  });
  const { code, out } = await rota('why', 'Asked about', '2020-01-06 09:00');
  assert.equal(code, 0);
  assert.match(out, /^2020-01-06 09:00: It was not there yet: it was created at \d{4}-\d\d-\d\d \d\d:\d\d/);
  const json = JSON.parse((await rota('why', row.id, '2999-01-01 09:00', '--json')).out) as { verdict: string };
  assert.equal(json.verdict, 'to-come');
  const wrong = await rota('why', 'Asked about', 'nine');
  assert.notEqual(wrong.code, 0);
  assert.match(wrong.problem, /"nine" is no time\. Write 09:00/);
  assert.match((await rota('why', 'Nobody', '09:00')).problem, /There is no schedule "Nobody"/);
});

test('a user that was added on the command line cannot be found, changed or removed there', async () => {
  const { user, invitation } = await json<{ user: { id: string }; invitation: { url: string } }>(
    ...['user', 'add', 'ayse', '--role', 'operator', '--tag', 'bank', '--title', 'Ayşe Yılmaz'],
  );
  assert.ok(invitation.url.startsWith(`${server.url}/#/invitation?token=`), invitation.url);
  assert.match(
    (await rota('users')).out,
    /^NAME +TITLE +ROLE +TAGS +STATE\nayse +Ayşe Yılmaz +operator +bank +invited until /,
  );
  const changed = await json<{ role: string; tags: null }>('user', 'role', 'AYSE', 'editor', '--all-processes');
  assert.deepEqual([changed.role, changed.tags], ['editor', null]);
  assert.match((await rota('user', 'invite', 'ayse')).out, /#\/invitation\?token=\S+\n.*works once, until /);
  const unknown = await rota('user', 'role', 'nobody', 'editor');
  assert.deepEqual(
    [unknown.code, unknown.problem.split('\n')[0]],
    [2, 'There is no user "nobody". All of them: rota users'],
  );
  assert.equal((await rota('user', 'disable', 'ayse')).out, 'ayse is disabled and signed out.\n');
  assert.equal((await rota('user', 'remove', 'ayse')).out, 'ayse is removed.\n');
  assert.deepEqual(await json('users'), []);
  assert.ok(user.id !== '');
});
