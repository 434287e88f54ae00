import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Run, RunDetail } from '../../contract/run.ts';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';
import { isAlive, peakMegabytes, until } from '../support/until.ts';
import { isWindows, isWine } from '../support/windows.ts';
import { nothing, shell, stays } from '../runner/rig.ts';

// The runner's own tests cover the bare children; here they run under the whole server.
let server: TestServer;
let client: TestClient;

before(async () => {
  server = await startRota();
  client = await server.addClient();
  await server.console('PATCH', '/api/settings', { runsAtOnce: 200, maxLogMegabytes: 2 });
});
after(() => server.stop());

/** A shell command where there is one; on Windows JavaScript that does the same. */
const add = (name: string, script: string, onWindows: string, further: object = {}) =>
  server.addProcess({ name, ...shell(script, onWindows), graceSeconds: 1, ...further });
const child = (options: string): string =>
  `const kid = require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(stays.args[1])}], ${options});`;

async function detailOf(spid: string): Promise<RunDetail> {
  const { runs } = await server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${spid}&limit=1`);
  return (await server.console<{ run: RunDetail }>('GET', `/api/runs/${runs[0]?.id}`)).run;
}
const pidOf = async (spid: string): Promise<number> =>
  until('its child is known', async () => (await detailOf(spid)).attempts.at(-1)?.pid ?? null);

test('a child that ignores every request to end is ended with its whole tree when its grace is over', async () => {
  const ignores = `${child("{ stdio: 'ignore' }")} setInterval(() => {}, 1e6)`;
  await add('Stubborn', 'trap "" TERM INT HUP; sleep 1000 & sleep 1000; sleep 1000', ignores);
  const spid = await client.start({ name: 'Stubborn' });
  const pid = await pidOf(spid);
  assert.equal((await client.call(`process/cancel/${spid}`, {})).status, 200);
  const answer = await client.final(spid);
  assert.equal(answer['status'], 'CANCELLED');
  assert.equal(isAlive(pid), false);
  assert.equal((await detailOf(spid)).attempts[0]?.facts?.wasForced, true);
});

test('a child past its time limit is ended, also when it ignores that', async () => {
  const ignores = 'trap "" TERM; while :; do sleep 1; done';
  await add('Slow', ignores, 'setInterval(() => {}, 1e6)', { timeoutSeconds: 0.3 });
  const answer = await client.final(await client.start({ name: 'Slow' }));
  assert.equal(answer['status'], 'FAILED');
  assert.match(String(answer['message']), /limit of 0.3 s/);
});

/** As `yes`, which Windows does not have; under Wine each write takes ten times as long. */
const floodBytes = isWine ? 40_000_000 : 400_000_000;
const floods = `
const some = '0123456789abcdef\\n'.repeat(4000);
let left = ${floodBytes};
function go() {
  while (left > 0) {
    left -= some.length;
    if (!process.stdout.write(some)) return process.stdout.once('drain', go);
  }
}
go();`;

test('a child that floods 400 MB of output costs neither memory nor disk, and the log says what it left out', async (t) => {
  await server.addProcess({
    name: 'Flood',
    ...shell(`yes 0123456789abcdef | head -c ${floodBytes}`, floods),
  });
  const spid = await client.start({ name: 'Flood' });
  const answer = await client.final(spid);
  assert.equal(answer['status'], 'SUCCEEDED');
  const run = await detailOf(spid);
  const day = new Date(run.queuedAt).toISOString().slice(0, 10);
  const log = path.join(server.home, 'runs', day, run.id, 'attempt-1.log');
  assert.ok((await stat(log)).size < 2.5e6, 'the log stays within its limit');
  assert.ok((await readFile(log, 'utf8')).includes('rota log cut at 2 MB: '));
  if (process.platform === 'linux') {
    const peak = peakMegabytes(server.child.pid ?? 0);
    t.diagnostic(`the server held ${peak.toFixed(0)} MB at most`);
    assert.ok(peak < 400, 'less than what came, and what a server needs');
  }
});

test('grandchildren that a child leaves behind are gone when its run is over', async () => {
  const leaves = `${child("{ stdio: 'ignore', detached: true }")} kid.unref();
    require('fs').writeFileSync(process.env.ROTA_OUTPUT, 'pid=' + kid.pid);`;
  await add('Leaves', 'sleep 1000 & setsid sleep 1000 & echo "pid=$!" > "$ROTA_OUTPUT"; exit 0', leaves);
  const answer = await client.final(await client.start({ name: 'Leaves' }));
  assert.equal(answer['status'], 'SUCCEEDED');
  await until('it is gone', () => !isAlive(Number(answer['__out_pid'])));
});

test('a child that closes its stdout and goes on is waited for', async () => {
  const closes = `const fs = require('fs'); fs.closeSync(1); fs.closeSync(2);
    setTimeout(() => { fs.writeFileSync(process.env.ROTA_OUTPUT, 'done=yes'); process.exit(3) }, 500);`;
  await add('Silent', 'exec >&- 2>&-; sleep 0.5; echo "done=yes" > "$ROTA_OUTPUT"; exit 3', closes);
  const answer = await client.final(await client.start({ name: 'Silent' }));
  assert.deepEqual([answer['status'], answer['__out_done']], ['FAILED', 'yes']);
});

test('a child that ends at once, or is killed by somebody else, has its outcome', async () => {
  await server.addProcess({ name: 'Gone', ...nothing });
  await add('Shot', 'kill -KILL $$', "process.kill(process.pid, 'SIGKILL')");
  assert.equal((await client.final(await client.start({ name: 'Gone' })))['status'], 'SUCCEEDED');
  const shot = await client.final(await client.start({ name: 'Shot' }));
  assert.equal(shot['status'], 'FAILED');
  // Windows knows no signals: who kills a program gives it an exit code.
  assert.match(String(shot['message']), isWindows ? /exit code 1\b/ : /SIGKILL/);
});

/** Wine needs most of a second for each. */
const crowd = isWine ? 30 : 200;

test(`${crowd} children at a time: all run concurrently, the server answers meanwhile, all are settled`, async (t) => {
  const parameters = { properties: { n: { type: 'integer' } } };
  // Two hundred node.exe would be a test of memory: a batch file waits with what every Windows has.
  const batch = path.join(server.home, 'crowd.cmd');
  const lines = ['@echo off', 'ping -n 4 127.0.0.1 > nul', 'echo n=%INPUT_N%> "%ROTA_OUTPUT%"', ''];
  if (isWindows) {
    await writeFile(batch, lines.join('\r\n'));
    await server.addProcess({ name: 'Crowd', command: batch, parameters });
  } else await add('Crowd', 'sleep 3; echo "n=$INPUT_N" > "$ROTA_OUTPUT"', '', { parameters });
  const ids = await Promise.all(
    Array.from({ length: crowd }, (_, n) => client.start({ name: 'Crowd', values: { n } })),
  );
  let most = 0;
  const waits: number[] = [];
  await until(
    'they are over',
    async () => {
      const begunAt = performance.now();
      const { worker } = await server.console<{ worker: { running: number } }>('GET', '/api/worker');
      waits.push(performance.now() - begunAt);
      most = Math.max(most, worker.running);
      return most > 0 && worker.running === 0;
    },
    120_000,
  );
  const outputs = await Promise.all(ids.map(async (id) => (await client.final(id))['__out_n']));
  assert.deepEqual(
    outputs,
    ids.map((_, n) => String(n)),
  );
  waits.sort((a, b) => a - b);
  t.diagnostic(
    `${most} at once; an answer took ${waits[Math.floor(waits.length * 0.99)]?.toFixed(0)} ms (p99) meanwhile`,
  );
  assert.ok(most > crowd / 2, `only ${most} ran beside each other`);
});
