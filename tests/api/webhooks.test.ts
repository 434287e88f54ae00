import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { said, toldIn } from '../../contract/said.ts';
import { defaultSettings } from '../../contract/settings.ts';
import { deliveryDelaysMs } from '../../server/domain/webhook-rules.ts';
import type { Caller } from '../../server/engine/engine.ts';
import { createWebhooks, type WebhookDeps } from '../../server/engine/webhooks/webhooks.ts';
import { silentLog } from '../../server/log.ts';
import type { StoredRun } from '../../server/store/rows.ts';
import { openStore } from '../../server/store/store.ts';
import { createHandClock } from '../support/hand-clock.ts';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const caller: Caller = { kind: 'person', name: 'operator', user: null, scopes: [], processes: null };
const run: StoredRun = {
  id: 'r1',
  seq: 1,
  scheduleId: 's1',
  scheduleSeq: 1,
  scheduleName: 'x',
  process: 'Invoices',
  trigger: 'call',
  startedBy: 'erp',
  status: 'ended',
  outcome: 'succeeded',
  reason: { code: 'done', params: {} },
  hasWarning: false,
  isLate: false,
  dueAt: 1,
  queuedAt: 1,
  startedAt: 2,
  endedAt: 3,
  attempt: 1,
  maxAttempts: 1,
  retryAt: null,
  progress: null,
  outputLine: '',
  rerunOf: null,
  worker: 'w',
  input: null,
  outputs: { x: 'Ada Lovelace' },
  rank: 0,
  overlap: 'queue',
};

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver on this computer that answers with what `answer` says. */
async function receiver(context: TestContext, answer: (count: number) => number = () => 204) {
  const arrived: Arrived[] = [];
  let tell = (): void => {};
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      arrived.push({ headers: request.headers, body });
      response.writeHead(answer(arrived.length), { location: '/elsewhere' }).end();
      tell();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    arrived,
    count: async (wanted: number): Promise<void> => {
      while (arrived.length < wanted) await new Promise<void>((resolve) => (tell = resolve));
    },
  };
}

async function open(
  context: TestContext,
  change: Partial<WebhookDeps> & { url?: string; isInsideAllowed?: boolean } = {},
) {
  const folder = await mkdtemp(path.join(tmpdir(), 'rota-hooks-'));
  const store = openStore(path.join(folder, 'rota.db'));
  // Receivers refuse signatures that are old by their own wall clock.
  const clock = createHandClock(Date.now());
  let isChanged = (): void => {};
  const records = {
    ...store.records,
    updateDelivery: async (...given: Parameters<typeof store.records.updateDelivery>) => {
      await store.records.updateDelivery(...given);
      isChanged();
    },
  };
  let ids = 0;
  const make = () =>
    createWebhooks({
      store: records,
      clock,
      log: silentLog,
      settings: () => ({ ...defaultSettings, allowPrivateWebhooks: change.isInsideAllowed ?? true }),
      newId: () => String((ids += 1)),
      audit: () => {},
      secret,
      urlOf: () => Promise.resolve(change.url ?? null),
      unannounced: () => Promise.resolve([]),
      ...change,
    });
  const webhooks = make();
  context.after(async () => {
    await webhooks.stop();
    store.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    webhooks,
    clock,
    make,
    /** The newest delivery, once it looks as wanted. */
    delivery: async (isWanted: (state: string, attempts: number) => boolean) => {
      for (;;) {
        const changed = new Promise<void>((resolve) => (isChanged = resolve));
        const [first] = (await webhooks.page({ limit: 1 })).deliveries;
        if (first && isWanted(first.state, first.attempts)) return first;
        await changed;
      }
    },
  };
}

test('the end of a run arrives signed as receivers check it, with its outputs', async (context) => {
  const there = await receiver(context);
  const { webhooks, delivery } = await open(context, { url: there.url });
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

test('a failure drops nothing: it is tried again after each pause, under the same id, until it is taken', async (context) => {
  const there = await receiver(context, (count) => (count < 4 ? 500 : 200));
  const { webhooks, clock, delivery } = await open(context, { url: there.url });
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
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    context.after(() => {
      silent.close();
      silent.closeAllConnections();
    });
    const silentUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const there = await receiver(context);
    const { webhooks, delivery } = await open(context, {
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
  const first = await open(context, { url: moved.url });
  first.webhooks.runEnded(run);
  assert.match(
    toldIn((await first.delivery((_s, attempts) => attempts === 1)).lastError ?? '', {}),
    /redirects are not followed/,
  );
  const gone = await receiver(context, () => 410);
  const second = await open(context, { url: gone.url });
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
    const { webhooks } = await open(context, { isInsideAllowed: false });
    const delivery = await webhooks.test(url, caller);
    assert.equal(delivery.state, 'given-up');
    assert.match(toldIn(delivery.lastError ?? '', {}), /inside this computer or its network/);
  });
}

test('a test event arrives at once and is tried once', async (context) => {
  const there = await receiver(context);
  const { webhooks } = await open(context);
  assert.equal((await webhooks.test(there.url, caller)).state, 'delivered');
  assert.equal((JSON.parse(there.arrived[0]!.body) as { type: string }).type, 'test');
  const failed = await webhooks.test('http://127.0.0.1:1/', caller);
  assert.deepEqual([failed.state, failed.lastError], ['given-up', said`could not be reached: ${'ECONNREFUSED'}`]);
});

test('a delivery that was given up can be sent again', async (context) => {
  const there = await receiver(context, (count) => (count === 1 ? 410 : 200));
  const { webhooks, delivery } = await open(context, { url: there.url });
  webhooks.runEnded(run);
  const { id } = await delivery((state) => state === 'given-up');
  await webhooks.redeliver(id, caller);
  assert.equal((await delivery((state) => state === 'delivered')).id, id);
  await assert.rejects(webhooks.redeliver('msg_unknown', caller), /no delivery/);
});

test('what waits when Rota stops goes out after the next start', async (context) => {
  const there = await receiver(context, (count) => (count === 1 ? 503 : 200));
  const { webhooks, clock, delivery, make } = await open(context, { url: there.url });
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
  const { webhooks } = await open(context, { url: there.url, unannounced: () => Promise.resolve([run]) });
  await webhooks.start(1);
  await there.count(1);
});

test('a receiver that never answers does not hold up the others', async (context) => {
  const silent = createServer(() => {});
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  context.after(() => {
    silent.closeAllConnections();
    silent.close();
  });
  const there = await receiver(context);
  const stuck = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  const { webhooks, clock } = await open(context, {
    urlOf: ({ id }) => Promise.resolve(id === 'quick' ? there.url : stuck),
  });
  for (let count = 0; count < 20; count += 1) webhooks.runEnded({ ...run, id: `slow${count}` });
  webhooks.runEnded({ ...run, id: 'quick' });
  await there.count(1);
  clock.move(15_000);
});
