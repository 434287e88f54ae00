import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerStatus } from '../../contract/worker.ts';
import { openDoor, startPath } from '../support/front-door.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { linkLifeMs, sessionLifeMs } from '../../server/http/session/session.ts';

const worker: WorkerStatus = {
  id: 'w',
  name: 'w',
  aliases: [],
  state: 'idle',
  platform: 'linux',
  version: '1',
  runsAtOnce: 4,
  running: 0,
  queued: 0,
  queuedForDesktop: 0,
  hasRoom: true,
  desktop: 'ready',
};
const schedules = { pausedAll: () => ({ isPaused: false, until: null }) };

async function withDoor(
  use: (door: Awaited<ReturnType<typeof openDoor>>, clock: ReturnType<typeof createHandClock>) => Promise<void>,
) {
  const clock = createHandClock();
  const door = await openDoor({ clock, engine: { worker: { status: () => worker }, schedules } as never });
  try {
    await use(door, clock);
  } finally {
    const closed = door.close();
    clock.move(60_000);
    await closed;
  }
}

async function signIn(door: Awaited<ReturnType<typeof openDoor>>): Promise<string> {
  const reply = await door.call('/api/session', { body: { token: door.door.newSignInToken() } });
  assert.equal(reply.status, 200, reply.text);
  return String(reply.headers['set-cookie']?.[0]).split(';')[0] ?? '';
}

test('a link signs in once, with a cookie that no script and no other site can use', () =>
  withDoor(async (door) => {
    const url = door.door.signInUrl();
    assert.ok(url.startsWith(`${door.url}/#/`), 'the token stands behind #, where no server sees it');
    const token = url.split('token=')[1];
    const reply = await door.call('/api/session', { body: { token } });
    assert.equal(reply.status, 200, reply.text);
    const cookie = String(reply.headers['set-cookie']);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.ok(cookie.includes(part), cookie);
    assert.equal(reply.json()['baseUrl'], door.url);
    const again = await door.call('/api/session', { body: { token } });
    assert.equal(again.status, 401);
    assert.equal(again.headers['www-authenticate'], undefined, 'a browser must not ask for a password');
  }));

test('a link that is too old signs nobody in', () =>
  withDoor(async (door, clock) => {
    const token = door.door.newSignInToken();
    clock.move(linkLifeMs + 1);
    assert.equal((await door.call('/api/session', { body: { token } })).status, 401);
  }));

test('a session is let in, ends when it is signed out, and when it is not used for a week', () =>
  withDoor(async (door, clock) => {
    const cookie = await signIn(door);
    assert.equal((await door.call('/api/session', { headers: { cookie } })).status, 200);
    assert.equal((await door.call('/api/session', { method: 'DELETE', headers: { cookie } })).status, 200);
    assert.equal((await door.call('/api/session', { headers: { cookie } })).status, 401);
    const other = await signIn(door);
    clock.move(sessionLifeMs + 1);
    assert.equal((await door.call('/api/session', { headers: { cookie: other } })).status, 401);
  }));

test('a cookie of another server on this computer is not ours', () =>
  withDoor(async (door) => {
    const cookie = (await signIn(door)).replace(/_\d+=/, '_1=');
    assert.equal((await door.call('/api/session', { headers: { cookie } })).status, 401);
  }));

test('who is no longer signed in is not told to send the password of an API client', () =>
  withDoor(async (door) => {
    const cookie = await signIn(door);
    await door.call('/api/session', { method: 'DELETE', headers: { cookie } });
    const reply = await door.call('/api/session', { headers: { cookie } });
    assert.equal(reply.status, 401);
    assert.match(String(reply.json()['message']), /^You are not signed in, or no longer: open a new sign-in link/);
  }));

test('a form of another page changes nothing, even with the cookie', () =>
  withDoor(async (door) => {
    const cookie = await signIn(door);
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      for (const path of ['/api/clients', '/api/pause', startPath]) {
        const reply = await door.call(path, { headers: { cookie, 'content-type': type }, body: '{"name":"x"}' });
        assert.equal(reply.status, 415, `${path} ${type} ${reply.text}`);
      }
    }
  }));

test('the page may try the connector API with its session', () =>
  withDoor(async (door) => {
    const cookie = await signIn(door);
    const reply = await door.call(startPath, { headers: { cookie }, body: { name: 'x' } });
    assert.equal(reply.status, 200, reply.text);
    assert.equal(door.started[0]?.caller.name, 'operator');
  }));

test('the command line is known by the token of its file, and guessing it is slowed down', () =>
  withDoor(async (door) => {
    assert.equal((await door.call('/api/session', { headers: { authorization: 'Bearer command-token' } })).status, 200);
    const statuses = new Set<number>();
    for (let tried = 0; tried < 12; tried += 1) {
      statuses.add((await door.call('/api/session', { headers: { authorization: `Bearer guess${tried}` } })).status);
    }
    assert.deepEqual([...statuses], [401, 429]);
  }));

test('guessing sign-in tokens is slowed down', () =>
  withDoor(async (door) => {
    const statuses = new Set<number>();
    for (let tried = 0; tried < 12; tried += 1)
      statuses.add((await door.call('/api/session', { body: { token: `guess${tried}` } })).status);
    assert.deepEqual([...statuses], [401, 429]);
  }));
