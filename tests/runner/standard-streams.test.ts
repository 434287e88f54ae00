import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { parentOf, until } from '../support/until.ts';
import { isWindows, isWine } from '../support/windows.ts';
import { createRig, oneLine, shell, stays } from './rig.ts';

const isLinux = process.platform === 'linux';
const bash = (script: string) => ({ command: 'bash', args: ['-c', script] });

test(
  'a robot may open its standard output and errors by name',
  { skip: !isLinux && 'only Linux opens them anew' },
  async (t) => {
    const rig = createRig(t);
    const run = rig.launch(
      bash(
        'set -e; date +%F > /dev/stdout; echo made; echo w >/dev/stderr; echo again >> /dev/fd/1; sh -c "echo deep > /proc/self/fd/1"',
      ),
    );
    assert.deepEqual((await run.ended).facts, { exitCode: 0, signal: null, lastError: 'w' });
    const lines = run.log().slice(1, -1);
    assert.match(lines[0] ?? '', /^info \d{4}-\d\d-\d\d$/);
    assert.deepEqual(lines.filter((line) => line.startsWith('info')).slice(1), [
      'info made',
      'info again',
      'info deep',
    ]);
    assert.ok(lines.includes('stderr w'));
  },
);

test('a robot may open its standard input by name, and reads the values as one line', async (t) => {
  const rig = createRig(t);
  const values = { customer: 'Ada', list: [1, 2] };
  const parameters = { properties: { customer: {}, list: {} } };
  const others = [
    ['cat', ['/dev/stdin']],
    ['cat', []],
    ['bash', ['-c', 'read -r line && echo "$line"']],
  ] as const;
  for (const [command, args] of [
    ...(isWindows ? [] : others),
    [process.execPath, ['-e', 'process.stdin.pipe(process.stdout)']],
  ] as const) {
    const run = rig.launch({ command, args: [...args], stdin: 'json', parameters }, { values });
    assert.equal((await run.ended).facts.exitCode, 0, run.log().join('\n'));
    assert.equal(run.log()[1], `info ${JSON.stringify(values)}`);
  }
});

test('with one pipe for both, lines stand in the order in which they were written', async (t) => {
  const rig = createRig(t);
  const script = `for (let i = 1; i <= 200; i += 1) { fs.writeSync(1, 'out ' + i + '\\n'); fs.writeSync(2, 'err ' + i + '\\n'); }
    fs.writeSync(2, 'cannot pay\\n'); process.exitCode = 4;`;
  const run = rig.launch({ ...oneLine(script), mergeOutput: true });
  const { facts } = await run.ended;
  assert.deepEqual(facts, { exitCode: 4, signal: null, lastError: 'cannot pay' });
  const wanted = Array.from({ length: 200 }, (_, index) => [`info out ${index + 1}`, `info err ${index + 1}`]).flat();
  const lines = run.log().slice(1, -1);
  // Windows has two pipes anyway: the order of two lines is unknown there, but none may be lost.
  if (isWindows) assert.deepEqual(lines.sort(), [...wanted, 'info cannot pay'].sort());
  else assert.deepEqual(lines.slice(0, -1), wanted);
});

test('hundreds of children and some that never begin leave no file open and no pipe behind', async (t) => {
  const rig = createRig(t);
  const first = rig.launch(stays);
  const host = parentOf((await first.started).child.pid) ?? 0;
  rig.launcher.stop(first.id, 'cancel', true);
  await first.ended;
  const opened = () => (isLinux ? readdirSync(`/proc/${host}/fd`).length : 0);
  const before = opened();
  const talks = shell('echo hello; echo w >&2', "console.log('hello'); console.error('w')");
  const runs = Array.from({ length: isWine ? 20 : isWindows ? 60 : 300 }, (_, index) =>
    rig.launch(index % 10 === 0 ? { command: 'no-such-robot' } : talks),
  );
  const leavesOne = `require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' }); process.exit()`;
  const held = rig.launch(shell('(sleep 1000 &) ; exit 0', leavesOne));
  for (const run of [...runs, held]) await run.ended;
  for (const run of runs) if (run.log().length > 2) assert.ok(run.log().includes('info hello'));
  await until('what was opened for them is closed', () => opened() <= before + 1);
  const pipes = isLinux
    ? readdirSync(`/proc/${host}/fd`).filter((fd) => {
        try {
          return readlinkSync(`/proc/${host}/fd/${fd}`).includes('rota-pipes');
        } catch {
          return false;
        }
      })
    : [];
  assert.deepEqual(pipes, []);
});

const noPipes = isWindows && 'SKIPPED on Windows: it has no such pipes';
test('pipes that cannot be made leave one folder behind, not one for each try', { skip: noPipes }, (t) => {
  const temporary = mkdtempSync(path.join(tmpdir(), 'rota-no-pipes-'));
  t.after(() => rmSync(temporary, { recursive: true, force: true }));
  const code = `
    const { takePipe } = await import(${JSON.stringify(new URL('../../server/runner/spawn/named-pipes.ts', import.meta.url).href)});
    const { readdirSync } = await import('node:fs');
    const taken = [1, 2, 3].map(() => takePipe());
    console.log(JSON.stringify([taken, readdirSync(process.env.TMPDIR).length]));`;
  // Without a program that makes them.
  const env = { PATH: temporary, TMPDIR: temporary };
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { env, encoding: 'utf8' });
  assert.deepEqual(JSON.parse(stdout), [[null, null, null], 1]);
});
