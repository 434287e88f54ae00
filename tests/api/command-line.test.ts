import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import iconv from 'iconv-lite';
import type { RpaProcess } from '../../contract/process.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { connectionFileName } from '../../server/start.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
let server: TestServer;
let folder: string;

before(async () => {
  server = await startRota();
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-command-line-'));
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const environment = () => ({ ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, ROTA_PORT: '0' });

function rota(...words: string[]): Promise<{ code: number; out: string; problem: string }> {
  return new Promise((resolve) =>
    execFile(process.execPath, [main, ...words], { env: environment(), cwd: folder }, (error, out, problem) =>
      resolve({ code: Number(error?.code ?? 0), out, problem }),
    ),
  );
}

const written = async (name: string, content: string | Buffer) => {
  await writeFile(path.join(folder, name), content);
  return name;
};

test('an option that stands before its command is not taken for the command', async () => {
  const { code, out } = await rota('--home', server.home, '--json', 'client', 'list');
  assert.equal(code, 0);
  assert.deepEqual(JSON.parse(out), []);
});

test('half a command, too many words and too few are answered with what there is', async () => {
  const half = await rota('client');
  assert.equal(half.code, 2);
  assert.match(half.problem, /"rota client" alone does nothing\. There are: rota client add, .*rota client revoke\./);
  assert.match((await rota('open', 'me')).problem, /^"me" is too much: rota open\n/);
  assert.match((await rota('cancel')).problem, /^Something is missing: rota cancel RUN/);
  const { code, out } = await rota('client', '--help');
  assert.equal(code, 0);
  assert.match(out, /rota client rotate/);
  assert.doesNotMatch(out, /rota backup/);
  assert.equal((await rota('help', 'client')).out, out);
});

test('a file that cannot be read or written is named, with the reason in words', async () => {
  await written('half.json', '{"name":');
  for (const words of [['process', 'add'], ['import']]) {
    const gone = await rota(...words, 'gone.json');
    assert.equal(gone.problem, 'gone.json cannot be read: there is no such file or folder.\n');
    assert.equal(gone.code, 1);
    assert.match((await rota(...words, 'half.json')).problem, /^half\.json is not JSON: /);
  }
  const { problem } = await rota('export', path.join('gone', 'all.json'));
  assert.match(problem, /all\.json cannot be written: there is no such file or folder\./);
});

test('a definition that Windows PowerShell wrote is read', async () => {
  const definition = JSON.stringify({ name: 'Günlük', command: process.execPath });
  await written('utf16.json', Buffer.from(`\uFEFF${definition}`, 'utf16le'));
  await written('mark.json', `\uFEFF${definition}`);
  for (const file of ['utf16.json', 'mark.json'])
    assert.deepEqual(await rota('process', 'add', file), { code: 0, out: 'Process Günlük is ready.\n', problem: '' });
});

test('a client for a process that is not there is made, but not silently', async () => {
  assert.match(
    (await rota('client', 'add', 'erp', '--process', 'Nope')).out,
    /^warning: there is no process "Nope" yet$/m,
  );
  assert.match(
    (await rota('client', 'add', 'bi', '--scope', 'all')).problem,
    /must be one of "start", "read", "metrics", "manage"/,
  );
});

test('under --json every command says something, a log and an export as well', async () => {
  await written('talk.json', JSON.stringify({ name: 'Talk', command: process.execPath, args: ['-p', '"merhaba"'] }));
  assert.equal((await rota('process', 'add', 'talk.json')).code, 0);
  const { id } = JSON.parse((await rota('run', 'Talk', '--wait', '--json')).out) as { id: string };
  const lines = JSON.parse((await rota('log', id, '--json')).out) as { text: string }[];
  assert.ok(lines.some(({ text }) => text === 'merhaba'));
  const { file, schedules } = JSON.parse((await rota('export', 'all.json', '--json')).out) as Record<string, unknown>;
  assert.deepEqual({ file, schedules }, { file: 'all.json', schedules: 1 });
});

test('a value that is a file is brought with @, and @ is no file elsewhere', async () => {
  const code = `const { readFileSync } = require('node:fs');
console.log(readFileSync(process.env.INPUT_INVOICE, 'utf8').length, process.env.INPUT_NOTE, process.env.INPUT_INVOICE.endsWith('a b.txt'));`;
  const properties = { invoice: { type: 'string', format: 'binary', maxBytes: 3_000_000 }, note: { type: 'string' } };
  const definition = { name: 'Reads', command: process.execPath, args: ['-e', code], parameters: { properties } };
  await written('reads.json', JSON.stringify(definition));
  assert.equal((await rota('process', 'add', 'reads.json')).code, 0);
  await written('a b.txt', 'x'.repeat(2_500_000));
  await written('large.txt', 'x'.repeat(3_000_001));
  const run = (...values: string[]) =>
    rota('run', 'Reads', '--wait', '--json', ...values.flatMap((value) => ['--value', value]));
  const { id } = JSON.parse((await run('invoice=@a b.txt', 'note=@home')).out) as { id: string };
  assert.match((await rota('log', id)).out, /^2500000 @home true$/m);
  assert.match((await run('invoice=a b.txt')).problem, /"invoice" is a file: give it as invoice=@PATH/);
  assert.match((await run('invoice=@none.txt')).problem, /none\.txt cannot be read: there is no such file/);
  assert.match((await run('invoice=@large.txt')).problem, /large\.txt is larger than the 2\.9 MB/);
});

test('a reader that has had enough of a long log is no failure', async () => {
  const text = 'for (let at = 0; at < 20_000; at += 1) console.log(`line ${at}`)';
  await written('long.json', JSON.stringify({ name: 'Long', command: process.execPath, args: ['-e', text] }));
  await rota('process', 'add', 'long.json');
  const { id } = JSON.parse((await rota('run', 'Long', '--wait', '--json')).out) as { id: string };
  const child = spawn(process.execPath, [main, 'log', id], { env: environment(), stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.once('data', () => child.stdout.destroy());
  let problem = '';
  child.stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  assert.equal(problem, '');
  assert.equal(code, 0);
});

test('a damaged connection file does not lock the command line out of a folder at rest', async () => {
  await written(connectionFileName, '{"url"');
  const { code, out } = await rota('client', 'list', '--home', folder);
  assert.equal(code, 0);
  assert.match(out, /No clients yet/);
});

test('a data folder that cannot be one is named, with what to do', async () => {
  const file = path.join(folder, await written('a-file', ''));
  for (const home of [file, path.join(file, 'below')]) {
    const { code, problem } = await rota('client', 'list', '--home', home);
    assert.equal(code, 1);
    assert.match(problem, /^The data folder .*a-file.* cannot be used: .*choose another folder with ROTA_HOME\.$/m);
  }
});

test('what a robot wrote is shown by the command line and never obeyed by the terminal', async () => {
  const wild = String.raw`
    const text = '\x1b[2J\x1b]0;owned\x07\x1b[31mred\x1b[0m \x9bH\b\b \u202egnp.exe';
    console.log(text);
    require('fs').writeFileSync(process.env.ROTA_OUTPUT, 'x=' + text + '\n');
    console.log('::progress value=5::' + text);
    console.error(text);
    process.exitCode = 3;`;
  await server.addProcess({ name: 'Wild', command: process.execPath, args: ['-e', wild] });
  const obeyed = /(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;
  const { code, out, problem } = await rota('run', 'Wild', '--wait');
  assert.equal(code, 1);
  assert.match(out, /failed: exit code 3: .*red .*\\u202egnp\.exe/);
  assert.match(out, /x=.*\\u001b\[2J/);
  const ran = JSON.parse((await rota('run', 'Wild', '--wait', '--json')).out) as { id: string; outputs: { x: string } };
  assert.match(ran.outputs.x, /^\u001b\[2J/, 'as JSON it is the same text, for whoever parses it');
  const log = await rota('log', ran.id);
  assert.match(log.out, /\\u001b\[2J\\u001b\]0;owned\\u0007red .*\\u009bH.*\\u202egnp\.exe/);
  const json = await rota('log', ran.id, '--json');
  for (const text of [out, problem, log.out, json.out]) assert.doesNotMatch(text, obeyed);
});

test('a file in no Unicode is read by what it declares or by what is said, and refused with the line where neither helps', async () => {
  const fixtures = path.join(import.meta.dirname, '..', 'fixtures', 'imports');
  const task = await rota('import', path.join(fixtures, 'declared-1254.xml'), '--apply');
  assert.match(task.out, /^add +process Nightly ürün \(is ended after 72 hours/m);
  const { processes } = await server.console<{ processes: { process: RpaProcess }[] }>('GET', '/api/processes');
  assert.ok(processes.some(({ process }) => process.command === 'C:\\lab\\ürün çalıştır.exe'));

  const definition = JSON.stringify({ name: 'Ürün', command: 'C:\\lab\\ürün.exe' });
  await written('ansi.json', iconv.encode(definition, 'windows-1254'));
  const refused = await rota('process', 'add', 'ansi.json');
  const [why, advice] = refused.problem.split('; ');
  assert.equal(why, 'ansi.json: bytes: line 1, column 10: the bytes there are not utf-8');
  // Windows has two pages that such a file may be in; other systems have none.
  assert.match(advice ?? '', isWindows ? /^say its encoding: cp\d+ or cp\d+$/m : /^save the file as UTF-8/);
  assert.equal(refused.code, 1);
  assert.match(
    (await rota('process', 'add', 'ansi.json', '--encoding', 'windows-1254')).out,
    /^Process Ürün is ready\.$/m,
  );
  await written('lost.json', '{"name":"Lost",\n"command":"C:\\\\\uFFFDr"}');
  assert.match((await rota('process', 'add', 'lost.json')).problem, /line 2, column 16: .*U\+FFFD/);
  await written('escaped.json', '{"name":"Lost","command":"\\ufffd"}');
  assert.match((await rota('process', 'add', 'escaped.json')).problem, /command.*U\+FFFD/);
});

test('a crontab that leaves open what its words are is asked about, and taken by the answer', async () => {
  await written('mia.crontab', '*/5 * * * * mia /usr/bin/sync-mail\n');
  const asked = await rota('import', 'mia.crontab');
  assert.match(asked.out, /^refused .*"mia" the user it runs as/m);
  assert.match(asked.out, /--columns system .* --columns user/);
  assert.match((await rota('import', 'mia.crontab', '--columns', 'system')).out, /^add +process sync-mail .*user mia/m);
  assert.match((await rota('import', 'mia.crontab', '--columns', 'both')).problem, /"both" is none of user, system/);
  await written('zone.crontab', 'CRON_TZ=Asia/Tokyo\n0 9 * * * /opt/a\n');
  assert.match((await rota('import', 'zone.crontab')).out, /--cron debian, --cron cronie/);
});

test('values come from a file or from stdin, whatever signs are in them, and a word of the line goes before them', async () => {
  const script = path.join(folder, 'gives-back.mjs');
  await writeFile(
    script,
    `import fs from 'node:fs'; fs.copyFileSync(process.env.ROTA_INPUT, process.env.ROTA_OUTPUT);`,
  );
  const text = { type: 'string' };
  await server.addProcess({
    name: 'GivesBack',
    script,
    parameters: { type: 'object', properties: { x: text, y: text } },
  });
  const values = { x: 'A & B | "C" %PATH%', y: 'Müşteri' };
  await written('values.json', JSON.stringify(values));
  const fromFile = await rota('run', 'GivesBack', '--values', 'values.json', '--value', 'y=word', '--wait', '--json');
  assert.deepEqual((JSON.parse(fromFile.out) as { outputs: unknown }).outputs, { ...values, y: 'word' });
  const child = spawn(process.execPath, [main, 'run', 'GivesBack', '--values', '-', '--wait', '--json'], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(JSON.stringify(values));
  let out = '';
  for await (const chunk of child.stdout) out += String(chunk);
  assert.deepEqual((JSON.parse(out) as { outputs: unknown }).outputs, values);
  await written('list.json', '[1]');
  const wrong = await rota('run', 'GivesBack', '--values', 'list.json');
  assert.deepEqual([wrong.code, /holds no JSON object/.test(wrong.problem)], [2, true]);
});

test('rota stop ends Rota well: the folder is free when it comes back, and a second one says that none runs', async (t) => {
  const second = await startRota();
  t.after(() => rm(second.home, { recursive: true, force: true }));
  const exit = once(second.child, 'exit');
  const stopped = await rota('--home', second.home, 'stop');
  assert.deepEqual(stopped, { code: 0, out: 'Rota has stopped.\n', problem: '' });
  assert.deepEqual(await exit, [0, null]);
  assert.match(second.output(), /Rota stops \(rota stop\)\./);
  assert.deepEqual(await rota('--home', second.home, 'stop'), { code: 0, out: 'Rota is not running.\n', problem: '' });
});

test('a timer is imported without the service that lies beside it', async () => {
  await written('clean.timer', '[Timer]\nOnCalendar=daily\n');
  assert.match((await rota('import', 'clean.timer')).out, /^refused .*systemctl cat clean.service/m);
  await written('clean.service', '[Service]\nExecStart=/opt/clean.sh\n');
  assert.match((await rota('import', 'clean.timer')).out, /^add +process clean$/m);
});

test('rota run does not wait for what it is told to, nor does anything follow; rota schedule add makes another schedule', async () => {
  const quick = { command: process.execPath, args: ['-e', '0'] };
  for (const name of ['First', 'Second', 'Third']) await server.addProcess({ name, ...quick });
  await written('first.xml', '');
  const extras = ['--only-if-file', 'first.*', '--within', '1m', '--then', 'Second', '--if-failed', 'Third'];
  const { out, code, problem } = await rota('run', 'First', ...extras, '--wait', '--json');
  assert.equal(code, 0, problem);
  const { id } = JSON.parse(out) as { id: string };
  const follower = await until('Second has run', async () => {
    const { runs } = await server.console<{ runs: Run[] }>('GET', '/api/runs?result=all&limit=50');
    return runs.find((run) => run.process === 'Second' && run.status === 'ended');
  });
  assert.equal(follower.follows?.run, id);
  const late = await rota('run', 'First', '--only-if-file', 'nothing-*.xml', '--within', '0s', '--wait', '--json');
  assert.deepEqual([late.code, (JSON.parse(late.out) as { outcome: string }).outcome], [1, 'expired']);
  await written('then.json', '[{"after": "failure", "then": {"kind": "process", "process": "Nobody"}}]');
  assert.match((await rota('run', 'First', '--then', 'then.json')).problem, /Nobody/);
  assert.match((await rota('run', 'First', '--only-if-port', 'host')).problem, /is not HOST:PORT/);
  assert.match((await rota('run', 'First', '--within', '5m')).problem, /there is none/);
  const added = await rota('schedule', 'add', '--process', 'First', '--on-file', folder, '--pattern', '*.go', '--json');
  const { id: schedule } = JSON.parse(added.out) as { id: string };
  await rota('look', schedule);
  await written('a.go', '');
  await until('the file has its run', async () => {
    const { runs } = await server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${schedule}`);
    return runs[0]?.outcome === 'succeeded';
  });
  await server.console('DELETE', `/api/schedules/${schedule}`);
  assert.match((await rota('schedule', 'add')).problem, /name a file with a schedule/);
  const plan = { kind: 'cron', quartz: '0 0 6 * * ?', timezone: 'UTC' };
  await written('early.json', JSON.stringify({ process: 'First', name: 'Early', plan }));
  const early = await rota('schedule', 'add', 'early.json', '--wake', '--json');
  const { id: waking } = JSON.parse(early.out) as { id: string };
  const { row } = await server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${waking}`);
  assert.equal(row.options.wakeComputer, true);
  await server.console('DELETE', `/api/schedules/${waking}`);
});
