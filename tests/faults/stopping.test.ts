import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import test from 'node:test';
import { startRota, testClient, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { isWindows } from '../support/windows.ts';
import { nothing, stays } from '../runner/rig.ts';

// A real server that is asked to end, is stopped during work, or is blocked by half of a request.

interface Heard {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

/** A call on keep-alive connections, as programs make them: the answer, or the system's error code. */
function ask(agent: Agent, url: string, authorization: string, body: string): Promise<Heard | string> {
  return new Promise((resolve) => {
    const asked = request(
      url,
      { agent, method: 'POST', headers: { authorization, 'content-type': 'application/json' } },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, retryAfter: response.headers['retry-after'] }),
        );
        response.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      },
    );
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    asked.end(body);
  });
}

/** Windows has no signal for a polite stop: there it is `rota stop`. */
async function askToEnd(server: TestServer): Promise<void> {
  if (isWindows) await server.console('POST', '/api/stop', {});
  else server.child.kill('SIGTERM');
}

test('told to end under load: every call under way gets its answer or "stopping" with when to come back, never a cut line', async (t) => {
  const server = await startRota({ env: { ROTA_LOG: 'error' } });
  t.after(() => server.stop({ keepHome: true }));
  await server.addProcess({ name: 'Quick', ...nothing });
  const { user, password } = await server.addClient();
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const to = `${server.url}/scheduler/connector-api/process/start`;
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const taken: string[] = [];
  const refused: Heard[] = [];
  const strange: (Heard | string)[] = [];
  const caller = async (): Promise<void> => {
    for (;;) {
      const heard = await ask(agent, to, authorization, JSON.stringify({ name: 'Quick' }));
      if (heard === 'ECONNREFUSED') return;
      if (typeof heard === 'string') strange.push(heard);
      else if (heard.status === 200)
        taken.push(String((JSON.parse(heard.text) as { robustaSpid: string }).robustaSpid));
      else if (heard.status === 503) refused.push(heard);
      else strange.push(heard);
    }
  };
  const callers = Promise.all(Array.from({ length: 16 }, caller));
  await until('some were taken', () => taken.length > 30);
  await askToEnd(server);
  await callers;
  assert.deepEqual(strange, []);
  for (const { text, retryAfter } of refused) {
    assert.match((JSON.parse(text) as { message: string }).message, /^Rota is stopping/);
    assert.equal(retryAfter, '5');
  }
  if (server.child.exitCode === null) await once(server.child, 'exit');
  assert.equal(server.child.exitCode, 0);
  const again = await startRota({ home: server.home, env: { ROTA_LOG: 'error' } });
  t.after(() => again.stop());
  const client = testClient(again.url, { user, password });
  for (const spid of taken)
    assert.equal(
      (await client.call(`process/status/${spid}`)).status,
      200,
      `${spid} was acknowledged and is not known`,
    );
  t.diagnostic(`${taken.length} taken, ${refused.length} told to come back, none cut off`);
});

test('who waits for a run while Rota is told to stop is answered at once', async (t) => {
  const server = await startRota({ env: { ROTA_LOG: 'error' } });
  t.after(() => server.stop());
  await server.addProcess({ name: 'Long', ...stays, graceSeconds: 1 });
  const client = await server.addClient();
  const spid = await client.start({ name: 'Long' });
  await until('it runs', async () => (await client.call(`process/status/${spid}`)).body['status'] === 'RUNNING');
  const waiting = client.call(`process/status/${spid}?wait=60`);
  const also = client.call(`process/status/${spid}?wait=60`);
  await client.call('health');
  await askToEnd(server);
  for (const { status, body } of await Promise.all([waiting, also])) {
    assert.ok(status === 200 || status === 503, String(status));
    assert.equal(typeof body['message'], 'string');
  }
});

const needsSignals = isWindows && 'SKIPPED on Windows: no signal stops a program there';
test(
  'stopped in mid-work and woken again, Rota answers who waited and goes on with what is due',
  { skip: needsSignals },
  async (t) => {
    const server = await startRota({ env: { ROTA_LOG: 'error' } });
    t.after(() => server.stop());
    await server.addProcess({ name: 'Quick', ...nothing });
    const client = await server.addClient();
    server.child.kill('SIGSTOP');
    const asked = Array.from({ length: 20 }, () => client.start({ name: 'Quick' }));
    const gone = fetch(`${server.url}/scheduler/connector-api/health`, { signal: AbortSignal.timeout(400) });
    await assert.rejects(gone, { name: 'TimeoutError' });
    server.child.kill('SIGCONT');
    const ids = await Promise.all(asked);
    assert.equal(new Set(ids).size, 20);
    for (const id of ids) assert.equal((await client.final(id))['status'], 'SUCCEEDED');
  },
);

const half = (server: TestServer): Promise<{ socket: Socket; closed: Promise<string> }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    let heard = '';
    socket.setEncoding('utf8').on('data', (part: string) => (heard += part));
    // This side never closes: the server must not wait for it.
    const closed = new Promise<string>((told) => socket.on('end', () => told(heard)).on('error', () => told(heard)));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.write('GET /scheduler/connector-api/health HTTP/1.1\r\nHost: 127.0');
      resolve({ socket, closed });
    });
  });

const openIn = async (server: TestServer): Promise<number> => {
  const folder = `/proc/${server.child.pid}/fd`;
  const links = await Promise.all((await readdir(folder)).map((name) => readlink(`${folder}/${name}`).catch(() => '')));
  return links.filter((link) => link.startsWith('socket:')).length;
};

test('five hundred connections that send half a header harm nobody, are told so and are let go', async (t) => {
  const server = await startRota({ env: { ROTA_LOG: 'error' } });
  t.after(() => server.stop());
  const before = process.platform === 'linux' ? await openIn(server) : 0;
  const halves = await Promise.all(Array.from({ length: 500 }, () => half(server)));
  t.after(() => halves.forEach(({ socket }) => socket.destroy()));
  const health = await fetch(`${server.url}/scheduler/connector-api/health`);
  assert.equal(health.status, 200);
  await health.body?.cancel();
  for (const { closed } of halves) assert.match(await closed, /^HTTP\/1\.1 408 .*took too long to arrive/s);
  if (process.platform === 'linux')
    await until('their descriptors are given back', async () => (await openIn(server)) <= before + 2);
});
