import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { startRota, testClient } from '../support/server.ts';
import { until } from '../support/until.ts';

// Guessing attempts from the same computer, against a server where nobody has signed in yet: right credentials always work at once.

test('while a stranger calls without a pause, clients that have not called since the start and a sign-in link get in each time', async (t) => {
  const first = await startRota();
  const clients = await Promise.all(['one', 'two', 'three', 'four', 'five'].map((name) => first.addClient({ name })));
  await first.stop({ keepHome: true });
  const server = await startRota({ home: first.home });
  t.after(() => server.stop());

  let isOver = false;
  const answers = new Map<number, number>();
  const list = `${server.url}/scheduler/connector-api/process/list`;
  async function guess(at: number): Promise<void> {
    for (let count = 0; !isOver; count += 1) {
      // With the same names as the right ones, and with others.
      const name = at % 2 === 0 ? clients[count % clients.length]!.user : `nobody${count}`;
      const authorization = `Basic ${btoa(`${name}:guess ${at} ${count}`)}`;
      const link = fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: `guess ${at} ${count}` }),
      });
      for (const { status } of await Promise.all([fetch(list, { headers: { authorization } }), link]))
        answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  }
  const strangers = Array.from({ length: 8 }, (_, at) => guess(at));
  await until('the stranger is slowed down', () => (answers.get(429) ?? 0) > 50);

  for (const client of clients) {
    const right = testClient(server.url, client);
    assert.equal((await right.call('process/list')).status, 200);
    const old = testClient(server.url, { ...client, password: 'an old one' });
    assert.ok([401, 429].includes((await old.call('process/list')).status));
    assert.equal((await right.call('process/list')).status, 200, 'an old password elsewhere does not matter');
  }
  const token = server.signInLink.split('token=')[1];
  const signedIn = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  assert.equal(signedIn.status, 200);
  isOver = true;
  await Promise.all(strangers);
  assert.deepEqual([...answers.keys()].sort(), [401, 429]);
});

test('a key of a client is no way back to a process that was taken from it', async (t) => {
  const server = await startRota();
  t.after(() => server.stop());
  for (const name of ['One', 'Two']) await server.addProcess({ name, command: 'true' });
  const client = await server.addClient({ name: 'erp', processes: ['One', 'Two'] });
  const body = { name: 'One', startDate: '2099-01-01' };
  const key = { headers: { 'idempotency-key': 'k' } };
  assert.equal((await client.call('process/start', body, key)).status, 200);
  const file = path.join(server.home, 'rota.json');
  const document = JSON.parse(readFileSync(file, 'utf8')) as { clients: { processes: string[] }[] };
  document.clients[0]!.processes = ['Two'];
  writeFileSync(file, JSON.stringify(document));
  await until('the edit is taken', async () => {
    const { body: known } = await client.call('process/list');
    return (known['processes'] as unknown[]).length === 1;
  });
  const again = await client.call('process/start', body, key);
  assert.equal(again.status, 404, JSON.stringify(again.body));
});
