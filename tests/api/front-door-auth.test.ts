import assert from 'node:assert/strict';
import { test } from 'node:test';
import { good, openDoor, startPath, statusPath } from '../support/front-door.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { basic } from '../support/http-client.ts';
import { freeFailures, oneMoreAfterMs } from '../../server/http/failure-brake.ts';

async function withDoor(
  use: (door: Awaited<ReturnType<typeof openDoor>>, clock: ReturnType<typeof createHandClock>) => Promise<void>,
) {
  const clock = createHandClock();
  const door = await openDoor({ clock });
  try {
    await use(door, clock);
  } finally {
    const closed = door.close();
    clock.move(60_000);
    await closed;
  }
}

test('without credentials the answer is 401 with a challenge and a JSON body', () =>
  withDoor(async (door) => {
    for (const authorization of [
      undefined,
      'Basic',
      'Basic !!!',
      'Basic bm9jb2xvbg==',
      'Digest x',
      basic('erp:wrong'),
      basic('nobody:s3cret'),
    ]) {
      const reply = await door.call(statusPath, authorization === undefined ? {} : { headers: { authorization } });
      assert.equal(reply.status, 401, authorization);
      assert.equal(reply.headers['www-authenticate'], 'Basic realm="Rota", charset="UTF-8"');
      assert.equal((reply.json()['error'] as { code: string }).code, 'UNAUTHORIZED');
    }
  }));

test('a wrong user and a wrong password are answered with the same words', () =>
  withDoor(async (door) => {
    const [user, password] = await Promise.all([
      door.call(statusPath, { auth: 'nobody:s3cret' }),
      door.call(statusPath, { auth: 'erp:wrong' }),
    ]);
    assert.equal(user.text, password.text);
  }));

test('the scheme is read in any case, credentials as UTF-8 and as Latin-1', () =>
  withDoor(async (door) => {
    const headers = [
      basic(good).replace('Basic', 'bASIC'),
      basic('özgür:şifre'),
      basic('émile:café', 'utf8'),
      basic('émile:café', 'latin1'),
    ];
    for (const authorization of headers)
      assert.equal((await door.call(statusPath, { headers: { authorization } })).status, 200, authorization);
  }));

test('a scope that does not suffice is 403, and manage suffices for everything', () =>
  withDoor(async (door) => {
    const reply = await door.call(startPath, { auth: 'reader:s3cret', body: { name: 'x' } });
    assert.equal(reply.status, 403);
    assert.match(String(reply.json()['message']), /scope "start"/);
    assert.equal((await door.call('/api/session', { auth: 'reader:s3cret' })).status, 403);
    assert.equal((await door.call(startPath, { auth: 'boss:s3cret', body: { name: 'x' } })).status, 200);
    assert.equal((await door.call('/api/clients', { auth: 'boss:s3cret' })).status, 200);
  }));

test('guessing is slowed down with 429 and Retry-After, and goes on after the time that was named', () =>
  withDoor(async (door, clock) => {
    for (let tried = 0; tried < freeFailures; tried += 1) {
      assert.equal((await door.call(statusPath, { auth: `erp:guess${tried}` })).status, 401);
    }
    const slowed = await door.call(statusPath, { auth: 'erp:one more' });
    assert.equal(slowed.status, 429);
    assert.equal(slowed.headers['retry-after'], String(oneMoreAfterMs / 1000));
    assert.equal((slowed.json()['error'] as { code: string }).code, 'TOO_MANY_FAILURES');
    assert.ok(!door.verified.includes('erp:one more'), 'a slowed guess is not even looked at');
    clock.move(oneMoreAfterMs);
    assert.equal((await door.call(statusPath, { auth: 'erp:later' })).status, 401);
  }));

test('other addresses are unharmed while one is slowed down', () =>
  withDoor(async (door) => {
    for (let tried = 0; tried <= freeFailures; tried += 1) await door.call(statusPath, { auth: 'erp:guess' });
    assert.equal((await door.call(statusPath, { auth: 'erp:guess' })).status, 429);
    assert.equal((await door.call(statusPath, { auth: good, localAddress: '127.0.0.2' })).status, 200);
  }));

test('a client that proved right before works on while its neighbour at the same address guesses', () =>
  withDoor(async (door) => {
    assert.equal((await door.call(statusPath, { auth: good })).status, 200);
    for (let tried = 0; tried <= freeFailures; tried += 1) await door.call(statusPath, { auth: 'erp:guess' });
    assert.equal((await door.call(statusPath, { auth: good })).status, 200);
    assert.equal((await door.call(statusPath, { auth: 'boss:s3cret' })).status, 429);
  }));

test('good calls are never slowed, however many come at once', () =>
  withDoor(async (door) => {
    const replies = await Promise.all(Array.from({ length: 60 }, () => door.call(statusPath, { auth: good })));
    assert.ok(replies.every(({ status }) => status === 200));
    for (let tried = 0; tried < 40; tried += 1) assert.equal((await door.call(statusPath, { auth: good })).status, 200);
  }));

test('calls without credentials cost nobody a try', () =>
  withDoor(async (door) => {
    for (let tried = 0; tried < freeFailures * 2; tried += 1) assert.equal((await door.call(statusPath)).status, 401);
  }));
