import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { good, openDoor, startPath, statusPath } from '../support/front-door.ts';
import { callRaw } from '../support/http-client.ts';

const door = await openDoor({ deps: { hosts: ['rota.example.com', 'box:9000'] } });
after(() => door.close());
const own = `127.0.0.1:${door.port}`;
const code = (json: Record<string, unknown>): string => (json['error'] as { code: string }).code;

test('a host that is not ours is refused, so that a rebound domain reaches nothing', async () => {
  for (const host of [
    'evil.example',
    `evil.example:${door.port}`,
    '127.0.0.1:1',
    '127.0.0.1',
    'localhost.evil.example',
    `10.0.0.5:${door.port}`,
    'box:9001',
  ]) {
    const reply = await door.call(statusPath, { auth: good, headers: { host } });
    assert.equal(reply.status, 403, host);
    assert.equal(code(reply.json()), 'ORIGIN_FORBIDDEN');
  }
});

test('our own names are let in', async () => {
  for (const host of [
    own,
    `localhost:${door.port}`,
    `LOCALHOST:${door.port}`,
    `[::1]:${door.port}`,
    'rota.example.com',
    'rota.example.com:443',
    'box:9000',
  ]) {
    const reply = await door.call(statusPath, { auth: good, headers: { host } });
    assert.equal(reply.status, 200, `${host}: ${reply.text}`);
  }
});

test('a request without a host is refused, not answered by chance', async () => {
  const answer = await callRaw(door.port, 'GET /scheduler/connector-api/health HTTP/1.0\r\n\r\n');
  assert.match(answer, /^HTTP\/1\.1 403 /);
});

test('a foreign page is refused, whatever it sends along', async () => {
  for (const origin of [
    'https://evil.example',
    'null',
    'http://127.0.0.1:1',
    `http://localhost:${door.port}`,
    `file://${own}`,
  ]) {
    const reply = await door.call(startPath, { auth: good, headers: { origin }, body: { name: 'x' } });
    assert.equal(reply.status, 403, origin);
  }
  for (const site of ['cross-site', 'same-site']) {
    const reply = await door.call(startPath, { auth: good, headers: { 'sec-fetch-site': site }, body: { name: 'x' } });
    assert.equal(reply.status, 403, site);
  }
  assert.equal(door.started.length, 0);
});

test('our own page is let in, and a person who follows a link to it', async () => {
  const own_ = await door.call(statusPath, {
    auth: good,
    headers: { origin: `http://${own}`, 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(own_.status, 200);
  const visit = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  assert.notEqual((await door.call('/', { headers: visit })).status, 403);
  assert.equal((await door.call('/api/session', { headers: visit })).status, 403);
});

test('a page that is not built says how to build it, under the strict policy', async () => {
  const reply = await door.call('/');
  assert.equal(reply.status, 503);
  assert.match(reply.text, /npm run build/);
  const nonce = /<meta name="csp-nonce" content="([^"]+)">/.exec(reply.text)?.[1];
  assert.ok(nonce);
  assert.ok(reply.headers['content-security-policy']?.includes(`style-src 'self' 'nonce-${nonce}'`));
  assert.ok(!reply.headers['content-security-policy']?.includes('unsafe'));
});
