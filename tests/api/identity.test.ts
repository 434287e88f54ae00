import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { identityCallbackPath } from '../../contract/sign-in-ways.ts';
import { freePort } from '../support/free-port.ts';
import {
  atProvider,
  clientId,
  clientSecret,
  cookieJar,
  openIdentityProvider,
  type IdentityProviderRig,
} from '../support/identity-provider.ts';
import { invite, newBrowser, person, type Browser } from '../support/people.ts';
import { startRota, type TestServer } from '../support/server.ts';

// The company's identity provider, against a real one in a process of its own.

let server: TestServer;
let provider: IdentityProviderRig;
let callback: string;
before(async () => {
  server = await startRota();
  callback = `${server.url}${identityCallbackPath}`;
  provider = await openIdentityProvider({
    redirectUrl: callback,
    accounts: {
      fatma: { name: 'Fatma Kaya', email: 'fatma@example.com', email_verified: true, groups: ['robots'] },
      unverified: { name: 'Eve', email: 'boss@example.com', email_verified: false },
      ali: { name: 'Ali Can', preferred_username: 'ali.can', groups: ['robots', 'admins'] },
      stranger: { name: 'Stranger', email: 's@elsewhere.org', email_verified: true },
    },
  });
});
after(async () => {
  await provider.stop();
  await server.stop();
});

const draft = (more: Record<string, unknown> = {}) => ({
  title: 'Example',
  issuer: provider.issuer,
  clientId,
  clientSecret,
  ...more,
});
const put = (more: Record<string, unknown> = {}) =>
  server.console<{ provider: Record<string, unknown>; redirectUrl: string }>(
    'PUT',
    '/api/identity-provider',
    draft(more),
  );
const tested = async (more: Record<string, unknown> = {}) => {
  const { problem, notes } = await server.console<Record<'problem', Said | null> & { notes: Said[] }>(
    'POST',
    '/api/identity-provider/test',
    draft(more),
  );
  return problem === null ? notes.map(sentence).join('. ') : sentence(problem);
};
interface Said {
  readonly words: string;
  readonly facts: readonly unknown[];
}
const sentence = ({ words, facts }: Said): string =>
  words.replace(/\{(\d+)\}/g, (_, at: string) => {
    const fact = facts[Number(at)];
    return typeof fact === 'object' && fact !== null ? sentence(fact as Said) : String(fact);
  });

/** Goes to the provider as `login` and comes back; the place in the page where it ends, and the sentence if it failed. */
async function goAs(login: string, more: { browser?: Browser; begin?: string; body?: unknown } = {}) {
  const browser = more.browser ?? newBrowser(server.url);
  const begun = await browser.ask('POST', more.begin ?? '/api/sign-in/identity', more.body ?? {});
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const back = await atProvider(cookieJar(), String(begun.body['url']), login, callback);
  return { browser, back, ...(await arrive(browser, back)) };
}

async function arrive(browser: Browser, back: string) {
  const answer = await browser.open(back.slice(server.url.length), { redirect: 'manual' });
  assert.equal(answer.status, 303);
  const place = answer.headers.get('location') ?? '';
  const id = /^\/#\/sign-in-failed\?id=(.+)$/.exec(place)?.[1];
  if (id === undefined) return { place, problem: null, me: (await browser.ask('GET', '/api/me')).body['user'] as Me };
  const told = await browser.ask('POST', '/api/sign-in/identity/outcome', { id });
  assert.equal(told.status, 401);
  const again = await browser.ask('POST', '/api/sign-in/identity/outcome', { id });
  assert.deepEqual(again.body, told.body, 'a page that is loaded anew says the same');
  return { place, problem: String(told.body['message']), me: null };
}
interface Me {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly role: string;
  readonly identity: unknown;
}

const audit = async (): Promise<string[]> =>
  (await server.console<{ entries: { who: string; action: string }[] }>('GET', '/api/audit?limit=200')).entries.map(
    ({ who, action }) => `${who}: ${action}`,
  );

test('a wrong setting shows only when somebody signs in, or not in words', async () => {
  assert.match(await tested(), /was found.*client secret were accepted/);
  assert.match(await tested({ clientSecret: 'wrong' }), /does not accept the client ID or the client secret/);
  assert.match(await tested({ clientId: 'wrong' }), /does not accept the client ID or the client secret/);
  const numbers = provider.issuer.replace('localhost', '127.0.0.1');
  assert.ok((await tested({ issuer: numbers })).includes(`calls itself ${provider.issuer}: enter exactly this`));
  assert.match(
    await tested({ issuer: `http://localhost:${await freePort()}` }),
    /cannot be reached: connection refused/,
  );
  assert.match(await tested({ issuer: 'https://nobody.invalid' }), /cannot be reached: its name is not known/);
  assert.match(await tested({ issuer: server.url }), /is not the issuer|is not an OpenID Connect provider/);
  for (const [issuer, words] of [
    ['http://login.example.com', /issuer: must begin with https:/],
    ['https://login.example.com/?tenant=1', /must be the plain address/],
    ['example', /must be a web address/],
  ] as const)
    await assert.rejects(put({ issuer }), words);
});

test('the client secret can be read afterwards, or is sent to another provider', async () => {
  const { provider: shown, redirectUrl } = await put();
  assert.equal(shown['clientSecret'], '••••');
  assert.equal(redirectUrl, callback);
  assert.ok(!readFileSync(path.join(server.home, 'rota.json'), 'utf8').includes(clientSecret));
  assert.match(await tested({ clientSecret: '••••' }), /client secret were accepted/);
  await put({ clientSecret: '••••', title: 'Example Inc.' });
  assert.match(await tested({ clientSecret: '••••' }), /client secret were accepted/, 'kept');
  await assert.rejects(put({ clientSecret: '••••', issuer: 'https://evil.example.com' }), /entered again/);
  assert.ok(!server.output().includes(clientSecret));
});

test('whoever has an account at the provider gets in, or an invited person does not', async () => {
  await put();
  const stranger = await goAs('stranger');
  assert.match(stranger.problem ?? '', /knows you as s@elsewhere\.org, but nobody here is known by that/);
  assert.equal((await stranger.browser.ask('GET', '/api/session')).status, 401);

  await invite(server, 'boss', 'administrator', { email: 'boss@example.com' });
  assert.match((await goAs('unverified')).problem ?? '', /nobody here is known/);

  const { id } = await invite(server, 'fatma', 'operator', { email: 'Fatma@example.com', title: 'Fatma K.' });
  const { me, place, browser } = await goAs('fatma');
  assert.equal(place, '/#/schedules');
  assert.deepEqual([me?.id, me?.title, me?.role], [id, 'Fatma K.', 'operator']);
  assert.deepEqual(me?.identity, { issuer: provider.issuer, subject: 'fatma' });
  assert.equal((await browser.ask('GET', '/api/users')).status, 403);
  const told = await audit();
  assert.ok(told.includes('Fatma K.: sign-in') && told.includes('Fatma K.: identity connected'), told.join('\n'));

  // By the account, whatever address it has here now.
  await server.console('PATCH', `/api/users/${id}`, { email: 'new@example.com' });
  assert.equal((await goAs('fatma')).me?.id, id);
  await server.console('PATCH', `/api/users/${id}`, { isDisabled: true });
  assert.match((await goAs('fatma')).problem ?? '', /disabled/);
  await server.console('PATCH', `/api/users/${id}`, { isDisabled: false });
});

test('a way back works twice, in another browser, or for another sign-in', async () => {
  await put();
  const { browser, back } = await goAs('fatma');
  assert.match((await arrive(browser, back)).problem ?? '', /begin again/);

  const begun = await newBrowser(server.url).ask('POST', '/api/sign-in/identity', {});
  const stolen = await atProvider(cookieJar(), String(begun.body['url']), 'fatma', callback);
  assert.match((await arrive(newBrowser(server.url), stolen)).problem ?? '', /begun in another browser/);

  const other = newBrowser(server.url);
  await other.ask('POST', '/api/sign-in/identity', {});
  assert.match((await arrive(other, stolen)).problem ?? '', /does not belong to this sign-in/, 'another state');

  const third = newBrowser(server.url);
  const next = await third.ask('POST', '/api/sign-in/identity', {});
  const good = await atProvider(cookieJar(), String(next.body['url']), 'fatma', callback);
  const foreign = good.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example.com');
  assert.match((await arrive(third, foreign)).problem ?? '', /does not belong to this sign-in/, 'another issuer');
});

test('what was cancelled at the provider ends in words, and nothing of it stays in the address', async () => {
  await put();
  const browser = newBrowser(server.url);
  const begun = await browser.ask('POST', '/api/sign-in/identity', {});
  const state = new URL(String(begun.body['url'])).searchParams.get('state') ?? '';
  const query = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
  const { problem, place } = await arrive(browser, `${callback}?${query.toString()}`);
  assert.match(problem ?? '', /did not sign you in: it was cancelled there/);
  assert.ok(!place.includes('access_denied'));
});

test('somebody whose address the provider does not verify cannot come by invitation, or two can by one', async () => {
  await put();
  const { id, token } = await invite(server, 'ali', 'editor');
  const { me } = await goAs('ali', { body: { invitation: token } });
  assert.equal(me?.id, id);
  assert.match((await goAs('stranger', { body: { invitation: token } })).problem ?? '', /invitation was used already/);
  assert.equal((await goAs('ali')).me?.id, id);
});

test('new people get in with another role than the settings say, or two users are made of one person', async () => {
  await server.console('PUT', '/api/identity-provider', draft({ newPeople: 'viewer', emailDomains: ['example.com'] }));
  assert.match((await goAs('stranger')).problem ?? '', /addresses of elsewhere\.org/);

  await put({ newPeople: 'viewer', groupRoles: [{ group: 'admins', role: 'editor' }] });
  assert.match((await goAs('stranger')).problem ?? '', /which groups you are in/);
  await put({ newPeople: 'viewer' });
  const [one, other] = await Promise.all([goAs('stranger'), goAs('stranger')]);
  assert.deepEqual([one.me?.title, one.me?.role], ['Stranger', 'viewer']);
  assert.equal(one.me?.id, other.me?.id);
});

test('a user connects the own account, or takes the only way in away', async () => {
  await put();
  const user = await person(server, 'zeynep', 'viewer');
  const { users } = await server.console<{ users: { id: string; identity: unknown }[] }>('GET', '/api/users');
  const stranger = users.find(({ identity }) => JSON.stringify(identity).includes('stranger'));
  assert.ok(stranger);
  const taken = await goAs('stranger', { browser: user, begin: '/api/me/identity' });
  assert.match(taken.problem ?? '', /belongs to another user here already/);
  await server.console('DELETE', `/api/users/${stranger.id}/factors/identity`);
  const { place, me } = await goAs('stranger', { browser: user, begin: '/api/me/identity' });
  assert.equal(place, '/#/settings/account');
  assert.equal(me?.id, user.id);
  assert.equal((await user.ask('DELETE', '/api/me/identity')).status, 200);

  const fatma = await goAs('fatma');
  const refused = await fatma.browser.ask('DELETE', '/api/me/identity');
  assert.match(String(refused.body['message']), /the only way in which you can sign in/);
});

test('with the provider away nobody gets in at all, or the page does not say why', async () => {
  await put();
  const user = await person(server, 'mehmet', 'viewer');
  await provider.stop();
  const first = await newBrowser(server.url).ask('POST', '/api/sign-in/identity', {});
  // What is known of it may still lead there; a new look fails in words.
  await put({ title: 'Example again', clientSecret: `${clientSecret} 2` });
  const begun = await newBrowser(server.url).ask('POST', '/api/sign-in/identity', {});
  assert.equal(begun.status, 409, JSON.stringify(first.body));
  assert.match(String(begun.body['message']), /cannot be reached: connection refused/);
  assert.equal((await user.ask('GET', '/api/session')).status, 200);

  await server.console('DELETE', '/api/identity-provider');
  const ways = await newBrowser(server.url).ask('GET', '/api/sign-in');
  assert.equal(ways.body['identity'], null);
  assert.match(
    String((await newBrowser(server.url).ask('POST', '/api/sign-in/identity', {})).body['message']),
    /not set up here/,
  );
});
