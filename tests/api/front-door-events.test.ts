import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { test } from 'node:test';
import type { Announcement } from '../../contract/events.ts';
import { bufferedMs, heartbeatMs } from '../../server/http/events/event-stream.ts';
import { lookEveryMs } from '../../server/http/gates/open-request-rights.ts';
import { openDoor } from '../support/front-door.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { until } from '../support/until.ts';

type Door = Awaited<ReturnType<typeof openDoor>>;

async function withDoor(use: (door: Door, clock: ReturnType<typeof createHandClock>) => Promise<void>) {
  const clock = createHandClock();
  const door = await openDoor({ clock });
  try {
    await use(door, clock);
  } finally {
    await door.close();
  }
}

const authorization = 'Bearer command-token';

/** Opens the stream and reads it frame by frame. */
async function listen(door: Door, headers: Record<string, string> = { authorization }) {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get({ host: '127.0.0.1', port: door.port, path: '/api/events', headers, agent: false }, resolve).on(
      'error',
      reject,
    );
  });
  response.setEncoding('utf8');
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<string>;
  let held = '';
  return {
    response,
    async next(): Promise<string> {
      while (!held.includes('\n\n')) {
        const { value, done } = (await chunks.next()) as IteratorResult<string, undefined>;
        if (done) return 'closed';
        held += value;
      }
      const end = held.indexOf('\n\n');
      const frame = held.slice(0, end);
      held = held.slice(end + 2);
      return frame;
    },
    close: () => response.destroy(),
  };
}

/** A page that was there and is gone: from then on what is announced is buffered for it. */
async function wasThere(door: Door): Promise<void> {
  const page = await listen(door);
  await page.next();
  page.close();
  await once(page.response, 'close');
}

const process = (name: string): Announcement => ({ type: 'process', name });

test('the stream is for who is signed in, greets first and then tells everything with a growing id', () =>
  withDoor(async (door) => {
    assert.equal((await door.call('/api/events')).status, 401);
    const page = await listen(door);
    assert.equal(page.response.headers['content-type'], 'text/event-stream; charset=utf-8');
    assert.equal(await page.next(), 'data: {"type":"hello","epoch":"epoch-1"}');
    door.announce(process('one'));
    door.announce(process('two'));
    assert.equal(await page.next(), 'id: 1\ndata: {"type":"process","name":"one"}');
    assert.equal(await page.next(), 'id: 2\ndata: {"type":"process","name":"two"}');
    page.close();
  }));

test('a page that was away for a moment is told what it missed', () =>
  withDoor(async (door) => {
    await wasThere(door);
    for (const name of ['a', 'b', 'c']) door.announce(process(name));
    const page = await listen(door, { authorization, 'last-event-id': '1' });
    await page.next();
    assert.equal(await page.next(), 'id: 2\ndata: {"type":"process","name":"b"}');
    assert.equal(await page.next(), 'id: 3\ndata: {"type":"process","name":"c"}');
    page.close();
  }));

test('a page that was away too long sees it by the gap in the ids', () =>
  withDoor(async (door) => {
    await wasThere(door);
    for (let count = 0; count < 1_100; count += 1) door.announce(process(String(count)));
    const page = await listen(door, { authorization, 'last-event-id': '3' });
    await page.next();
    assert.match(await page.next(), /^id: 101\n/);
    page.close();
  }));

test('a page that comes back while much is going on is not let go for all that it missed, again and again', () =>
  withDoor(async (door) => {
    await wasThere(door);
    for (let count = 0; count < 900; count += 1) door.announce(process(`${count} ${'x'.repeat(4_000)}`));
    const page = await listen(door, { authorization, 'last-event-id': '1' });
    await page.next();
    let last = '';
    while (!last.startsWith('id: 900\n')) assert.notEqual((last = await page.next()), 'closed');
    door.announce(process('live'));
    assert.equal(await page.next(), 'id: 901\ndata: {"type":"process","name":"live"}');
    page.close();
  }));

test('what nobody reads is announced for nobody, and a page that comes back after it sees that by the gap', () =>
  withDoor(async (door, clock) => {
    assert.equal(door.listeners.size, 0);
    const [page, other] = [await listen(door), await listen(door)];
    await page.next();
    await other.next();
    door.announce(process('seen'));
    assert.match(await page.next(), /^id: 1\n/);
    assert.equal(door.listeners.size, 1);
    page.close();
    other.close();
    // The server hears of a closed connection when the network tells it.
    await until('nobody is told any more', () => {
      clock.move(bufferedMs);
      return door.listeners.size === 0;
    });
    door.announce(process('unseen'));
    const later = await listen(door, { authorization, 'last-event-id': '1' });
    assert.match(await later.next(), /hello/);
    door.announce(process('new'));
    assert.equal(await later.next(), 'id: 3\ndata: {"type":"process","name":"new"}');
    later.close();
  }));

test('log lines are sent, yet not buffered: they must not push the rest out', () =>
  withDoor(async (door) => {
    const page = await listen(door);
    await page.next();
    door.announce({ type: 'log', runId: 'r', attempt: 1, lines: [] });
    assert.equal(await page.next(), 'data: {"type":"log","runId":"r","attempt":1,"lines":[]}');
    page.close();
  }));

test('a silent connection is kept alive, and told nothing more once its session is over', () =>
  withDoor(async (door, clock) => {
    const signedIn = await door.call('/api/session', { body: { token: door.door.newSignInToken() } });
    const cookie = String(signedIn.headers['set-cookie']?.[0]).split(';')[0] ?? '';
    const page = await listen(door, { cookie });
    await page.next();
    clock.move(heartbeatMs);
    assert.equal(await page.next(), ': still here');
    await door.call('/api/session', { method: 'DELETE', headers: { cookie } });
    assert.match(await page.next(), /^event: end\ndata: .*"UNAUTHORIZED"/);
    assert.equal(await page.next(), 'closed');
  }));

test('a client that was revoked hears nothing more', () =>
  withDoor(async (door, clock) => {
    const page = await listen(door, { authorization: `Basic ${btoa('boss:s3cret')}` });
    await page.next();
    clock.move(heartbeatMs);
    assert.equal(await page.next(), ': still here');
    door.revoke('boss:s3cret');
    clock.move(lookEveryMs);
    assert.match(await page.next(), /^event: end\ndata: .*"UNAUTHORIZED"/);
    assert.equal(await page.next(), 'closed');
  }));

test('a reader that does not read is let go, and costs the others nothing', () =>
  withDoor(async (door) => {
    const stuck = await listen(door);
    const page = await listen(door);
    await page.next();
    stuck.response.pause();
    const big = process('x'.repeat(200_000));
    const reading = (async () => {
      for (let count = 0; count < 60; count += 1) await page.next();
    })();
    for (let count = 0; count < 60; count += 1) {
      door.announce(big);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await reading;
    let taken = 0;
    const gone = new Promise((resolve) => stuck.response.once('close', resolve));
    stuck.response
      .on('data', (chunk: string) => (taken += chunk.length))
      .on('error', () => {})
      .resume();
    await gone;
    assert.ok(taken < 60 * 200_000, 'it was let go before it had everything');
    page.close();
  }));

test('closing the door ends every stream at once', () =>
  withDoor(async (door) => {
    const page = await listen(door);
    await page.next();
    const closed = door.close();
    assert.equal(await page.next(), 'closed');
    await closed;
  }));
