import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { said, toldIn } from '../../contract/translatable.ts';
import { deliveryDelaysMs } from '../../server/domain/webhook-rules.ts';
import { caller, openWebhooks, receiver, run, secret, silentReceiver } from './webhook-rig.ts';

test('the end of a run arrives signed as receivers check it, with its outputs', async (context) => {
  const there = await receiver(context);
  const { webhooks, delivery } = await openWebhooks(context, { url: there.url });
  webhooks.runEnded(run);
  await there.count(1);
  const { headers, body } = there.arrived[0]!;
  const event = new Webhook(secret).verify(body, headers as Record<string, string>, { jsonParse: true });
  assert.ok(event);
  assert.deepEqual(Object.keys(event), ['type', 'timestamp', 'data']);
  const { type, data } = event as { type: string; data: Record<string, unknown> };
  assert.equal(type, 'run.succeeded');
  assert.deepEqual([data['robustaSpid'], data['status'], data['outputs']], ['s1', 'SUCCEEDED', { x: 'Ada Lovelace' }]);
  assert.equal((await delivery((state) => state === 'delivered')).attempts, 1);
});

test('the end of a run that succeeded with a warning says what the warning is, any other says null', async (context) => {
  const there = await receiver(context);
  const { webhooks } = await openWebhooks(context, { url: there.url });
  const reason = { code: 'error-line' as const, params: { exitCode: 2, message: 'three rows were left out' } };
  webhooks.runEnded({ ...run, hasWarning: true, reason });
  await there.count(1);
  webhooks.runEnded({ ...run, id: 'r2' });
  await there.count(2);
  const said = there.arrived.map(({ body }) => (JSON.parse(body) as { data: { warning: unknown } }).data.warning);
  assert.deepEqual(said, ['exit code 2: three rows were left out', null]);
});

test('a failure drops nothing: it is tried again after each pause, under the same id, until it is taken', async (context) => {
  const there = await receiver(context, (count) => (count < 4 ? 500 : 200));
  const { webhooks, clock, delivery } = await openWebhooks(context, { url: there.url });
  webhooks.runEnded(run);
  for (let tried = 1; tried < 4; tried += 1) {
    const waiting = await delivery((_state, attempts) => attempts === tried);
    assert.deepEqual(waiting.lastError, said`answered ${500}`);
    assert.equal(waiting.nextAt, clock.now() + (deliveryDelaysMs[tried - 1] ?? 0));
    await webhooks.start(null);
    clock.move(deliveryDelaysMs[tried - 1] ?? 0);
  }
  assert.equal((await delivery((state) => state === 'delivered')).attempts, 4);
  assert.equal(new Set(there.arrived.map(({ headers }) => headers['webhook-id'])).size, 1);
});

test(
  'hundreds that wait for a receiver that never answers do not hold up the others',
  { timeout: 60_000 },
  async (context) => {
    const silentUrl = await silentReceiver(context);
    const there = await receiver(context);
    const { webhooks, delivery } = await openWebhooks(context, {
      urlOf: ({ process, id }) => Promise.resolve(process === 'Silent' ? `${silentUrl}/${id}` : there.url),
    });
    for (let count = 0; count < 250; count += 1)
      webhooks.runEnded({ ...run, id: `silent-${count}`, process: 'Silent' });
    webhooks.runEnded(run);
    await there.count(1);
    assert.equal((await delivery((state) => state === 'delivered')).runId, 'r1');
  },
);

test('a redirect is not followed, and a receiver that is gone is left alone', async (context) => {
  const moved = await receiver(context, () => 302);
  const first = await openWebhooks(context, { url: moved.url });
  first.webhooks.runEnded(run);
  assert.match(
    toldIn((await first.delivery((_s, attempts) => attempts === 1)).lastError ?? '', {}),
    /redirects are not followed/,
  );
  const gone = await receiver(context, () => 410);
  const second = await openWebhooks(context, { url: gone.url });
  second.webhooks.runEnded(run);
  assert.equal((await second.delivery((state) => state === 'given-up')).nextAt, null);
});

for (const url of [
  'http://127.0.0.1:1/',
  'http://localhost:1/',
  'http://[::1]:1/',
  'http://0x7f.1:1/',
  'http://169.254.169.254/latest',
  'http://[::ffff:10.0.0.1]/',
]) {
  test(`${url} is not reached unless that is allowed`, async (context) => {
    const { webhooks } = await openWebhooks(context, { isInsideAllowed: false });
    const delivery = await webhooks.test(url, caller);
    assert.equal(delivery.state, 'given-up');
    assert.match(toldIn(delivery.lastError ?? '', {}), /inside this computer or its network/);
  });
}

test('a test event arrives at once and is tried once', async (context) => {
  const there = await receiver(context);
  const { webhooks } = await openWebhooks(context);
  assert.equal((await webhooks.test(there.url, caller)).state, 'delivered');
  assert.equal((JSON.parse(there.arrived[0]!.body) as { type: string }).type, 'test');
  const failed = await webhooks.test('http://127.0.0.1:1/', caller);
  assert.deepEqual([failed.state, failed.lastError], ['given-up', said`could not be reached: ${'ECONNREFUSED'}`]);
});

test('a delivery that was given up can be sent again', async (context) => {
  const there = await receiver(context, (count) => (count === 1 ? 410 : 200));
  const { webhooks, delivery } = await openWebhooks(context, { url: there.url });
  webhooks.runEnded(run);
  const { id } = await delivery((state) => state === 'given-up');
  await webhooks.redeliver(id, caller);
  assert.equal((await delivery((state) => state === 'delivered')).id, id);
  await assert.rejects(webhooks.redeliver('msg_unknown', caller), /no delivery/);
});

test('what waits when Rota stops goes out after the next start', async (context) => {
  const there = await receiver(context, (count) => (count === 1 ? 503 : 200));
  const { webhooks, clock, delivery, make } = await openWebhooks(context, { url: there.url });
  webhooks.runEnded(run);
  await delivery((_state, attempts) => attempts === 1);
  await webhooks.stop();
  clock.move(deliveryDelaysMs[0]);
  const next = make();
  await next.start(clock.now());
  assert.equal((await delivery((state) => state === 'delivered')).attempts, 2);
  await next.stop();
});

test('news that were lost when Rota died are made up for', async (context) => {
  const there = await receiver(context);
  const { webhooks } = await openWebhooks(context, { url: there.url, unannounced: () => Promise.resolve([run]) });
  await webhooks.start(1);
  await there.count(1);
});
