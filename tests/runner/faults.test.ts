import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import test, { type TestContext } from 'node:test';
import type { ChildIdentity, ChildReport } from '../../server/runner/launcher.ts';
import { endLeftovers } from '../../server/runner/terminate/leftovers.ts';
import { isAlive, parentOf, until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { createRig, fixture, leaves, nothing, oneLine, pidsLeftBy, shell, stays } from './rig.ts';

/** A stand-in for the server with three running children of several processes each. */
async function startServer(t: TestContext) {
  const home = mkdtempSync(path.join(tmpdir(), 'rota-server-'));
  const server = spawn(process.execPath, [path.join(import.meta.dirname, 'server-stand-in.ts'), home], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const children = new Map<string, ChildIdentity>();
  const pid = server.pid ?? 0;
  t.after(async () => {
    server.kill('SIGKILL');
    await endLeftovers([], path.basename(home));
    rmSync(home, { recursive: true, force: true });
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const report = JSON.parse(line) as ChildReport;
    if (report.type === 'started') children.set(report.runId, report.child);
    if (children.size === 3) break;
  }
  const pids = [
    ...(await pidsLeftBy({ dir: path.join(home, 'left') })),
    ...(await pidsLeftBy({ dir: path.join(home, 'held') })),
    children.get('stubborn')?.pid ?? 0,
  ];
  const hosts = [...new Set([...children.values()].map((child) => parentOf(child.pid) ?? 0))];
  assert.equal(pids.length, 9);
  for (const each of [...pids, ...hosts]) assert.equal(isAlive(each), true);
  return { home, pid, children, pids, hosts, owner: path.basename(home) };
}

test('a server that is killed leaves nothing of its children, whatever they did to get away', async (t) => {
  const server = await startServer(t);
  process.kill(server.pid, 'SIGKILL');
  const all = [...server.pids, ...server.hosts];
  await until('all are gone', () => !all.some(isAlive));
});

test('a host that is killed takes its children along: their runs end as lost, and the next ones run', async (t) => {
  const rig = createRig(t);
  const left = rig.launch(leaves('--stay'));
  const giving = rig.launch({ command: process.execPath, args: [fixture('gives-outputs-while-running.mjs')] });
  await giving.when(({ type }) => type === 'outputs');
  const pids = [...(await pidsLeftBy(left)), (await giving.started).child.pid];
  const host = parentOf((await left.started).child.pid) ?? 0;
  process.kill(host, 'SIGKILL');
  const lost = { exitCode: null, signal: null, wasLost: true };
  assert.deepEqual((await left.ended).facts, lost);
  const { facts, outputs } = await giving.ended;
  assert.deepEqual(facts, lost);
  assert.deepEqual(outputs, { page: '1' }, 'what was told before is kept');
  assert.equal(pids.some(isAlive), false);
  await until('the log says so', () => left.log().some((line) => line.startsWith('rota lost: ')));
  assert.match(rig.warnings.join(), /a runner host ended unexpectedly/);
  assert.equal((await rig.launch(nothing).ended).facts.exitCode, 0);
});

test('a host that dies while there is no room for another one: its runs end, the next say why, and later ones run', async (t) => {
  const refusal: { error: Error | null } = { error: null };
  const begun = performance.now();
  const rig = createRig(t, { refusal });
  const run = rig.launch(stays);
  await run.started;
  // As after an out-of-memory kill of the largest process; a host that outlives it follows at once.
  await until('the host is old enough to be followed', () => performance.now() - begun > 1_100);
  refusal.error = Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
  rig.ports.at(-1)?.kill();
  assert.equal((await run.ended).facts.wasLost, true);
  const { facts } = await rig.launch(nothing).ended;
  assert.match(facts.spawnError?.message ?? '', /no room for another program now \(ENOMEM\)/);
  refusal.error = null;
  assert.equal((await rig.launch(nothing).ended).facts.exitCode, 0);
});

test('a host that dies with launches on their way ends those as lost, too', async (t) => {
  const rig = createRig(t);
  await rig.launch(nothing).ended;
  const runs = Array.from({ length: 50 }, () => rig.launch(stays));
  rig.ports.at(-1)?.kill();
  for (const run of runs) assert.equal((await run.ended).facts.wasLost, true);
});

const jobsEnd = isWindows && 'SKIPPED on Windows: a job object ends with its host, and nothing can be left';
test(
  'what is left of a dead server and its dead hosts is found at boot and ended, and no stranger with it',
  { skip: jobsEnd },
  async (t) => {
    const server = await startServer(t);
    process.kill(server.pid, 'SIGSTOP'); // So that it cannot clean up after its hosts.
    for (const host of server.hosts) process.kill(host, 'SIGKILL');
    process.kill(server.pid, 'SIGKILL');
    await until('server and hosts are gone', () => ![server.pid, ...server.hosts].some(isAlive));
    assert.equal(server.pids.every(isAlive), true, 'this test needs something to find');

    const stranger = spawn('/bin/sleep', ['1000']);
    t.after(() => stranger.kill('SIGKILL'));
    const child = server.children.get('left');
    assert.ok(child);
    const found = await endLeftovers(
      [
        { runId: 'left', child },
        { runId: 'gone', child: { pid: stranger.pid ?? 0, startedMark: child.startedMark } },
        { runId: 'unknown', child: { pid: stranger.pid ?? 0, startedMark: null } },
        { runId: 'never', child: null },
      ],
      server.owner,
    );
    assert.equal(server.pids.some(isAlive), false);
    assert.equal(isAlive(stranger.pid ?? 0), true, 'a number that was given to somebody else');
    assert.deepEqual([...new Set(found.map(({ runId }) => runId))].sort(), ['held', 'left', 'stubborn']);
    assert.deepEqual(await endLeftovers([], server.owner), []);
  },
);

test('a recorded child is found by its start, also when it carries no mark', async (t) => {
  const { startedMark } = await import('../../server/runner/terminate/process-table.ts');
  const plain = spawn(stays.command, stays.args);
  t.after(() => plain.kill('SIGKILL'));
  const pid = plain.pid ?? 0;
  const child = { pid, startedMark: startedMark(pid, Date.now()) };
  assert.deepEqual(await endLeftovers([{ runId: 'old', child }], 'nobody'), [{ runId: 'old', pid }]);
  await until('it is gone', () => !isAlive(pid));
});

test('one that left the group and the session of a quick run is gone a moment later', async (t) => {
  const rig = createRig(t);
  const script = 'setsid sleep 1000 </dev/null >/dev/null 2>&1 & echo "pid=$!" > "$ROTA_OUTPUT"';
  const apart = `const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { detached: true, stdio: 'ignore' });
    child.unref(); fs.writeFileSync(process.env.ROTA_OUTPUT, 'pid=' + child.pid)`;
  const { facts, outputs } = await rig.launch(shell(script, apart)).ended;
  assert.equal(facts.exitCode, 0);
  await until('it is gone', () => !isAlive(Number(outputs['pid'])));
});

const needsDevFull = isWindows && 'SKIPPED on Windows: it has no file that is always full';
test('a full disk under the log does not harm the run, and is reported once', { skip: needsDevFull }, async (t) => {
  const rig = createRig(t);
  const script = 'rm attempt-1.log; ln -s /dev/full attempt-1.log; exec "$0" "$@"';
  const args = ['-c', script, process.execPath, fixture('floods.mjs'), '3'];
  const run = rig.launch({ command: '/bin/sh', args });
  assert.equal((await run.ended).facts.exitCode, 0);
  const told = rig.warnings.filter((line) => line.includes('the log of a run cannot be written'));
  assert.equal(told.length, 1);
  assert.match(told[0] ?? '', /ENOSPC/);
});

const needsSignals = isWindows && 'SKIPPED on Windows: a signal to another process is its end there';
test('signals that a terminal sends to everybody do not end a host', { skip: needsSignals }, async (t) => {
  const rig = createRig(t);
  const run = rig.launch({ command: process.execPath, args: [fixture('forever.mjs')] });
  const host = parentOf((await run.started).child.pid) ?? 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(host, signal);
  await until('it runs', () => run.log().includes('info running'));
  assert.equal((await rig.launch(nothing).ended).facts.exitCode, 0);
  rig.launcher.stop(run.id, 'cancel', true);
  assert.equal((await run.ended).facts.wasLost, undefined);
});

test('an output file that is a folder or a pipe fails the run with a sentence, and holds nobody up', async (t) => {
  const rig = createRig(t);
  const inItsPlace = 'fs.rmSync(process.env.ROTA_OUTPUT); fs.mkdirSync(process.env.ROTA_OUTPUT)';
  const folder = await rig.launch(oneLine(inItsPlace)).ended;
  assert.match(folder.facts.outputError ?? '', /attempt-1\.output is a folder.*ROTA_OUTPUT/);
  if (!isWindows) {
    const script = 'rm "$ROTA_OUTPUT"; mkfifo "$ROTA_OUTPUT"';
    const pipe = await rig.launch({ command: '/bin/sh', args: ['-c', script] }).ended;
    assert.match(pipe.facts.outputError ?? '', /not a plain file/);
  }
  const next = await rig.launch(oneLine("fs.writeFileSync(process.env.ROTA_OUTPUT, 'x=1')")).ended;
  assert.deepEqual(next.outputs, { x: '1' });
});

const needsPipes = isWindows && 'SKIPPED on Windows: pipes have no place in a folder there';
test('pipes in the place of the next log and of the cancel file hold nobody up', { skip: needsPipes }, async (t) => {
  const rig = createRig(t);
  const dir = path.join(rig.home, 'runs', 'pipes');
  const script =
    'mkfifo attempt-2.log "$ROTA_CANCEL_FILE"; echo ready; trap "exit 7" TERM; while :; do sleep 0.02; done';
  const run = rig.launch({ command: '/bin/sh', args: ['-c', script] }, { runId: 'pipes', runDir: dir });
  await until('it has begun', () => run.log().includes('info ready'));
  rig.launcher.stop('pipes', 'cancel', false);
  assert.equal((await run.ended).facts.exitCode, 7);
  const again = rig.launch({ command: 'true' }, { runId: 'pipes', runDir: dir, attempt: 2 });
  assert.equal((await again.ended).facts.exitCode, 0);
  assert.match(rig.warnings.join(), /log of a run cannot be written/);
});

const needsUnlinking = isWindows && 'SKIPPED on Windows: nobody removes a file that is open';
test(
  'a robot that takes its own folder away keeps its log from then on, and its outputs',
  { skip: needsUnlinking },
  async (t) => {
    const rig = createRig(t);
    const script = 'echo early; sleep 0.4; rm -r "$ROTA_RUN_DIR"; echo late; sleep 0.3; echo x=1 > "$ROTA_OUTPUT"';
    const run = rig.launch({ command: '/bin/sh', args: ['-c', script], cwd: rig.home });
    const { facts, outputs } = await run.ended;
    assert.equal(facts.exitCode, 0);
    assert.deepEqual(outputs, { x: '1' });
    assert.deepEqual(run.log().slice(0, 2), ['rota the log was removed: its lines so far are lost', 'info late']);
  },
);
