import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { goodPassword, invite, newBrowser, person, signIn, tokenOf } from '../support/people.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

// People who sign in, against a real server.

let server: TestServer;
before(async () => {
  server = await startRota();
});
after(() => server.stop());

interface Stored {
  users: { id: string; name: string; invitation: { until: number } | null; passwordHash: string | null }[];
}
const file = () => path.join(server.home, 'rota.json');
const document = (): Stored => JSON.parse(readFileSync(file(), 'utf8')) as Stored;

const audit = async (): Promise<string[]> =>
  (await server.console<{ entries: { who: string; action: string }[] }>('GET', '/api/audit?limit=500')).entries.map(
    ({ who, action }) => `${who}: ${action}`,
  );

const accept = (token: string, password = goodPassword, more = {}) =>
  newBrowser(server.url).ask('POST', '/api/sign-in/invitation/accept', { token, password, ...more });

test('whoever has an invitation cannot choose a password, or two can', async () => {
  const { token } = await invite(server, 'ayse', 'editor', { title: 'Ayşe Yılmaz' });
  const browser = newBrowser(server.url);
  const facts = await browser.ask('POST', '/api/sign-in/invitation', { token });
  assert.deepEqual(
    [facts.status, facts.body['name'], facts.body['title'], facts.body['isReset']],
    [200, 'ayse', 'Ayşe Yılmaz', false],
  );
  const short = await browser.ask('POST', '/api/sign-in/invitation/accept', { token, password: 'short' });
  assert.equal(short.status, 400);
  assert.match(String(short.body['message']), /password: has 5 characters: 10 are needed/);

  const answers = await Promise.all([accept(token), accept(token)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 401]);
  const { session } = answers.find(({ status }) => status === 200)!.body as { session: { me: object } };
  assert.deepEqual(session.me, { userId: document().users[0]!.id, name: 'Ayşe Yılmaz', role: 'editor', tags: null });
  assert.ok(!JSON.stringify(document()).includes(goodPassword));
  assert.match(String(document().users[0]?.passwordHash), /^\$argon2id\$/);

  assert.equal((await signIn(newBrowser(server.url), 'AYSE')).status, 200);
  assert.equal((await signIn(newBrowser(server.url), 'Ayşe')).status, 200);
  const told = await audit();
  for (const line of ['command line: user created', 'Ayşe Yılmaz: password set', 'Ayşe Yılmaz: sign-in'])
    assert.ok(told.includes(line), line);
});

test('an invitation that is too old, replaced by another, or of a disabled user opens the door', async () => {
  const { id, token } = await invite(server, 'late', 'viewer');
  const { invitation } = await server.console<{ invitation: { url: string } }>(
    'POST',
    `/api/users/${id}/invitation`,
    {},
  );
  assert.equal((await accept(token)).status, 401, 'replaced');
  const next = tokenOf(invitation.url);

  await server.console('PATCH', `/api/users/${id}`, { isDisabled: true });
  assert.equal((await accept(next)).status, 401, 'disabled');
  await server.console('PATCH', `/api/users/${id}`, { isDisabled: false });

  const edited = document();
  for (const user of edited.users) if (user.id === id) user.invitation!.until = 1;
  writeFileSync(file(), JSON.stringify(edited, null, 2));
  await until('the edit is read', async () => {
    const { users } = await server.console<{ users: { id: string; invitedUntil: number | null }[] }>(
      'GET',
      '/api/users',
    );
    return users.find((user) => user.id === id)?.invitedUntil === null;
  });
  assert.equal((await accept(next)).status, 401, 'too old');
});

test('a forgotten password is set anew, and whoever knew the old one is still in', async () => {
  const veli = await person(server, 'veli', 'viewer');
  const before = await invite(server, 'unconcerned', 'viewer');
  const { invitation } = await server.console<{ invitation: { url: string; until: number } }>(
    'POST',
    `/api/users/${veli.id}/invitation`,
    {},
  );
  const token = tokenOf(invitation.url);
  const isReset = await newBrowser(server.url).ask('POST', '/api/sign-in/invitation', { token });
  assert.equal(isReset.body['isReset'], true);
  assert.ok(invitation.until - Date.now() <= 24 * 3600_000);
  assert.equal((await veli.ask('GET', '/api/me')).status, 200, 'a link alone ends nothing');
  assert.equal((await accept(token, 'another good one')).status, 200);
  assert.equal((await veli.ask('GET', '/api/me')).status, 401);
  assert.equal((await signIn(newBrowser(server.url), 'veli')).status, 401);
  assert.equal((await signIn(newBrowser(server.url), 'veli', 'another good one')).status, 200);
  assert.equal((await accept(before.token)).status, 200);
});

test('who changes a password needs not know the old one, or stays signed in elsewhere', async () => {
  const can = await person(server, 'can', 'operator');
  const elsewhere = newBrowser(server.url);
  await signIn(elsewhere, 'can');
  const change = (present: string, password: string) => can.ask('POST', '/api/me/password', { present, password });
  assert.equal((await change('not it at all', 'the next good one')).status, 401);
  assert.equal((await change(goodPassword, 'can')).status, 400);
  assert.equal((await change(goodPassword, 'the next good one')).status, 200);
  assert.equal((await can.ask('GET', '/api/me')).status, 200, 'this browser goes on');
  assert.equal((await elsewhere.ask('GET', '/api/me')).status, 401);
  const renamed = await can.ask('PATCH', '/api/me', { title: 'Can Öz', email: 'can@example.com' });
  assert.deepEqual([renamed.status, (renamed.body['user'] as { title: string }).title], [200, 'Can Öz']);
  assert.equal(
    (await can.ask('PATCH', '/api/me', { title: 'Ayşe Yılmaz' })).status,
    409,
    'nobody takes another’s name',
  );
});

test('somebody who guesses at an address locks out the one who signs in there every day', async () => {
  const deniz = await person(server, 'deniz', 'viewer');
  const guesser = newBrowser(server.url);
  let status = 0;
  let tries = 0;
  while ((status = (await signIn(guesser, 'deniz', `guess number ${tries}`)).status) === 401) tries += 1;
  assert.deepEqual([status, tries], [429, 10]);
  assert.equal((await signIn(guesser, 'deniz')).status, 429, 'also the right one is not told from here');
  assert.equal((await signIn(newBrowser(server.url), 'deniz')).status, 429);
  // The browser that deniz has signed in with has tries of its own, and another user is not concerned.
  await deniz.ask('DELETE', '/api/session');
  assert.equal((await signIn(deniz, 'deniz')).status, 200);
  assert.equal((await signIn(guesser, 'can', 'the next good one')).status, 200);
  // A known browser is known for its own user only, and cannot guess without end either.
  assert.equal((await signIn(deniz, 'deniz', 'wrong')).status, 401);
  const told = await audit();
  assert.ok(told.filter((line) => line === 'anyone: sign-in failed').length <= 5, 'one line a minute for a name');
  assert.ok(told.includes('anyone: sign-in failed'));
  const lines = JSON.stringify(await server.console('GET', '/api/audit?limit=500'));
  assert.ok(!lines.includes('guess number'));
});

test('an unknown name is told from a wrong password', async () => {
  const unknown = await signIn(newBrowser(server.url), 'nobody of that name');
  const wrong = await signIn(newBrowser(server.url), 'ayse', 'not the right one');
  assert.equal(unknown.status, 401);
  assert.deepEqual(unknown.body, wrong.body);
});

test('the last administrator is removed by another user, and nobody can administer any more', async () => {
  const boss = await person(server, 'boss', 'administrator');
  const { id: second } = await invite(server, 'second', 'administrator');
  assert.equal((await boss.ask('PATCH', `/api/users/${second}`, { role: 'viewer' })).status, 200);
  for (const [method, body] of [
    ['PATCH', { role: 'editor' }],
    ['PATCH', { isDisabled: true }],
    ['DELETE', undefined],
  ] as const) {
    const answer = await boss.ask(method, `/api/users/${boss.id}`, body);
    assert.equal(answer.status, 409, method);
    assert.match(String(answer.body['message']), /last administrator/);
  }
  assert.equal((await boss.ask('PATCH', `/api/users/${second}`, { tags: ['x'], role: 'administrator' })).status, 400);
  // Whoever has the computer may.
  await server.console('DELETE', `/api/users/${boss.id}`);
  assert.equal((await boss.ask('GET', '/api/me')).status, 401);
});

test('a session that somebody ended, or whose user lost the role, goes on: its live stream too', async () => {
  const eda = await person(server, 'eda', 'administrator');
  const other = newBrowser(server.url, { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0' });
  await signIn(other, 'eda');
  const { sessions } = (await eda.ask('GET', '/api/me/sessions')).body as {
    sessions: { id: string; browser: string; isThis: boolean; who: string; since: number }[];
  };
  assert.deepEqual(
    sessions.map(({ browser, isThis, who }) => [browser, isThis, who]),
    [
      ['', true, 'eda'],
      ['Firefox, Windows', false, 'eda'],
    ],
  );
  const stream = await other.open('/api/events');
  assert.equal(stream.status, 200);
  const stranger = await person(server, 'stranger', 'viewer');
  const theirs = sessions.find(({ isThis }) => !isThis)!.id;
  assert.equal((await stranger.ask('DELETE', `/api/sessions/${theirs}`)).status, 404, 'not one’s own');
  assert.equal((await eda.ask('DELETE', `/api/sessions/${theirs}`)).status, 200);
  assert.match(await stream.text(), /event: end\ndata: .*UNAUTHORIZED/);
  assert.equal((await other.ask('GET', '/api/me')).status, 401);

  const demoted = await eda.open('/api/events');
  await server.console('PATCH', `/api/users/${eda.id}`, { role: 'viewer' });
  assert.match(await demoted.text(), /event: end\ndata: .*FORBIDDEN/);
  assert.equal((await eda.ask('GET', '/api/users')).status, 403);
  assert.equal((await eda.ask('GET', '/api/me')).status, 200);

  const disabled = await eda.open('/api/events');
  await server.console('PATCH', `/api/users/${eda.id}`, { isDisabled: true });
  assert.match(await disabled.text(), /event: end\ndata: .*UNAUTHORIZED/);
  assert.equal((await signIn(newBrowser(server.url), 'eda')).status, 401);

  const told = await stranger.open('/api/events');
  await server.console('DELETE', `/api/users/${stranger.id}/sessions`);
  assert.match(await told.text(), /event: end\ndata: .*UNAUTHORIZED/);
});

test('a link for another browser of a user signs in whoever has the computer', async () => {
  const fatma = await person(server, 'fatma', 'viewer');
  const { url } = (await fatma.ask('POST', '/api/session/link', {})).body as { url: string };
  const phone = newBrowser(server.url);
  const signedIn = await phone.ask('POST', '/api/session', { token: tokenOf(url) });
  assert.equal((signedIn.body['me'] as { userId: string }).userId, fatma.id);
  assert.equal((await phone.ask('GET', '/api/users')).status, 403);
  const { url: ownUrl } = await server.console<{ url: string }>('POST', '/api/session/link', {});
  const own = newBrowser(server.url);
  const asOperator = await own.ask('POST', '/api/session', { token: tokenOf(ownUrl) });
  assert.deepEqual(asOperator.body['me'], { userId: null, name: 'operator', role: 'administrator', tags: null });
  assert.deepEqual((await own.ask('GET', '/api/me')).body, { user: null });
  const { sessions } = await server.console<{ sessions: { who: string }[] }>('GET', '/api/sessions');
  assert.ok(sessions.some(({ who }) => who === 'operator'));
});

test('what somebody did is kept under "operator"', async () => {
  await server.addProcess({ name: 'True', command: process.execPath, args: ['-e', ''] });
  const gul = await person(server, 'gul', 'operator', { title: 'Gül Ak' });
  const { run } = (await gul.ask('POST', '/api/processes/True/run', { values: {} })).body as {
    run: { startedBy: string };
  };
  assert.equal(run.startedBy, 'Gül Ak');
  assert.ok((await audit()).includes('Gül Ak: run started'));
  const planned = await gul.ask('POST', '/scheduler/connector-api/process/start', {
    name: 'True',
    quartzDef: '0 0 9 * * ?',
  });
  assert.equal(planned.status, 403, 'an operator makes no schedules, also not through the other door');
  const now = await gul.ask('POST', '/scheduler/connector-api/process/start', {
    name: 'True',
    runImmediately: 'Y',
    runOnce: 'Y',
  });
  assert.equal(now.status, 200);
});
