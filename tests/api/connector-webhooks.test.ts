import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { Delivery } from '../../contract/deliveries.ts';
import { toldIn } from '../../contract/translatable.ts';
import { openConnector, type Connector } from '../support/connector.ts';
import { until } from '../support/until.ts';

// From a start with a callbackUrl to a signed message, against a real server.

let connector: Connector;
const arrived: { headers: IncomingHttpHeaders; body: string }[] = [];
const receiver = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    arrived.push({ headers: request.headers, body });
    response.end();
  });
});
let callbackUrl: string;

before(async () => {
  connector = await openConnector();
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
after(async () => {
  receiver.close();
  receiver.closeAllConnections();
  await connector.stop();
});

const deliveries = () => connector.server.console<{ deliveries: Delivery[] }>('GET', '/api/webhooks');

test('the inside of the network is not reached unasked; allowed, the delivery can be sent again and arrives signed', async () => {
  const spid = await connector.client.start({ name: 'Obey', values: { outputs: { x: 'Ada' } }, callbackUrl });
  await connector.client.final(spid);
  const refused = await until('it was tried', async () =>
    (await deliveries()).deliveries.find(({ attempts }) => attempts === 1),
  );
  assert.match(toldIn(refused.lastError ?? '', {}), /inside this computer or its network/);
  assert.equal(arrived.length, 0);

  await connector.server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  await connector.server.console('POST', `/api/webhooks/${refused.id}/redeliver`);
  const sent = await until('it arrives', () => arrived[0]);
  const { secret } = await connector.server.console<{ secret: string }>('GET', '/api/webhooks/secret');
  const event = new Webhook(secret).verify(sent.body, sent.headers as Record<string, string>, { jsonParse: true });
  const { type, data } = event as { type: string; data: Record<string, unknown> };
  assert.deepEqual(
    [type, data['robustaSpid'], data['status'], data['outputs']],
    ['run.succeeded', spid, 'SUCCEEDED', { x: 'Ada' }],
  );
});

test('a test event arrives, and a process’s own address is used where a start names none', async () => {
  await connector.server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  const before = arrived.length;
  const { delivery } = await connector.server.console<{ delivery: Delivery }>('POST', '/api/webhooks/test', {
    url: callbackUrl,
  });
  assert.equal(delivery.state, 'delivered');
  await connector.server.addProcess({ name: 'Telling', command: 'false', callbackUrl });
  const spid = await connector.client.start({ name: 'Telling' });
  const last = await until('the news of the process arrive', () => arrived[before + 1]);
  assert.deepEqual((JSON.parse(last.body) as { type: string; data: object }).type, 'run.failed');
  assert.ok(last.body.includes(spid));
});

test('a start that asks for it is told that its run has begun, then that it is over; one that does not ask hears the end alone', async () => {
  await connector.server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  const told = (spid: string) =>
    arrived.flatMap(({ body }) => {
      const { type, data } = JSON.parse(body) as { type: string; data: Record<string, unknown> };
      return data['robustaSpid'] === spid ? [{ type, data }] : [];
    });
  const gate = connector.gate();
  const values = { holdUntil: gate, outputs: { x: 'Ada' }, failFirst: 1 };
  const both = await connector.client.start({
    ...{ name: 'Obey', values, callbackUrl, retryCount: 1 },
    callbackEvents: ['ended', 'Started'],
  });
  const begun = await until('it is told that it runs', () => told(both)[0]);
  assert.deepEqual(
    [begun.type, begun.data['status'], begun.data['endedAt'], 'outputs' in begun.data],
    ['run.started', 'RUNNING', null, false],
  );
  const onlyEnd = await connector.client.start({ name: 'Obey', callbackUrl });
  const onlyStart = await connector.client.start({ name: 'Obey', callbackUrl, callbackEvents: 'started' });
  connector.release(gate);
  for (const spid of [both, onlyEnd, onlyStart]) await connector.client.final(spid);
  // Deliveries keep the order of ends: after a later end none of these three is sent.
  const last = await connector.client.start({ name: 'Obey', callbackUrl });
  await until('the last is told', () => told(last)[0]);
  await until('both ends are told', () => told(both).length > 1 && told(onlyEnd).length > 0);
  const types = [both, onlyEnd, onlyStart].map((spid) => told(spid).map(({ type }) => type));
  assert.deepEqual(types, [['run.started', 'run.succeeded'], ['run.succeeded'], ['run.started']]);
});

test('events that are not known are refused with the two that are', async () => {
  for (const callbackEvents of [['begun'], [], [1], { started: true }]) {
    const { status, body } = await connector.client.call('process/start', {
      name: 'Obey',
      callbackUrl,
      callbackEvents,
    });
    assert.equal(status, 400, JSON.stringify(body));
    assert.match(String(body['message']), /^callbackEvents: .*started.*ended/);
  }
});

test('what waits when the server is killed is delivered by the next one', async () => {
  const other = await openConnector();
  const gate = other.gate();
  await other.server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const url = `http://127.0.0.1:${port}/late`;
  const spid = await other.client.start({ name: 'Obey', values: { holdUntil: gate }, callbackUrl: url });
  other.release(gate);
  await other.client.final(spid);
  const list = () => other.server.console<{ deliveries: Delivery[] }>('GET', '/api/webhooks');
  await until('it was tried in vain', async () => (await list()).deliveries.find(({ attempts }) => attempts === 1));
  await other.server.kill();
  const bodies: string[] = [];
  const late = createServer((request, response) => {
    request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
    request.on('end', () => response.end());
  });
  await new Promise<void>((resolve) => late.listen(port, '127.0.0.1', resolve));
  const { startRota } = await import('../support/server.ts');
  const again = await startRota({ home: other.server.home });
  await until('it arrives after all', () => bodies[0]?.includes(spid), 20_000);
  await again.stop();
  late.close();
  late.closeAllConnections();
});
