import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { newBrowser, person, signIn, type Browser } from '../support/people.ts';
import { startRota, type TestServer } from '../support/server.ts';

// One-time codes after the password, against a real server.

let server: TestServer;
before(async () => {
  server = await startRota();
});
after(() => server.stop());

/** `steps`: how many codes later than the present one. A code that was used needs a later one, and nobody waits half a minute. */
const codeOf = (secret: string, steps = 0) =>
  TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + steps * 30_000 });

async function switchOn(user: Browser): Promise<{ secret: string; recovery: string[] }> {
  const { secret } = (await user.ask('POST', '/api/me/codes', {})).body as { secret: string };
  // The code before the present one leaves the present and the next one for signing in.
  const on = await user.ask('POST', '/api/me/codes/confirm', { code: codeOf(secret, -1) });
  assert.equal(on.status, 200, JSON.stringify(on.body));
  return { secret, recovery: on.body['recovery'] as string[] };
}

const second = (browser: Browser, ticket: unknown, code: string) =>
  browser.ask('POST', '/api/sign-in/code', { ticket, code });

test('the password alone is enough, or a code works twice', async () => {
  const user = await person(server, 'ayse', 'operator', { title: 'Ayşe' });
  const wrong = await user.ask('POST', '/api/me/codes/confirm', { code: '123456' });
  assert.equal(wrong.status, 409, 'nothing was begun');
  const { secret, recovery } = await switchOn(user);
  assert.equal(recovery.length, 10);

  const browser = newBrowser(server.url);
  const half = await signIn(browser, 'ayse');
  assert.deepEqual([half.status, half.body['session']], [200, null]);
  assert.equal((await browser.ask('GET', '/api/session')).status, 401);
  const { ticket } = half.body;
  assert.match(String((await second(browser, ticket, '000 000')).body['message']), /code: is not the present code/);
  const code = codeOf(secret);
  assert.equal((await second(browser, ticket, code)).status, 200);
  assert.equal((await browser.ask('GET', '/api/session')).status, 200);
  assert.equal((await second(newBrowser(server.url), ticket, codeOf(secret, 1))).status, 401, 'the ticket once more');

  const again = await signIn(newBrowser(server.url), 'ayse');
  assert.match(
    String((await second(newBrowser(server.url), again.body['ticket'], code)).body['message']),
    /used already/,
  );
  const text = readFileSync(path.join(server.home, 'rota.json'), 'utf8');
  for (const one of [secret, ...recovery, ...recovery.map((each) => each.replaceAll('-', ''))])
    assert.ok(!text.includes(one) && !server.output().includes(one));
});

test('two sign-ins at once use one code', async () => {
  const user = await person(server, 'twice', 'viewer');
  const { secret } = await switchOn(user);
  const tickets = await Promise.all([signIn(newBrowser(server.url), 'twice'), signIn(newBrowser(server.url), 'twice')]);
  const code = codeOf(secret);
  const answers = await Promise.all(tickets.map(({ body }) => second(newBrowser(server.url), body['ticket'], code)));
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
});

test('a lost phone locks out, or a recovery code works twice', async () => {
  const user = await person(server, 'lost', 'viewer', { title: 'Lost Phone' });
  const { recovery } = await switchOn(user);
  const [code = '', next = ''] = recovery;
  const signInBy = async (text: string) => {
    const browser = newBrowser(server.url);
    const { body } = await signIn(browser, 'lost');
    return (await second(browser, body['ticket'], text)).status;
  };
  assert.equal(await signInBy(code.toUpperCase()), 200);
  assert.equal(await signInBy(code), 400);
  const mine = (await user.ask('GET', '/api/me/factors')).body as { codes: { recoveryLeft: number } };
  assert.equal(mine.codes.recoveryLeft, 9);
  const { entries } = await server.console<{ entries: { who: string; action: string }[] }>(
    'GET',
    '/api/audit?limit=50',
  );
  assert.ok(entries.some(({ who, action }) => who === 'Lost Phone' && action === 'recovery code used'));

  // Guesses are slowed down, recovery codes are not.
  const { body } = await signIn(newBrowser(server.url), 'lost');
  const statuses: number[] = [];
  for (let guess = 0; guess < 11; guess += 1)
    statuses.push((await second(newBrowser(server.url), body['ticket'], String(guess).padStart(6, '0'))).status);
  assert.equal(statuses.at(-1), 429);
  assert.equal(await signInBy(next), 200);
});

test('an open browser is enough to switch codes off, or an administrator cannot help', async () => {
  const user = await person(server, 'off', 'viewer', { title: 'Off' });
  const { secret } = await switchOn(user);
  assert.equal((await user.ask('POST', '/api/me/codes', {})).status, 409, 'a new secret over the old one');
  assert.equal((await user.ask('POST', '/api/me/codes/off', { code: '111111' })).status, 400);
  assert.equal((await user.ask('POST', '/api/me/codes/off', { code: codeOf(secret) })).status, 200);
  assert.notEqual((await signIn(newBrowser(server.url), 'off')).body['session'], null);

  await switchOn(user);
  assert.equal((await signIn(newBrowser(server.url), 'off')).body['session'], null);
  assert.equal((await user.ask('DELETE', `/api/users/${user.id}/factors/codes`)).status, 403);
  await server.console('DELETE', `/api/users/${user.id}/factors/codes`);
  assert.notEqual((await signIn(newBrowser(server.url), 'off')).body['session'], null);
  await assert.rejects(server.console('DELETE', `/api/users/${user.id}/factors/all`), /no such way to sign in/);
});

test('a password that was changed meanwhile leaves the way to the second step open', async () => {
  const user = await person(server, 'changed', 'viewer');
  const { secret } = await switchOn(user);
  const { body } = await signIn(newBrowser(server.url), 'changed');
  const changed = await user.ask('POST', '/api/me/password', {
    present: 'three quiet robots',
    password: 'four louder robots',
  });
  assert.equal(changed.status, 200);
  assert.equal((await second(newBrowser(server.url), body['ticket'], codeOf(secret))).status, 401);
});

test('passkeys are offered to programs, at addresses of numbers, or to whoever has no user', async () => {
  const user = await person(server, 'keys', 'viewer');
  const refused = await user.ask('POST', '/api/me/passkeys/options', {});
  assert.match(String(refused.body['message']), /only at "localhost" and at host names/);
  const atNumbers = newBrowser(server.url, { origin: server.url });
  const there = await atNumbers.ask('POST', '/api/sign-in/passkey/options', {});
  assert.match(String(there.body['message']), /only at "localhost" and at host names/);
  await assert.rejects(server.console('GET', '/api/me/factors'), /without a sign-in/);
  assert.equal((await newBrowser(server.url).ask('GET', '/api/sign-in')).body['hasPasskeys'], false);
});
