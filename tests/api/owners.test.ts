import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import { startRota, testClient, type TestClient } from '../support/server.ts';

// Ownership goes by an identity, never by a name: against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

/** The answers that a client gets for another client's start, by every path. */
async function asks(client: TestClient, spid: string): Promise<Record<string, number>> {
  const status = async (to: string, body?: unknown) => (await client.call(to, body)).status;
  return {
    status: await status(`process/status/${spid}?types=native`),
    log: await status(`process/log/${spid}`),
    rerun: await status(`process/rerun/${spid}`, {}),
    cancel: await status(`process/cancel/${spid}`, {}),
  };
}
const nothing = { status: 404, log: 404, rerun: 404, cancel: 404 };

async function historyOf(client: TestClient): Promise<string[]> {
  const { body } = await client.call('process/history?limit=100');
  return (body['runs'] as { robustaSpid: string }[]).map(({ robustaSpid }) => robustaSpid);
}

test('no client can bear the name of a person: it is refused with the reason', async () => {
  for (const name of ['command line', 'Operatör', 'TRAY', 'Rota']) {
    await assert.rejects(
      connector.server.addClient({ name, scopes: ['start'] }),
      /400 .*BODY_INVALID.*what Rota calls a person or itself/,
      name,
    );
  }
});

test('the client that comes after a revoked one of the same name sees, cancels and repeats nothing of it', async () => {
  const old = await connector.server.addClient({ name: 'billing', scopes: ['start'] });
  const spid = await old.start({ name: 'Obey', values: { outputs: { total: 'secret sum' } } });
  await old.final(spid);
  const planned = await old.start({ name: 'Obey', startDate: '2099-01-01' });
  const key = { headers: { 'idempotency-key': 'one' } };
  const once = await old.call('process/start', { name: 'Obey', startDate: '2099-01-01' }, key);
  await connector.server.console('DELETE', `/api/clients/${old.user}`);
  const fresh = await connector.server.addClient({ name: 'billing', scopes: ['start'] });
  assert.notEqual(fresh.user, old.user);
  assert.deepEqual(await asks(fresh, spid), nothing);
  assert.deepEqual(await asks(fresh, planned), nothing);
  assert.deepEqual(await historyOf(fresh), []);
  const again = await fresh.call('process/start', { name: 'Obey', startDate: '2099-01-01' }, key);
  assert.equal(again.status, 200);
  assert.notEqual(again.body['robustaSpid'], once.body['robustaSpid'], 'a key belongs to who gave it');
  assert.deepEqual(await historyOf(fresh), []);
});

test('what people start by command line or page is nobody’s own among clients', async () => {
  const { run } = await connector.server.console<{ run: { scheduleId: string } }>('POST', '/api/processes/Obey/run', {
    values: {},
  });
  const starter = await connector.server.addClient({ name: 'starter', scopes: ['start'] });
  assert.deepEqual(await asks(starter, run.scheduleId), nothing);
  assert.deepEqual(await historyOf(starter), []);
  // A client that may read everything still cancels and repeats only its own.
  const read = await connector.client.call(`process/rerun/${run.scheduleId}`, {});
  assert.deepEqual([read.status, codeOf(read.body)], [403, 'FORBIDDEN']);
});

test('the audit log and lists tell clients of one name apart by what is stored beside the name', async () => {
  const names = await connector.server.console<{ entries: { who: string; action: string }[] }>(
    'GET',
    '/api/audit?limit=500',
  );
  assert.ok(names.entries.some(({ who, action }) => who === 'client billing' && action === 'run started'));
  const db = new DatabaseSync(path.join(connector.server.home, 'rota.db'), { readOnly: true });
  const owners = db.prepare(`SELECT DISTINCT owner FROM audit WHERE who = 'client billing'`).all();
  const people = db.prepare(`SELECT DISTINCT starter FROM run WHERE started_by = 'command line'`).all();
  db.close();
  assert.equal(owners.length, 2);
  assert.deepEqual(
    people.map(({ starter }) => starter),
    ['person:command line'],
  );
});

test('a manager that is limited to one process is refused with the reason', async () => {
  await assert.rejects(
    connector.server.addClient({ name: 'boss', scopes: ['manage'], processes: ['Obey'] }),
    /400 .*scopes.*cannot be limited/,
  );
});

test('what an older build kept under names goes to whoever certainly made it, and else to nobody', async () => {
  const first = await startRota();
  const { home } = first;
  const script = path.join(import.meta.dirname, '..', 'fixtures', 'children', 'obeys-its-values.mjs');
  await first.addProcess({ name: 'Obey', script });
  const add = (name: string, draft = {}) => first.addClient({ name, scopes: ['start'], ...draft });
  const clients = [await add('erp'), await add('gone'), await add('late'), await add('odd'), await add('boss')];
  const plan = { name: 'Obey', startDate: '2099-01-01' };
  const spids: string[] = [];
  for (const client of clients) spids.push(await client.start(plan));
  const { run } = await first.console<{ run: { scheduleId: string } }>('POST', '/api/processes/Obey/run', {
    values: {},
  });
  const once = await clients[0]!.call('process/start', plan, { headers: { 'idempotency-key': 'kept' } });
  await first.stop({ keepHome: true });

  // Data of an older build: rows have names, clients no identity, and names that are reserved now were allowed.
  const file = path.join(home, 'rota.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as { clients: Record<string, unknown>[] };
  const now = Date.now();
  const [erp, gone, late, odd, boss] = document.clients as [
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
    Record<string, unknown>,
  ];
  for (const client of document.clients) for (const key of ['id', 'hint']) delete client[key];
  Object.assign(gone, { revokedAt: now, hash: null });
  // "late" has the name of a client that was removed from the file: the row is older than the client.
  Object.assign(late, { createdAt: now + 1 });
  Object.assign(odd, { name: 'operator' });
  Object.assign(boss, { scopes: ['manage'], processes: ['Obey'] });
  document.clients.push({
    ...gone,
    user: 'gone-abcd',
    createdAt: now + 5,
    revokedAt: null,
    hash: erp['hash'],
    salt: erp['salt'],
  });
  writeFileSync(file, JSON.stringify(document));
  const db = new DatabaseSync(path.join(home, 'rota.db'));
  db.exec(`UPDATE schedule SET owner = NULL; UPDATE run SET starter = NULL; UPDATE audit SET owner = NULL;
    UPDATE schedule SET created_by = 'operator' WHERE created_by = 'odd';
    UPDATE idempotency SET client = '${clients[0]!.user}';
    INSERT INTO fact VALUES ('owners-by-name', 'yes')`);
  db.close();

  const server = await startRota({ home });
  const as = (client: TestClient, user = client.user) => testClient(server.url, { ...client, user });
  const [hers, goners, lates, operators] = spids as [string, string, string, string];
  assert.equal((await as(clients[0]!).call(`process/status/${hers}`)).status, 200, 'its own is still its own');
  assert.deepEqual(await asks(as(clients[0]!, 'gone-abcd'), goners), nothing, 'of a revoked one of the same name');
  assert.deepEqual(await asks(as(clients[2]!), lates), nothing, 'of one that was there before it');
  assert.deepEqual(await asks(as(clients[3]!), operators), nothing, 'what may be a person’s');
  assert.deepEqual(await asks(as(clients[3]!), run.scheduleId), nothing);
  const replay = await as(clients[0]!).call('process/start', plan, { headers: { 'idempotency-key': 'kept' } });
  assert.equal(replay.body['robustaSpid'], once.body['robustaSpid'], 'a key is still known');

  // The manager of one process manages nothing now, and a warning says so.
  const manager = as(clients[4]!);
  assert.equal((await manager.call('process/list')).status, 200);
  const { status } = await fetch(`${server.url}/api/processes`, {
    headers: { authorization: `Basic ${btoa(`${manager.user}:${manager.password}`)}` },
  });
  assert.equal(status, 403);
  const { notices } = await server.console<{ notices: { params: Record<string, unknown> }[] }>('GET', '/api/notices');
  assert.ok(notices.some(({ params }) => params['what'] === 'client-limited' && params['client'] === 'boss'));
  await server.stop();
});
