import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import type { TestClient } from '../support/server.ts';
import { testClient } from '../support/server.ts';

// Rights of clients, against a real server.

let connector: Connector;
let starter: TestClient;
let reader: TestClient;
let limited: TestClient;
let manager: TestClient;

before(async () => {
  connector = await openConnector();
  const add = (draft: Record<string, unknown>) => connector.server.addClient(draft);
  starter = await add({ name: 'starter', scopes: ['start'] });
  reader = await add({ name: 'reader', scopes: ['read'] });
  limited = await add({ name: 'limited', scopes: ['start', 'read'], processes: ['Needs'] });
  manager = await add({ name: 'manager', scopes: ['manage'] });
});
after(() => connector.stop());

test('generated credentials are ASCII, and the secret is in no list', async () => {
  assert.match(`${starter.user}:${starter.password}`, /^[\x21-\x7e]+$/);
  const clients = await connector.server.console('GET', '/api/clients');
  assert.ok(!JSON.stringify(clients).includes(starter.password));
});

test('a client that only reads starts nothing', async () => {
  const answer = await reader.call('process/start', { name: 'Obey' });
  assert.deepEqual([answer.status, codeOf(answer.body)], [403, 'FORBIDDEN']);
  assert.equal((await reader.call('process/list')).status, 200);
});

test('a client that only starts sees and cancels its own, and nothing else', async () => {
  const own = await starter.start({ name: 'Obey', startDate: '2099-01-01' });
  const foreign = await connector.client.start({ name: 'Obey', startDate: '2099-01-01' });
  assert.equal((await starter.call(`process/status/${own}`)).status, 200);
  assert.equal((await starter.call(`process/status/${foreign}`)).status, 404);
  assert.equal((await starter.call(`process/cancel/${foreign}`, {})).status, 404);
  assert.equal((await starter.call(`process/cancel/${own}`, {})).body['status'], 'CANCELLED');
});

test('a client that reads all cancels only its own, a managing one everything', async () => {
  const foreign = await starter.start({ name: 'Obey', startDate: '2099-01-01' });
  assert.equal((await connector.client.call(`process/status/${foreign}`)).status, 200);
  const refused = await connector.client.call(`process/cancel/${foreign}`, {});
  assert.deepEqual([refused.status, codeOf(refused.body)], [403, 'FORBIDDEN']);
  assert.equal((await manager.call(`process/cancel/${foreign}`, {})).body['status'], 'CANCELLED');
});

test('a client sees only the processes it was given, and learns nothing of others', async () => {
  const { body } = await limited.call('process/list');
  assert.deepEqual(
    (body['processes'] as { name: string }[]).map(({ name }) => name),
    ['Needs'],
  );
  const there = await limited.call('process/start', { name: 'Obey' });
  const nowhere = await limited.call('process/start', { name: 'Obez' });
  assert.deepEqual([there.status, codeOf(there.body)], [404, 'PROCESS_NOT_FOUND']);
  assert.equal(String(there.body['message']).replace('Obey', 'Obez'), nowhere.body['message']);
  const spid = await connector.client.start({ name: 'Obey' });
  assert.equal((await limited.call(`process/status/${spid}`)).status, 404);
  assert.equal((await limited.call(`process/rerun/${spid}`, {})).status, 404);
  const history = await limited.call('process/history');
  assert.deepEqual(history.body['runs'], []);
});

test('of a schedule that was given another process, a client sees no more than the runs of its own', async () => {
  const { server } = connector;
  const draft = (process: string, values: object) => ({
    ...{ name: 'moved', process, values, plan: { kind: 'call', timezone: 'UTC' } },
  });
  type Row = { row: { id: string; version: number } };
  const { row } = await server.console<Row>('POST', '/api/schedules', draft('Obey', { outputs: { x: 'secret' } }));
  const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
  assert.equal((await connector.client.final(row.id))['__out_x'], 'secret');
  const { version } = (await server.console<Row>('GET', `/api/schedules/${row.id}`)).row;
  const moved = { version, draft: draft('Needs', { customer: 'a' }) };
  await server.console('PUT', `/api/schedules/${row.id}`, moved);

  const state = await limited.call(`process/status/${row.id}`);
  assert.deepEqual([state.body['status'], state.body['runId'], state.body['__out_x']], ['WAITING', null, undefined]);
  for (const what of ['log', 'files'])
    for (const to of [row.id, `${row.id}/file`, `${row.id}?run=${run.id}`, `${row.id}/file?run=${run.id}`])
      assert.equal((await limited.call(`process/${what}/${to}`)).status, 404, `${what}/${to}`);
  assert.equal(
    (await connector.client.call(`process/status/${row.id}`)).body['__out_x'],
    'secret',
    'who sees all does',
  );
});

test('after a rotation both secrets work for the overlap, after a revocation none does, at once', async () => {
  const client = await connector.server.addClient({ name: 'rotating' });
  const works = async (who: TestClient) => (await who.call('process/list')).status === 200;
  const url = connector.server.url;
  const rotated = await connector.server.console<{ user: string; password: string }>(
    'POST',
    `/api/clients/${client.user}/rotate`,
    { overlapSeconds: 60 },
  );
  const next = testClient(url, rotated);
  assert.deepEqual([await works(client), await works(next)], [true, true]);
  await connector.server.console('POST', `/api/clients/${client.user}/rotate`, { overlapSeconds: 0 });
  assert.equal(await works(client), false);
  await connector.server.console('DELETE', `/api/clients/${client.user}`);
  assert.equal(await works(next), false);
});

test('the audit log says who started, repeated and cancelled what, never with values', async () => {
  const spid = await starter.start({ name: 'Obey', values: { shout: 'a plain value' } });
  await starter.final(spid);
  await starter.call(`process/rerun/${spid}`, {});
  const planned = await starter.start({ name: 'Obey', startDate: '2099-01-01' });
  await starter.call(`process/cancel/${planned}`, {});
  const { entries } = await connector.server.console<{ entries: { who: string; action: string; what: string }[] }>(
    'GET',
    '/api/audit?limit=500',
  );
  const said = entries.filter(({ who }) => who === 'client starter').map(({ action, what }) => `${action}: ${what}`);
  for (const wanted of [
    `run started: Obey (${spid})`,
    `schedule created: Obey (${planned})`,
    `run cancelled: Obey (${planned})`,
  ])
    assert.ok(said.includes(wanted), said.join('\n'));
  assert.ok(said.some((line) => line.startsWith(`run repeated: Obey (${spid} → `)));
  assert.ok(!JSON.stringify(entries).includes('a plain value'));
});
