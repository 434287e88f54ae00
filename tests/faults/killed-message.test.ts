import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { httpReceiver } from '../support/channels.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

// A real server that is killed at a moment that is known, and another one on the same folder.

const fails = { name: 'Fails', command: process.execPath, args: ['-e', 'process.exit(3)'] };

async function open(t: TestContext, url: string, burstMinutes: number) {
  let server = await startRota();
  t.after(() => server.stop());
  await server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  await server.addProcess(fails);
  const { channel } = await server.console<{ channel: { id: string } }>('POST', '/api/channels', {
    title: 'Program',
    settings: { kind: 'webhook', url },
  });
  await server.console('POST', '/api/message-rules', {
    rule: { channels: [channel.id], events: ['failed'], burstMinutes },
  });
  return {
    server: () => server,
    fail: () => server.console<{ run: { id: string } }>('POST', '/api/processes/Fails/run', { values: {} }),
    async killAndStart(): Promise<void> {
      await server.kill();
      server = await startRota({ home: server.home });
    },
  };
}

const endOf = (server: TestServer, id: string) =>
  until('the run has ended', async () => {
    const { run } = await server.console<{ run: { status: string } }>('GET', `/api/runs/${id}`);
    return run.status === 'ended';
  });

const delivered = (server: TestServer, count: number) =>
  until(`${count} messages are delivered`, async () => {
    const { deliveries } = await server.console<{ deliveries: { state: string }[] }>('GET', '/api/messages');
    return deliveries.filter(({ state }) => state === 'delivered').length === count;
  });

test('killed -9 between the end of a run and its message, it is not told, or told twice', async (t) => {
  const there = await httpReceiver(t, () => ({ status: 200 }));
  // The first message waits a moment for others: that is when the server dies.
  const rota = await open(t, there.url, 15);
  const { run } = await rota.fail();
  await endOf(rota.server(), run.id);
  assert.equal(there.arrived.length, 0, 'killed too late: this shows nothing');
  await rota.killAndStart();
  await delivered(rota.server(), 1);
  assert.equal(there.arrived.length, 1);
  assert.match(there.arrived[0]!.body, new RegExp(run.id));
  await rota.killAndStart();
  const { deliveries } = await rota.server().console<{ deliveries: object[] }>('GET', '/api/messages');
  assert.equal(deliveries.length, 1);
  assert.equal(there.arrived.length, 1);
});

test('killed -9 while the receiver has the message and has not answered, it comes again under another name', async (t) => {
  let hold = (): void => {};
  const asked: { readonly id: string; readonly response: ServerResponse }[] = [];
  const receiver = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      asked.push({ id: String(request.headers['webhook-id']), response });
      if (asked.length === 1) hold();
      else response.writeHead(200).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  t.after(() => {
    receiver.close();
    receiver.closeAllConnections();
  });
  const isHeld = new Promise<void>((resolve) => (hold = resolve));
  const rota = await open(t, `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/in`, 0);
  await rota.fail();
  await isHeld;
  await rota.killAndStart();
  await delivered(rota.server(), 1);
  assert.equal(asked.length, 2);
  assert.equal(asked[1]!.id, asked[0]!.id, 'receivers can drop the second one');
  // Accepted once: nothing of it comes again with the next one.
  await rota.killAndStart();
  await rota.fail();
  await delivered(rota.server(), 2);
  assert.equal(asked.length, 3);
  assert.notEqual(asked[2]!.id, asked[0]!.id);
});

test('killed -9 in the middle of a run, the failure that the next server finds is told to nobody', async (t) => {
  const there = await httpReceiver(t, () => ({ status: 200 }));
  const rota = await open(t, there.url, 0);
  await rota.server().addProcess({ ...fails, name: 'Runs', args: ['-e', 'setInterval(() => {}, 1000)'] });
  const { run } = await rota
    .server()
    .console<{ run: { id: string } }>('POST', '/api/processes/Runs/run', { values: {} });
  await until('it runs', async () => {
    const found = await rota.server().console<{ run: { status: string } }>('GET', `/api/runs/${run.id}`);
    return found.run.status === 'running';
  });
  await rota.killAndStart();
  await delivered(rota.server(), 1);
  assert.match(there.arrived[0]!.body, /Runs was interrupted/);
  assert.equal(there.arrived.length, 1);
});
