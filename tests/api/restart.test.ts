import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { openDoor } from '../support/front-door.ts';
import { freePort } from '../support/free-port.ts';
import { startRota, type TestServer } from '../support/server.ts';

/** A server whose port is the settings' to say, as a person has it. */
async function startWithSettings(): Promise<TestServer> {
  const first = await startRota();
  await first.console('PATCH', '/api/settings', { port: await freePort() });
  await first.stop({ keepHome: true });
  return startRota({ home: first.home, env: { ROTA_PORT: '' } });
}

/** Where it says that it is ready next; fails when it ends instead. */
function nextReady(server: TestServer): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: server.child.stdout! }).on('line', (line) => {
      const url = /^Rota is ready at (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    server.child.once('exit', () => reject(new Error(`the server ended: ${server.output()}`)));
  });
}

const cookiesOf = (answer: Response): string[] =>
  answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');

async function signIn(server: TestServer): Promise<string> {
  const token = server.signInLink.split('token=')[1];
  const answer = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ token }),
  });
  assert.equal(answer.status, 200);
  return cookiesOf(answer)[0] ?? '';
}

const restart = (server: TestServer, cookie: string) =>
  fetch(`${server.url}/api/restart`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: server.url },
    body: '{}',
  });

test('after a restart to another port everything is there, and the browser that asked is still signed in', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    const { rows: before } = await server.console<{ rows: { id: string }[] }>('GET', '/api/schedules');
    assert.ok(before.length > 0, 'a schedule to lose');
    const port = await freePort();
    const changed = await server.console<object>('PATCH', '/api/settings', { port });
    assert.deepEqual({ ...changed, settings: null }, { settings: null, needsRestart: true, canRestart: true });
    const ready = nextReady(server);
    const answer = await restart(server, cookie);
    assert.deepEqual([answer.status, await answer.json()], [200, { ok: true, port }]);
    const url = await ready;
    assert.equal(url, `http://127.0.0.1:${port}`);
    const headers = { cookie: [cookie, ...cookiesOf(answer)].join('; ') };
    const schedules = await fetch(`${url}/api/schedules`, { headers });
    assert.equal(schedules.status, 200);
    const { rows } = (await schedules.json()) as { rows: { id: string }[] };
    assert.deepEqual(
      rows.map(({ id }) => id),
      before.map(({ id }) => id),
    );
    const settings = (await (await fetch(`${url}/api/settings`, { headers })).json()) as { needsRestart: boolean };
    assert.equal(settings.needsRestart, false);
    await assert.rejects(fetch(`${server.url}/api/session`), 'nobody listens on the old port');
  } finally {
    await server.stop();
  }
});

test('a restart onto a port that another program holds is refused before anything is stopped', async () => {
  const server = await startWithSettings();
  const other = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  try {
    const cookie = await signIn(server);
    const { port } = other.address() as AddressInfo;
    await server.console('PATCH', '/api/settings', { port });
    const answer = await restart(server, cookie);
    assert.equal(answer.status, 409);
    assert.match(await answer.text(), new RegExp(`Port ${port} is in use by .+ Choose another port`));
    assert.equal((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status, 200);
  } finally {
    other.close();
    other.closeAllConnections();
    await server.stop();
  }
});

test('an address that cannot be had after all sends Rota back to the one it had', async () => {
  const server = await startWithSettings();
  try {
    const cookie = await signIn(server);
    // Without TLS this is refused, and only the start can know.
    await server.console('PATCH', '/api/settings', { host: '0.0.0.0' });
    const ready = nextReady(server);
    assert.equal((await restart(server, cookie)).status, 200);
    assert.equal(await ready, server.url);
    assert.match(server.output(), /without TLS passwords would travel in the clear[^]*Rota goes back to/);
    assert.equal((await fetch(`${server.url}/api/session`, { headers: { cookie } })).status, 200);
  } finally {
    await server.stop();
  }
});

test('where nobody would start it again a restart is refused with what to do', async () => {
  const door = await openDoor();
  const reply = await door.call('/api/restart', { body: {}, headers: { authorization: 'Bearer command-token' } });
  assert.equal(reply.status, 409, reply.text);
  assert.match(reply.text, /cannot start itself again: close it and start it again/);
  await door.close();
});
