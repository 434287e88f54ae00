import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { Run, RunDetail } from '../../contract/run.ts';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';
import { isAlive, peakMegabytes, until } from '../support/until.ts';

// The runner's own tests cover the bare children; here they run under the whole server.
let server: TestServer;
let client: TestClient;

before(async () => {
  server = await startRota();
  client = await server.addClient();
  await server.console('PATCH', '/api/settings', { runsAtOnce: 200, maxLogMegabytes: 2 });
});
after(() => server.stop());

const sh = (name: string, script: string, further: object = {}) =>
  server.addProcess({ name, command: '/bin/sh', args: ['-c', script], graceSeconds: 1, ...further });

async function detailOf(spid: string): Promise<RunDetail> {
  const { runs } = await server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${spid}&limit=1`);
  return (await server.console<{ run: RunDetail }>('GET', `/api/runs/${runs[0]?.id}`)).run;
}
const pidOf = async (spid: string): Promise<number> =>
  until('its child is known', async () => (await detailOf(spid)).attempts.at(-1)?.pid ?? null);

test('a child that ignores every request to end is ended with its whole tree when its grace is over', async () => {
  await sh('Stubborn', 'trap "" TERM INT HUP; sleep 1000 & sleep 1000; sleep 1000');
  const spid = await client.start({ name: 'Stubborn' });
  const pid = await pidOf(spid);
  assert.equal((await client.call(`process/cancel/${spid}`, {})).status, 200);
  const answer = await client.final(spid);
  assert.equal(answer['status'], 'CANCELLED');
  assert.equal(isAlive(pid), false);
  assert.equal((await detailOf(spid)).attempts[0]?.facts?.wasForced, true);
});

test('a child past its time limit is ended, also when it ignores that', async () => {
  await sh('Slow', 'trap "" TERM; while :; do sleep 1; done', { timeoutSeconds: 0.3 });
  const answer = await client.final(await client.start({ name: 'Slow' }));
  assert.equal(answer['status'], 'FAILED');
  assert.match(String(answer['message']), /limit of 0.3 s/);
});

test('a child that floods 400 MB of output costs neither memory nor disk, and the log says what it left out', async (t) => {
  await server.addProcess({
    name: 'Flood',
    command: '/bin/sh',
    args: ['-c', 'yes 0123456789abcdef | head -c 400000000'],
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
  await sh('Leaves', 'sleep 1000 & setsid sleep 1000 & echo "pid=$!" > "$ROTA_OUTPUT"; exit 0');
  const answer = await client.final(await client.start({ name: 'Leaves' }));
  assert.equal(answer['status'], 'SUCCEEDED');
  await until('it is gone', () => !isAlive(Number(answer['__out_pid'])));
});

test('a child that closes its stdout and goes on is waited for', async () => {
  await sh('Silent', 'exec >&- 2>&-; sleep 0.5; echo "done=yes" > "$ROTA_OUTPUT"; exit 3');
  const answer = await client.final(await client.start({ name: 'Silent' }));
  assert.deepEqual([answer['status'], answer['__out_done']], ['FAILED', 'yes']);
});

test('a child that ends at once, or is killed by somebody else, has its outcome', async () => {
  await sh('Gone', 'exit 0');
  await sh('Shot', 'kill -KILL $$');
  assert.equal((await client.final(await client.start({ name: 'Gone' })))['status'], 'SUCCEEDED');
  const shot = await client.final(await client.start({ name: 'Shot' }));
  assert.match(String(shot['message']), /SIGKILL/);
});

test('two hundred children at a time: all run concurrently, the server answers meanwhile, all are settled', async (t) => {
  await sh('Crowd', 'sleep 3; echo "n=$INPUT_N" > "$ROTA_OUTPUT"', {
    parameters: { properties: { n: { type: 'integer' } } },
  });
  const ids = await Promise.all(Array.from({ length: 200 }, (_, n) => client.start({ name: 'Crowd', values: { n } })));
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
  assert.ok(most > 100, `only ${most} ran beside each other`);
});
