import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import { testClient, type TestClient } from '../support/server.ts';

// A call that waits has the right that it came by for as long as that right lasts: against a real server.

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

/** As a person edits the file; taken by the server a moment later. */
function edit({ user }: TestClient, change: Partial<StoredClient>): void {
  const file = path.join(connector.server.home, 'rota.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as { clients: StoredClient[] };
  document.clients = document.clients.map((client) => (client.user === user ? { ...client, ...change } : client));
  writeFileSync(file, JSON.stringify(document, null, 2));
}

/** A status call that is held, once the server has surely begun to hold it; and the gate that would end the run. */
async function held(client: TestClient, spid: string) {
  const answer = client.call(`process/status/${spid}?wait=60&types=native`);
  // A later call that is answered came after it.
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

test('a held status call of a client that is revoked ends with 401 at once, without outputs', async () => {
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

test('a stream of a manager that is revoked ends with a word, and a page’s held call with its session', async () => {
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
