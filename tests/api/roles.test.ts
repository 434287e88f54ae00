import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  connectorApi,
  connectorStreams,
  consoleApi,
  mcpEndpoint,
  metricsEndpoint,
  streams,
} from '../../contract/api.ts';
import { connectorRights, consoleRights, streamRights } from '../../contract/rights.ts';
import { isAtLeast, roles, type Role } from '../../contract/roles.ts';
import { person, type Browser } from '../support/people.ts';
import { startRota, type TestServer } from '../support/server.ts';

// Each role at every endpoint of the tables, against a real server.

let server: TestServer;
const people = new Map<Role, Browser>();
before(async () => {
  server = await startRota();
  for (const role of roles) people.set(role, await person(server, `the ${role}`, role));
});
after(() => server.stop());

interface Tried {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly needed: Role;
}

const tried: readonly Tried[] = [
  ...Object.entries(consoleApi).flatMap(([name, { method, path, access }]) =>
    (access as string) === 'open'
      ? []
      : [{ name, method, path, needed: consoleRights[name as keyof typeof consoleRights] }],
  ),
  ...Object.entries(connectorApi).map(([name, { method, path }]) => ({
    ...{ name: `connector ${name}`, method, path },
    needed: connectorRights[name as keyof typeof connectorRights],
  })),
  ...Object.entries({ ...streams }).map(([name, { method, path }]) => ({
    ...{ name: `stream ${name}`, method, path },
    needed: streamRights[name as keyof typeof streams],
  })),
  ...Object.entries(connectorStreams).map(([name, { method, path }]) => ({
    ...{ name: `connector stream ${name}`, method, path },
    needed: streamRights[name as keyof typeof connectorStreams],
  })),
  { name: 'metrics', method: metricsEndpoint.method, path: metricsEndpoint.path, needed: 'viewer' },
];
/** These end the session or the server, whatever is sent. */
const ends = new Set(['signOut', 'stopServer', 'restartServer']);

async function statusOf(browser: Browser, { method, path }: Tried): Promise<{ status: number; text: string }> {
  const cut = new AbortController();
  // No object at all: what is let in changes nothing.
  const hasBody = method !== 'GET' && method !== 'DELETE';
  const sent = hasBody ? { body: '[]', headers: { 'content-type': 'application/json' } } : {};
  const to = path.replace(/\{\w+\}/g, 'nobody').replace(/\/\{file\}$/, '/nobody');
  const answer = await browser.open(to, { method, ...sent, signal: cut.signal });
  if (answer.headers.get('content-type')?.startsWith('text/event-stream') === true)
    return (cut.abort(), { status: answer.status, text: '' });
  return { status: answer.status, text: await answer.text() };
}

test('a role reaches an endpoint that it may not, or not one that it may', async () => {
  for (const role of roles)
    for (const one of tried) {
      const isAllowed = isAtLeast(role, one.needed);
      if (isAllowed && ends.has(one.name)) continue;
      const { status, text } = await statusOf(people.get(role)!, one);
      if (isAllowed) assert.ok(status !== 403 && status !== 401, `${role} ${one.name}: ${status} ${text}`);
      else assert.equal(status, 403, `${role} ${one.name}: ${status} ${text}`);
    }
});

test('a viewer starts something through an assistant', async () => {
  for (const role of ['viewer', 'operator'] as const) {
    const answer = await people.get(role)!.open(mcpEndpoint.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }),
    });
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    assert.equal(text.includes('rota_cancel_run'), role === 'operator', text);
  }
});

test('a refusal does not say which role is needed, in the language of the page', async () => {
  const { status, body } = await people.get('viewer')!.ask('DELETE', '/api/processes/nobody');
  assert.equal(status, 403);
  assert.match(String(body['message']), /Your role is viewer: this needs the role editor/);
});
