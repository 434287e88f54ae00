import assert from 'node:assert/strict';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { after, before, test } from 'node:test';
import { codeOf, openConnector, type Connector } from '../support/connector.ts';
import type { TestClient } from '../support/server.ts';

// Live events as programs receive them: against a real server.

let connector: Connector;
before(async () => {
  connector = await openConnector();
});
after(() => connector.stop());

interface Heard {
  readonly id: string | undefined;
  readonly event: string | undefined;
  readonly data: Record<string, unknown>;
}

async function listen(client: TestClient, query = '', lastId?: string) {
  const gone = new AbortController();
  const answer = await fetch(`${connector.server.url}/scheduler/connector-api/process/events${query}`, {
    signal: gone.signal,
    headers: {
      authorization: `Basic ${btoa(`${client.user}:${client.password}`)}`,
      ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
    },
  });
  const heard: Heard[] = [];
  const parser = createParser({
    onEvent: ({ id, event, data }: EventSourceMessage) =>
      void heard.push({ id, event, data: JSON.parse(data) as Record<string, unknown> }),
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  return {
    answer,
    heard,
    /** Reads until a matching event; the earlier ones stay in `heard`. */
    async until(wanted: (one: Heard) => boolean): Promise<Heard> {
      for (;;) {
        const found = heard.find(wanted);
        if (found) return found;
        const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) throw new Error(`the stream ended: ${JSON.stringify(heard)}`);
        parser.feed(value);
      }
    },
    close: () => gone.abort(),
  };
}

const isEnd = (spid: string) => (one: Heard) => one.data['robustaSpid'] === spid && one.data['runStatus'] === 'ended';

test('a run is told from the queue to its end, as the history has it', async () => {
  const stream = await listen(connector.client);
  assert.equal(stream.answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  await stream.until(({ event }) => event === 'hello');
  const spid = await connector.client.start({ name: 'Obey', values: { outputs: { x: 1 } } });
  const { data } = await stream.until(isEnd(spid));
  const states = stream.heard.filter((one) => one.data['robustaSpid'] === spid).map((one) => one.data['status']);
  assert.deepEqual([...new Set(states)], ['WAITING', 'RUNNING', 'SUCCEEDED']);
  const history = await connector.client.call('process/history?limit=1');
  const [entry] = history.body['runs'] as Record<string, unknown>[];
  assert.deepEqual({ ...entry, progress: null }, data);
  stream.close();
});

test('who was away hears what came meanwhile, and nothing twice', async () => {
  const before = await listen(connector.client);
  const hello = await before.until(({ event }) => event === 'hello');
  before.close();
  const missed = await connector.client.start({ name: 'Obey' });
  await connector.client.final(missed);
  const back = await listen(connector.client, '', hello.id);
  const end = await back.until(isEnd(missed));
  back.close();
  const again = await listen(connector.client, '', end.id);
  const next = await connector.client.start({ name: 'Obey' });
  await again.until(isEnd(next));
  assert.ok(again.heard.every((one) => one.data['robustaSpid'] !== missed));
  again.close();
});

test('an id of another time is answered with a word that the history must be asked', async () => {
  for (const lastId of ['somebody-else.3', 'garbage']) {
    const stream = await listen(connector.client, '', lastId);
    const { data } = await stream.until(({ event }) => event === 'reset');
    assert.match(String(data['message']), /ask process\/history/);
    assert.equal(stream.heard[0]?.event, 'hello');
    stream.close();
  }
});

test('a client without "read" hears of its own alone, one with some processes of those alone, also of what it missed', async () => {
  const own = await connector.server.addClient({ name: 'own', scopes: ['start'] });
  const narrow = await connector.server.addClient({ name: 'narrow', scopes: ['read'], processes: ['Needs'] });
  const all = await listen(connector.client);
  const hello = await all.until(({ event }) => event === 'hello');
  const streams = [await listen(own), await listen(narrow)];
  const foreign = await connector.client.start({ name: 'Obey', values: { complain: 'not yours' } });
  await all.until(isEnd(foreign));
  const mine = await own.start({ name: 'Needs', values: { customer: 'c' } });
  streams.push(await listen(own, '', hello.id), await listen(narrow, '', hello.id));
  for (const stream of streams) {
    await stream.until(isEnd(mine));
    assert.ok(stream.heard.every(({ event, data }) => event === 'hello' || data['robustaSpid'] === mine));
    stream.close();
  }
  all.close();
});

test('one start can be listened to by itself; one that is not for the caller is not found', async () => {
  const gate = connector.gate();
  const spid = await connector.client.start({ name: 'Obey', values: { holdUntil: gate } });
  const stream = await listen(connector.client, `?spid=${spid.toUpperCase()}`);
  const other = await connector.client.start({ name: 'Obey' });
  await connector.client.final(other);
  connector.release(gate);
  await stream.until(isEnd(spid));
  assert.ok(stream.heard.every(({ event, data }) => event === 'hello' || data['robustaSpid'] === spid));
  stream.close();
  const stranger = await connector.server.addClient({ name: 'stranger', scopes: ['start'] });
  const refused = await listen(stranger, `?spid=${spid}`);
  assert.equal(refused.answer.status, 404);
  refused.close();
});

test('the stream ends with a word when the right ends that it came by', async () => {
  const short = await connector.server.addClient({ name: 'short', scopes: ['read'] });
  const stream = await listen(short);
  await stream.until(({ event }) => event === 'hello');
  await connector.server.console('DELETE', `/api/clients/${short.user}`);
  const { data } = await stream.until(({ event }) => event === 'end');
  assert.equal(codeOf(data), 'UNAUTHORIZED');
  await assert.rejects(
    stream.until(() => false),
    /the stream ended/,
  );
});
