import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, uuid, type Connector } from '../support/connector.ts';
import { until } from '../support/until.ts';

// One call that starts a run and answers with its result: against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

const start = (query: string, body: object, init?: RequestInit) =>
  connector.client.call(`process/start${query}`, body, init);

test('a start that waits answers with the state and the outputs, and its own keys are as ever', async () => {
  const { status, body, headers } = await start('?wait=30', { name: 'Obey', values: { outputs: { x: 'Ada', n: 2 } } });
  assert.equal(status, 200);
  assert.match(String(body['robustaSpid']), uuid);
  assert.deepEqual(
    [body['message'], body['warnings'], body['status'], body['statusMessage'], body['__out_x'], body['__out_n']],
    ['Process saved', [], 'SUCCEEDED', 'Your transaction has ended.', 'Ada', '2'],
  );
  assert.equal(headers.get('retry-after'), null);
  const native = await start('?wait=30&types=native', { name: 'Obey', values: { outputs: { n: 2 } } });
  assert.equal(native.body['__out_n'], 2);
});

test('a start that does not wait answers with the keys that it always had, and no other', async () => {
  const { body } = await start('', { name: 'Obey' });
  assert.deepEqual(Object.keys(body), ['robustaSpid', 'message', 'nextRun', 'warnings']);
});

test('a failed run is reported as failed, with its reason; one that still runs when the time is over as running', async () => {
  const failed = await start('?wait=30', { name: 'Obey', values: { exitCode: 3, complain: 'no window' } });
  assert.deepEqual(
    [failed.status, failed.body['status'], failed.body['statusMessage']],
    [200, 'FAILED', 'Failed after 1 of 1 attempts: exit code 3: no window'],
  );
  const gate = connector.gate();
  const running = await start('?wait=0', { name: 'Obey', values: { holdUntil: gate } });
  assert.match(String(running.body['status']), /^(WAITING|RUNNING)$/);
  assert.ok(Number(running.headers.get('retry-after')) >= 1);
  connector.release(gate);
});

test('a rerun waits, too', async () => {
  const first = await start('?wait=30', { name: 'Obey', values: { outputs: { x: '1' } } });
  const again = await connector.client.call(`process/rerun/${String(first.body['robustaSpid'])}?wait=30`, {});
  assert.notEqual(again.body['robustaSpid'], first.body['robustaSpid']);
  assert.deepEqual([again.body['status'], again.body['__out_x']], ['SUCCEEDED', '1']);
});

test('a start repeated with its key waits for the run of the first, and starts nothing', async () => {
  const gate = connector.gate();
  const body = { name: 'Obey', values: { holdUntil: gate, outputs: { x: 'once' } } };
  const init = { headers: { 'idempotency-key': 'waits' } };
  const first = await start('', body, init);
  const second = start('?wait=30', body, init);
  // A later call was answered, so this one has arrived.
  await connector.client.call('process/list');
  connector.release(gate);
  const { body: answer } = await second;
  assert.equal(answer['robustaSpid'], first.body['robustaSpid']);
  assert.deepEqual([answer['status'], answer['__out_x']], ['SUCCEEDED', 'once']);
});

test('a wait that is no number is refused, and nothing is started', async () => {
  const before = (await connector.client.call('process/history?name=Obey')).body['runs'] as object[];
  for (const wait of ['soon', '-1', '61']) {
    const { status, body } = await start(`?wait=${wait}`, { name: 'Obey' });
    assert.deepEqual([status, codeOf(body)], [400, 'QUERY_INVALID'], wait);
  }
  const later = (await connector.client.call('process/history?name=Obey')).body['runs'] as object[];
  assert.equal(later.length, before.length);
});

test('a start that waits for a client that is revoked ends with 401, and the run goes on', async () => {
  const client = await connector.server.addClient({ name: 'short-lived', scopes: ['start'] });
  const gate = connector.gate();
  const waiting = client.call('process/start?wait=30', { name: 'Obey', values: { holdUntil: gate } });
  const mine = await until('it runs', async () => {
    const { body } = await connector.client.call('process/history?status=RUNNING');
    return (body['runs'] as { startedBy: string; robustaSpid: string }[]).find(
      ({ startedBy }) => startedBy === 'short-lived',
    );
  });
  await connector.server.console('DELETE', `/api/clients/${client.user}`);
  const { status, body } = await waiting;
  assert.deepEqual([status, codeOf(body)], [401, 'UNAUTHORIZED']);
  connector.release(gate);
  assert.equal((await connector.client.final(mine.robustaSpid))['status'], 'SUCCEEDED');
});
