import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveryDelaysMs } from '../../server/domain/webhook-rules.ts';
import { openWebhooks, receiver, run, silentReceiver } from './webhook-rig.ts';

test('a receiver that never answers does not hold up the others', async (context) => {
  const silentUrl = await silentReceiver(context);
  const there = await receiver(context);
  const { webhooks, clock } = await openWebhooks(context, {
    urlOf: ({ id }) => Promise.resolve(id === 'quick' ? there.url : silentUrl),
  });
  for (let count = 0; count < 20; count += 1) webhooks.runEnded({ ...run, id: `slow${count}` });
  webhooks.runEnded({ ...run, id: 'quick' });
  await there.count(1);
  clock.move(15_000);
});

test('a receiver that takes its time does not delay what another is to get again', async (context) => {
  const silentUrl = await silentReceiver(context);
  const failing = await receiver(context, (count) => (count === 1 ? 500 : 204));
  const { webhooks, clock, delivery } = await openWebhooks(context, {
    urlOf: ({ id }) => Promise.resolve(id === 'slow' ? silentUrl : failing.url),
  });
  webhooks.runEnded({ ...run, id: 'slow' });
  webhooks.runEnded({ ...run, id: 'failing' });
  await delivery((_state, attempts) => attempts === 1);
  await webhooks.start(null);
  clock.move(deliveryDelaysMs[0]);
  assert.equal((await delivery((state) => state === 'delivered')).attempts, 2);
  clock.move(15_000);
});

test('a receiver that asks for a pause gets it, by seconds or by date, at most a day', async (context) => {
  for (const [asked, wantedMs] of [
    ['60', 60_000],
    ['1', deliveryDelaysMs[0]],
    ['999999999', 86_400_000],
    ['soon', deliveryDelaysMs[0]],
    ['2027-01-01', deliveryDelaysMs[0]],
  ] as const) {
    const there = await receiver(context, () => 429, { 'retry-after': asked });
    const { webhooks, clock, delivery } = await openWebhooks(context, { url: there.url });
    webhooks.runEnded(run);
    const { nextAt } = await delivery((_state, attempts) => attempts === 1);
    assert.equal(nextAt, clock.now() + wantedMs, `Retry-After: ${asked}`);
  }
  const at = Math.floor(Date.now() / 1000) * 1000 + 600_000;
  const there = await receiver(context, () => 503, { 'retry-after': new Date(at).toUTCString() });
  const { webhooks, delivery } = await openWebhooks(context, { url: there.url });
  webhooks.runEnded(run);
  assert.equal((await delivery((_state, attempts) => attempts === 1)).nextAt, at);
});
