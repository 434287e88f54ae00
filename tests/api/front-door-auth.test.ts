import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WorkerStatus } from '../../contract/worker.ts';
import { good, openDoor, startPath, statusPath } from '../support/front-door.ts';
import { createHandClock } from '../support/hand-clock.ts';
import { basic } from '../support/http-client.ts';
import { freeFailures, oneMoreAfterMs } from '../../server/http/gates/failure-brake.ts';

const worker: WorkerStatus = {
  ...{ id: 'w', name: 'w', aliases: [], state: 'idle', platform: 'linux', version: '1', runsAtOnce: 4 },
  ...{ running: 0, queued: 0, queuedForDesktop: 0, hasRoom: true, desktop: 'ready' },
};

async function withDoor(
  use: (door: Awaited<ReturnType<typeof openDoor>>, clock: ReturnType<typeof createHandClock>) => Promise<void>,
) {
  const clock = createHandClock();
  const pausedAll = () => ({ isPaused: false, until: null });
  const door = await openDoor({
    clock,
    engine: { worker: { status: () => worker }, schedules: { pausedAll } } as never,
  });
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
    clock.move(oneMoreAfterMs);
    assert.equal((await door.call(statusPath, { auth: 'erp:later' })).status, 401);
  }));

test('a stranger who guesses keeps nobody waiting: not who has the right password, nor at another address, nor under another name', () =>
  withDoor(async (door) => {
    for (let tried = 0; tried <= freeFailures; tried += 1) await door.call(statusPath, { auth: 'erp:guess' });
    assert.equal((await door.call(statusPath, { auth: 'erp:guess' })).status, 429);
    assert.equal((await door.call(statusPath, { auth: good })).status, 200, 'the very client that is guessed at');
    assert.equal((await door.call(statusPath, { auth: 'boss:s3cret' })).status, 200, 'one that never called before');
    const mistyped = await door.call(statusPath, { auth: 'reader:typo' });
    assert.equal(mistyped.status, 401, 'another name has its own tries');
    assert.equal((await door.call(statusPath, { auth: 'erp:guess', localAddress: '127.0.0.2' })).status, 401);
    const link = await door.call('/api/session', { body: { token: door.door.newSignInToken() } });
    assert.equal(link.status, 200, link.text);
  }));

test('wrong sign-in links and wrong tokens count for themselves, and a right link is always taken', () =>
  withDoor(async (door) => {
    const signIn = (token: string) => door.call('/api/session', { body: { token } });
    const byToken = (token: string) => door.call('/api/worker', { headers: { authorization: `Bearer ${token}` } });
    for (let tried = 0; tried < freeFailures; tried += 1) assert.equal((await signIn(`wrong${tried}`)).status, 401);
    const slowed = await signIn('wrong again');
    assert.equal(slowed.status, 429);
    assert.match(String(slowed.json()['message']), /sign-in links/);
    assert.equal((await byToken('wrong')).status, 401);
    assert.equal((await door.call(statusPath, { auth: 'erp:typo' })).status, 401);
    assert.equal((await signIn(door.door.newSignInToken())).status, 200);
    assert.equal((await byToken('command-token')).status, 200);
  }));

test('behind a proxy that was named, wrong calls count for the address it forwards; of anybody else the header means nothing', async () => {
  const from = (address: string) => ({ auth: 'erp:guess', headers: { 'x-forwarded-for': address } });
  const guessAs = async (door: Awaited<ReturnType<typeof openDoor>>, address: string) =>
    (await door.call(statusPath, from(address))).status;
  const proxied = await openDoor({ deps: { proxies: ['127.0.0.0/8'] } });
  for (let tried = 0; tried < freeFailures; tried += 1) assert.equal(await guessAs(proxied, '203.0.113.7'), 401);
  assert.equal(await guessAs(proxied, '203.0.113.7'), 429);
  assert.equal(await guessAs(proxied, '203.0.113.8'), 401);
  // The caller's own entry is to the left of what the proxy added.
  assert.equal(await guessAs(proxied, '198.51.100.1, 203.0.113.7'), 429);
  await proxied.close();
  const open = await openDoor();
  for (let tried = 0; tried < freeFailures; tried += 1) assert.equal(await guessAs(open, `203.0.113.${tried}`), 401);
  assert.equal(await guessAs(open, '203.0.113.99'), 429);
  await open.close();
});

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
