import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import { testClient, type TestClient } from '../support/server.ts';
import { until } from '../support/until.ts';

// A long poll keeps the rights of its start, for as long as those last: against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

interface StoredClient {
  user: string;
  scopes: string[];
  processes: string[] | null;
}

/** Edits the file as a person does; the server reloads it a moment later. */
function edit({ user }: TestClient, change: Partial<StoredClient>): void {
  const file = path.join(connector.server.home, 'rota.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as { clients: StoredClient[] };
  document.clients = document.clients.map((client) => (client.user === user ? { ...client, ...change } : client));
  writeFileSync(file, JSON.stringify(document, null, 2));
}

/** A status call that the server is surely holding open; and the gate that would end the run. */
async function held(client: TestClient, spid: string) {
  const answer = client.call(`process/status/${spid}?wait=60&types=native`);
  // A later call was answered, so this one has arrived.
  await client.call('process/list');
  await client.call('process/list');
  return answer;
}

async function begun(draft: Record<string, unknown> = {}) {
  const client = await connector.server.addClient({ name: `held ${Math.random()}`, ...draft });
  const gate = connector.gate();
  const spid = await client.start({ name: 'Obey', values: { holdUntil: gate, outputs: { x: 'secret' } } });
  return { client, gate, spid };
}

const revoke = ({ user }: TestClient) => connector.server.console('DELETE', `/api/clients/${user}`);
const rotate = ({ user }: TestClient, overlapSeconds: number) =>
  connector.server.console<{ user: string; password: string }>('POST', `/api/clients/${user}/rotate`, {
    overlapSeconds,
  });

test('a waiting status call of a client that is revoked ends with 401 at once, without outputs', async () => {
  const { client, gate, spid } = await begun();
  const waiting = held(client, spid);
  await revoke(client);
  const { status, body } = await waiting;
  assert.deepEqual([status, codeOf(body), body['robustaSpid']], [401, 'UNAUTHORIZED', null]);
  assert.match(String(body['message']), /has ended while it waited/);
  assert.ok(!JSON.stringify(body).includes('secret'));
  connector.release(gate);
});

test('it ends for a rotated secret, too: at once, or when the time for the old one is over', async () => {
  for (const overlap of [0, 2]) {
    const { client, gate, spid } = await begun();
    const waiting = held(client, spid);
    const next = testClient(connector.server.url, await rotate(client, overlap));
    const still = overlap > 0 ? held(next, spid) : null;
    const { status, body } = await waiting;
    assert.deepEqual([status, codeOf(body)], [401, 'UNAUTHORIZED'], String(overlap));
    connector.release(gate);
    if (still) assert.equal((await still).body['status'], 'SUCCEEDED', 'the new secret waits on');
  }
});

test('it ends with 403 when a scope or a process is taken from the client by hand', async () => {
  for (const change of [{ scopes: ['start'] }, { scopes: [] }, { processes: ['Needs'] }]) {
    const { client, gate, spid } = await begun();
    const waiting = held(client, spid);
    await connector.server.console('GET', '/api/clients');
    edit(client, change);
    const { status, body } = await waiting;
    assert.deepEqual([status, codeOf(body)], [403, 'FORBIDDEN'], JSON.stringify(change));
    connector.release(gate);
  }
});

test('what does not concern the right ends nothing: another client revoked, a wider limit', async () => {
  const { client, gate, spid } = await begun({ processes: ['Obey'] });
  const waiting = held(client, spid);
  await revoke((await begun()).client);
  edit(client, { processes: ['Obey', 'Needs'] });
  await client.call('process/list');
  connector.release(gate);
  const { status, body } = await waiting;
  assert.deepEqual([status, body['status'], body['__out_x']], [200, 'SUCCEEDED', 'secret']);
});

test('a stream of a manager that is revoked ends with a word, and a page’s waiting call with its session', async () => {
  const manager = await connector.server.addClient({ name: 'watching', scopes: ['manage'] });
  const authorization = `Basic ${btoa(`${manager.user}:${manager.password}`)}`;
  const stream = await fetch(`${connector.server.url}/api/events`, { headers: { authorization } });
  assert.equal(stream.status, 200);
  await revoke(manager);
  const told = await stream.text();
  assert.match(told, /event: end\ndata: .*UNAUTHORIZED.*\n\n$/);

  const token = new URL(connector.server.signInLink.replace('#/', '')).searchParams.get('token');
  const signedIn = await fetch(`${connector.server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] ?? '';
  const { gate, spid } = await begun();
  const waiting = fetch(`${connector.server.url}/scheduler/connector-api/process/status/${spid}?wait=60`, {
    headers: { cookie },
  });
  await fetch(`${connector.server.url}/api/worker`, { headers: { cookie } });
  await fetch(`${connector.server.url}/api/session`, { method: 'DELETE', headers: { cookie } });
  assert.equal((await waiting).status, 401);
  connector.release(gate);
});

/** A call whose body stops half-way until `go`. */
function halfSent(to: string, headers: Record<string, string>, body: string) {
  const sent = httpRequest(`${connector.server.url}${to}`, {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
  });
  const answered = new Promise<{ status: number | undefined; code: string }>((resolve, reject) => {
    sent.once('error', reject).once('response', (response) => {
      void text(response).then((read) => {
        resolve({ status: response.statusCode, code: codeOf(JSON.parse(read) as Record<string, unknown>) });
      });
    });
  });
  sent.write(body.slice(0, 10));
  return { answered, go: () => sent.end(body.slice(10)) };
}

test('what is long on its way is not done by a right that has ended meanwhile: a body, a form, a file', async () => {
  const form = '--B\r\nContent-Disposition: form-data; name="name"\r\n\r\nObey\r\n--B--\r\n';
  const start = '/scheduler/connector-api/process/start';
  for (const [to, type, body] of [
    [start, 'application/json', '{"name":"Obey"           }'],
    [start, 'multipart/form-data; boundary=B', form],
    ['/api/processes/Obey/run', 'application/json', '{"values":{}             }'],
    ['/api/files?name=x', 'application/octet-stream', 'just some bytes of it'],
  ] as const) {
    const client = await connector.server.addClient({ name: `slow ${to} ${type}`, scopes: ['manage'] });
    const headers = { authorization: `Basic ${btoa(`${client.user}:${client.password}`)}`, 'content-type': type };
    const { answered, go } = halfSent(to, headers, body);
    // Authenticated before: the last use is of that time.
    await until('it was let in', async () => {
      const { clients } = await connector.server.console<{ clients: { user: string; lastUsedAt: number | null }[] }>(
        'GET',
        '/api/clients',
      );
      return clients.some(({ user, lastUsedAt }) => user === client.user && lastUsedAt !== null);
    });
    await revoke(client);
    go();
    assert.deepEqual(await answered, { status: 401, code: 'UNAUTHORIZED' }, `${to} ${type}`);
  }
});
