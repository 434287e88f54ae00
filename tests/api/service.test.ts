import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { serviceText } from '../../server/cli/service-command.ts';
import { readWindowsTasks } from '../../server/domain/import/import-windows-task.ts';

const root = path.join(import.meta.dirname, '..', '..');
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-service-'));
});
after(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }));

const print = (...args: string[]): string =>
  execFileSync(process.execPath, [path.join(root, 'server/cli/rota.ts'), 'service', 'print', ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: path.join(folder, 'home') },
  });

const lineOf = (unit: string, key: string): string =>
  unit
    .split('\n')
    .find((line) => line.startsWith(`${key}=`))
    ?.slice(key.length + 1) ?? assert.fail(`no ${key}`);

/** As systemd reads it: words, some of them in quotes; `%%` is a `%`. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain = '']) =>
    (quoted?.replace(/\\(.)/g, '$1') ?? plain).replaceAll('%%', '%'),
  );

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

for (const kind of ['user', 'system'] as const) {
  test(`systemd would refuse the unit of the ${kind}, or warn of it`, async (context) => {
    if (!hasSystemd) return context.skip('systemd-analyze is not there');
    const file = path.join(folder, `rota-${kind}.service`);
    await writeFile(file, print(kind));
    const { status, stdout, stderr } = spawnSync(
      'systemd-analyze',
      [...(kind === 'user' ? ['--user'] : []), '--man=no', 'verify', file],
      { encoding: 'utf8', env: { ...process.env, XDG_RUNTIME_DIR: folder } },
    );
    const ofOurs = (stdout + stderr).split('\n').filter((line) => line.includes(`rota-${kind}`));
    assert.deepEqual([status, ofOurs], [0, []]);
  });
}

test('what the unit starts is not Rota, or not in the folder that it names', async (context) => {
  if (process.platform === 'win32') return context.skip('a unit is for Linux');
  const unit = print('user');
  const [program = '', ...args] = wordsOf(lineOf(unit, 'ExecStart'));
  const [home = ''] = wordsOf(lineOf(unit, 'Environment'));
  const child = spawn(program, args, {
    cwd: lineOf(unit, 'WorkingDirectory').replaceAll('%%', '%'),
    env: { PATH: process.env['PATH'], HOME: folder, ROTA_PORT: '0', ROTA_HOME: home.replace('ROTA_HOME=', '') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let isReady = false;
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('Rota is ready at')) continue;
    isReady = true;
    child.kill('SIGTERM');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  assert.deepEqual([isReady, child.exitCode], [true, 0]);
  assert.match(await readFile(path.join(folder, 'home', 'rota.json'), 'utf8'), /"processes"/);
});

test('a folder with a blank, a percent sign or a quote breaks the unit', async () => {
  const template = await readFile(path.join(root, 'build/service/rota.user.service'), 'utf8');
  const odd = '/opt/100% "my" robots';
  const unit = serviceText('user', template, {
    root: odd,
    node: '/opt/no de/bin/node',
    home: `${odd}/home`,
    user: 'ada',
  });
  assert.deepEqual(wordsOf(lineOf(unit, 'ExecStart')), [
    '/opt/no de/bin/node',
    '--max-semi-space-size=4',
    path.join(odd, 'build', 'serve.mjs'),
  ]);
  assert.deepEqual(wordsOf(lineOf(unit, 'Environment')), [`ROTA_HOME=${odd}/home`]);
  assert.doesNotMatch(unit, /^[^#].*@[A-Z]+@/m);
});

test('the task for Windows cannot be read as a task, or starts something else', async () => {
  const file = path.join(folder, 'task.xml');
  print('windows', '--to', file);
  const bytes = await readFile(file);
  assert.deepEqual([bytes[0], bytes[1]], [0xff, 0xfe], 'Task Scheduler takes UTF-16 with its mark');
  const template = await readFile(path.join(root, 'build/service/rota-task.xml'), 'utf8');
  const places = { root: 'C:\\R & D\\rota', node: 'C:\\Program Files\\nodejs\\node.exe', home: '', user: 'PC\\ada' };
  const text = serviceText('windows', template, places);
  const { processes } = readWindowsTasks(text, { timezone: 'UTC' });
  const definition = (processes[0] ?? assert.fail('no task was read')).process as Record<string, unknown>;
  assert.equal(definition['command'], 'C:\\Program Files\\nodejs\\node.exe');
  assert.equal((definition['args'] as string[])[0], '--max-semi-space-size=4');
  assert.match((definition['args'] as string[])[1] ?? '', /R & D.rota.*serve\.mjs$/);
  assert.equal(definition['cwd'], 'C:\\R & D\\rota');
});
