import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { ChannelSettings } from '../../contract/channel-settings.ts';
import type { ChannelMessage } from '../../server/messages/channel-message.ts';
import { createSendByKind } from '../../server/messages/channels/send-by-kind.ts';
import { createSystemClock } from '../../server/clock.ts';
import { channelDeps, httpReceiver, message, problemOf } from '../support/channels.ts';
import { createHandClock } from '../support/hand-clock.ts';

const send = (settings: ChannelSettings, given: ChannelMessage = message, deps = channelDeps()) =>
  createSendByKind(deps.clock)(given, { id: 'c1', settings }, deps);

/** Every kind that posts, at a local receiver. */
const kindsAt = (url: string): readonly ChannelSettings[] => [
  { kind: 'teams', url: `${url}/workflows/1?sig=secret-signature` },
  { kind: 'slack', url: `${url}/services/T0/B0/secret-path` },
  { kind: 'mattermost', url: `${url}/hooks/secret-path` },
  { kind: 'discord', url: `${url}/api/webhooks/1/secret-path` },
  { kind: 'googleChat', url: `${url}/v1/spaces/S/messages?key=k&token=secret-token` },
  { kind: 'telegram', server: url, token: '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ', chat: '-100200300' },
  { kind: 'ntfy', server: url, topic: 'rota', token: 'tk_secret-token' },
  { kind: 'gotify', server: url, token: 'secret-token' },
  { kind: 'webhook', url: `${url}/in/secret-path` },
  { kind: 'heartbeat', url: `${url}/ping/secret-path` },
];

test('each kind delivers, and none changes a Turkish letter', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200, body: 'ok' }));
  for (const settings of kindsAt(there.url)) {
    const before = there.arrived.length;
    assert.deepEqual(await send(settings), { state: 'delivered' }, settings.kind);
    const [first, ...files] = there.arrived.slice(before);
    // Only Telegram takes files one by one.
    assert.equal(files.length, settings.kind === 'telegram' ? message.files.length : 0, settings.kind);
    assert.match(`${first!.body} ${decodeURIComponent(first!.url)}`, /Fatura.İndirme/, settings.kind);
  }
});

test('a refusal is not tried again, a busy service is, and neither tells the secret that the answer repeats', async (context) => {
  let status = 404;
  const there = await httpReceiver(context, (_count, { url, headers }) => ({
    status,
    body: `no: ${url} ${String(headers.authorization)} ${String(headers['x-gotify-key'])}`,
  }));
  for (const settings of kindsAt(there.url)) {
    for (const [given, state] of [
      [400, 'refused'],
      [404, 'refused'],
      [413, 'refused'],
      [302, 'refused'],
      [408, 'failed'],
      [500, 'failed'],
      [503, 'failed'],
    ] as const) {
      status = given;
      const result = await send(settings);
      assert.equal(result.state, state, `${settings.kind} ${given}`);
      assert.match(problemOf(result), new RegExp(`^answered ${given}`));
      assert.doesNotMatch(problemOf(result), /secret|ABCDEFG/, settings.kind);
    }
  }
});

test('the pause that a busy service asks for is kept, in each service’s own way', async (context) => {
  const clock = createHandClock();
  const now = clock.now();
  let answer: { status: number; headers?: Record<string, string>; body?: string } = { status: 429 };
  const there = await httpReceiver(context, () => answer);
  const notBefore = async (kind: ChannelSettings['kind'], given: typeof answer) => {
    answer = given;
    const settings = kindsAt(there.url).find((one) => one.kind === kind)!;
    const result = await send(settings, message, channelDeps({ clock }));
    assert.equal(result.state, 'failed');
    return result.state === 'failed' ? result.notBefore : null;
  };
  assert.equal(await notBefore('slack', { status: 429, headers: { 'retry-after': '30' } }), now + 30_000);
  assert.equal(
    await notBefore('discord', { status: 429, body: '{"message":"slow","retry_after":64.57}' }),
    now + 64_570,
  );
  const telegram = '{"ok":false,"error_code":429,"parameters":{"retry_after":7}}';
  assert.equal(await notBefore('telegram', { status: 429, body: telegram }), now + 7000);
  assert.equal(
    await notBefore('ntfy', { status: 503, headers: { 'retry-after': 'Mon, 23 Nov 2026 07:05:00 GMT' } }),
    now + 300_000,
  );
  assert.equal(await notBefore('gotify', { status: 429 }), null);
});

test('Google Chat gets one message a second for a space, whoever sends', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200 }));
  const clock = createHandClock();
  const deps = channelDeps({ clock });
  const sendByKind = createSendByKind(clock);
  const at = (space: string): ChannelSettings => ({
    kind: 'googleChat',
    url: `${there.url}/v1/spaces/${space}/messages?key=k`,
  });
  const first = sendByKind(message, { id: 'a', settings: at('A') }, deps);
  const second = sendByKind(message, { id: 'b', settings: at('A') }, deps);
  const other = sendByKind(message, { id: 'c', settings: at('B') }, deps);
  await Promise.all([first, other]);
  assert.equal(there.arrived.length, 2);
  clock.move(1000);
  assert.deepEqual(await second, { state: 'delivered' });
});

test('addresses inside the network need the setting, and say so', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200 }));
  for (const settings of kindsAt(there.url)) {
    const result = await send(settings, message, channelDeps({ mayReachInside: false }));
    assert.equal(result.state, 'refused');
    assert.match(problemOf(result), /inside this computer or its network; allow that in the settings/);
  }
  assert.equal(there.arrived.length, 0);
});

test('a receiver that answers and never ends holds up nothing', async (context) => {
  const server = createServer((_request, response) => {
    response.writeHead(500);
    response.write('x'.repeat(10_000));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const result = await send({ kind: 'mattermost', url: `http://127.0.0.1:${port}/hooks/1` });
  assert.equal(result.state, 'failed');
  assert.ok(problemOf(result).length < 400);
});

test('a generic webhook is signed as receivers check it', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200 }));
  await send({ kind: 'webhook', url: there.url });
  const { headers, body } = there.arrived[0]!;
  const event = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').verify(body, headers as Record<string, string>, {
    jsonParse: true,
  }) as { type: string; data: Record<string, unknown> };
  assert.deepEqual([event.type, event.data['title'], event.data['severity']], ['message', message.title, 'failure']);
  assert.equal(headers['webhook-id'], `msg_${message.id}`);
});

const heartbeatOf = (url: string, query = ''): ChannelSettings => ({
  kind: 'heartbeat',
  url: `${url}/5e/check${query}`,
});
const withRun = (state: 'started' | 'succeeded' | 'failed', exitCode: number | null): ChannelMessage => ({
  ...message,
  run: { id: message.run!.id, state, exitCode },
});

test('a heartbeat tells start, success and failure apart, with one rid', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200 }));
  const rid = `rid=${message.run!.id}`;
  for (const [given, path] of [
    [withRun('started', null), `/5e/check/start?create=1&${rid}`],
    [withRun('succeeded', 0), `/5e/check?create=1&${rid}`],
    [withRun('failed', 75), `/5e/check/75?create=1&${rid}`],
    [withRun('failed', null), `/5e/check/fail?create=1&${rid}`],
    // Windows: an access violation, and codes whose low byte is that of a success.
    [withRun('failed', 3_221_225_477), `/5e/check/5?create=1&${rid}`],
    [withRun('failed', 256), `/5e/check/1?create=1&${rid}`],
    [withRun('failed', -1), `/5e/check/255?create=1&${rid}`],
    [{ ...message, run: null }, '/5e/check/log?create=1'],
  ] as const) {
    assert.deepEqual(await send(heartbeatOf(there.url, '?create=1'), given), { state: 'delivered' });
    assert.equal(there.arrived.at(-1)!.url, path);
  }
  assert.match(there.arrived[4]!.body, /\nexit code 3221225477\n/);
});

test('of a long log the end is pinged, in as many bytes as the service keeps', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200, headers: { 'ping-body-limit': '100' } }));
  const log = Buffer.from(`${'ş'.repeat(20_000)}SON`);
  const given = { ...message, files: [{ name: 'log.txt', mediaType: 'text/plain', content: log }] };
  const deps = channelDeps();
  const sendByKind = createSendByKind(createSystemClock());
  for (let count = 0; count < 2; count += 1)
    await sendByKind(given, { id: 'c', settings: heartbeatOf(there.url) }, deps);
  const [first, second] = there.arrived.map(({ body }) => body);
  assert.ok(Buffer.byteLength(first!) <= 10_000 && Buffer.byteLength(first!) > 9900);
  assert.ok(Buffer.byteLength(second!) <= 100 && Buffer.byteLength(second!) > 90);
  assert.match(second!, /^[^\uFFFD]*SON$/);
});

test('an unknown check and a name that is not unique are mistakes of a person', async (context) => {
  let status = 404;
  const there = await httpReceiver(context, () => ({ status, body: 'not found' }));
  assert.equal(problemOf(await send(heartbeatOf(there.url))), 'answered 404: there is no check with this address');
  status = 409;
  const result = await send(heartbeatOf(there.url));
  assert.deepEqual([result.state, /several checks have this name/.test(problemOf(result))], ['refused', true]);
});
