import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type { Notice } from '../../contract/events.ts';
import type { Run } from '../../contract/run.ts';
import { startRota, testClient, type TestServer } from '../support/server.ts';
import { fillDisk, skipUnlessMounts as skip, smallDisk } from '../support/small-disk.ts';
import { until } from '../support/until.ts';

const healthOf = async (url: string): Promise<string> =>
  ((await (await fetch(`${url}/scheduler/connector-api/health`)).json()) as { message: string }).message;
const noticesOf = async (server: TestServer): Promise<Notice[]> =>
  (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices;

/** Like robots that never check whether a write succeeded. */
const careless = {
  name: 'Careless',
  command: '/bin/sh',
  args: ['-c', 'echo "x=$INPUT_N" > "$ROTA_OUTPUT" 2>/dev/null; exit 0'],
  parameters: { properties: { n: { type: 'integer' as const } } },
};

test(
  'while the disk is full runs wait and say so everywhere, none ends without its outputs, and all go on with room',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '40m');
    const server = await startRota({ home, env: { ROTA_LOG: 'error' } });
    t.after(() => server.stop({ keepHome: true }));
    await server.addProcess(careless);
    const client = await server.addClient();
    await client.final(await client.start({ name: 'Careless', values: { n: 0 } }));
    const makeRoom = fillDisk(home, 1_500_000);
    await until('it is noticed', async () => (await healthOf(server.url)) !== 'Rota is up');
    const taken = await Promise.all([1, 2, 3, 4, 5].map((n) => client.start({ name: 'Careless', values: { n } })));
    assert.equal(await healthOf(server.url), 'Rota is up; the disk is full: runs wait until there is room');
    for (const spid of taken) {
      const { body } = await client.call(`process/status/${spid}`);
      assert.deepEqual([body['status'], body['message']], ['WAITING', 'Waiting: the disk is full']);
    }
    const { runs } = await server.console<{ runs: Run[] }>('GET', '/api/runs?result=waiting');
    assert.deepEqual([...new Set(runs.map(({ reason }) => reason?.code))], ['no-room']);
    const [notice] = await noticesOf(server);
    assert.deepEqual([notice?.kind, notice?.params['what']], ['storage', 'no-room']);
    const { worker } = await server.console<{ worker: { hasRoom: boolean } }>('GET', '/api/worker');
    assert.equal(worker.hasRoom, false);
    makeRoom();
    for (const [index, spid] of taken.entries()) {
      const answer = await client.final(spid);
      assert.deepEqual([answer['status'], answer['__out_x']], ['SUCCEEDED', String(index + 1)]);
    }
    assert.deepEqual(await noticesOf(server), []);
    assert.equal(await healthOf(server.url), 'Rota is up');
  },
);

test(
  'Rota starts on a disk that is full to its last byte, says so, shows what it knows, and goes on with room',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '40m');
    const first = await startRota({ home, env: { ROTA_LOG: 'error' } });
    await first.addProcess(careless);
    const made = await first.addClient();
    const known = await made.start({ name: 'Careless', values: { n: 1 } });
    await made.final(known);
    await first.stop({ keepHome: true });
    const makeRoom = fillDisk(home);
    const server = await startRota({ home, env: { ROTA_LOG: 'error' } });
    t.after(() => server.stop({ keepHome: true }));
    await until('it is said', () => /^The disk is full: runs wait until there is room/m.test(server.output()));
    assert.match(await healthOf(server.url), /the disk is full/);
    assert.deepEqual(
      (await noticesOf(server)).map(({ kind }) => kind),
      ['storage'],
    );
    const client = testClient(server.url, made);
    assert.equal((await client.call(`process/status/${known}`)).body['status'], 'SUCCEEDED');
    makeRoom();
    await until('it goes on', async () => (await healthOf(server.url)) === 'Rota is up');
    await until('its reserve is there again', () => existsSync(path.join(home, 'reserve')));
  },
);

test(
  'where nothing at all can be written its address says that the disk is full, in both languages, until there is room',
  { skip },
  async (t) => {
    const home = await smallDisk(t, '40m');
    const first = await startRota({ home, env: { ROTA_LOG: 'error' } });
    await first.stop({ keepHome: true });
    await rm(path.join(home, 'reserve'));
    const makeRoom = fillDisk(home);
    const main = path.join(import.meta.dirname, '..', '..', 'server', 'main.ts');
    const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ROTA_LOG: 'error' };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    t.after(() => child.kill('SIGKILL'));
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (part) => (output += part));
    const url = await until(
      'it is said',
      () => /^The disk is full: Rota waits at (\S+) for room in/m.exec(output)?.[1],
    );
    assert.match(await healthOf(url), /^Rota is up; the disk is full: it waits for room$/);
    const refused = await fetch(`${url}/scheduler/connector-api/process/start`, { method: 'POST', body: '{}' });
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [507, '5']);
    assert.match(((await refused.json()) as { message: string }).message, /^The disk is full: Rota waits for room/);
    const page = await fetch(url, { headers: { accept: 'text/html' } });
    assert.match(await page.text(), /The disk is full.*Disk dolu/s);
    makeRoom();
    const there = await until('it starts by itself', () => /^Rota is ready at (\S+)/m.exec(output)?.[1]);
    assert.equal(await healthOf(there), 'Rota is up');
    child.kill('SIGTERM');
    await once(child, 'exit');
  },
);
