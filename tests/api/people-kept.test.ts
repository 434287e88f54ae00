import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { temporaryFolder } from '../store/fixture.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { goodPassword, invite, newBrowser, person, signIn, tokenOf } from '../support/people.ts';
import { startRota } from '../support/server.ts';

// What is kept of people: over a kill, a restart, an older build.

test('a user that was made, a password that was set, a session that was opened is gone after a kill', async (t) => {
  const home = await temporaryFolder(t);
  const first = await startRota({ home });
  const ayse = await person(first, 'ayse', 'editor');
  const { token } = await invite(first, 'veli', 'viewer');
  await first.kill();

  const second = await startRota({ home });
  cleanUpLater(t, () => second.stop({ keepHome: true }));
  // The port is another one, and cookies are named after it.
  const [, secret = ''] = /rota_session_\d+=([^;]+)/.exec(ayse.cookie()) ?? [];
  const cookie = `rota_session_${new URL(second.url).port}=${secret}`;
  const me = await fetch(`${second.url}/api/me`, { headers: { cookie } });
  assert.equal(me.status, 200);
  assert.equal(((await me.json()) as { user: { name: string } }).user.name, 'ayse');
  assert.equal((await signIn(newBrowser(second.url), 'ayse')).status, 200);
  const browser = newBrowser(second.url);
  const accepted = await browser.ask('POST', '/api/sign-in/invitation/accept', { token, password: goodPassword });
  assert.equal(accepted.status, 200, 'an invitation survives');
  await second.kill();

  const third = await startRota({ home });
  cleanUpLater(t, () => third.stop({ keepHome: true }));
  assert.equal((await signIn(newBrowser(third.url), 'veli')).status, 200);
  const again = await newBrowser(third.url).ask('POST', '/api/sign-in/invitation/accept', {
    token,
    password: goodPassword,
  });
  assert.equal(again.status, 401, 'used up');
});

test('sessions and a document of an older build cannot be read, or an older build takes a user for whoever has the computer', async (t) => {
  const home = await temporaryFolder(t);
  const first = await startRota({ home });
  const { url } = await first.console<{ url: string }>('POST', '/api/session/link', {});
  const operator = newBrowser(first.url);
  await operator.ask('POST', '/api/session', { token: tokenOf(url) });
  await person(first, 'ayse', 'viewer');
  await first.stop({ keepHome: true });

  // What an older build wrote: pairs alone, and no users.
  const database = new DatabaseSync(path.join(home, 'rota.db'));
  const kept = JSON.parse(
    String(database.prepare("SELECT value FROM fact WHERE name = 'sessions'").get()?.['value']),
  ) as {
    sessions: [string, number][];
    links: [string, number][];
    users: unknown[];
  };
  assert.deepEqual([kept.sessions.length, kept.users.length], [1, 1], 'an older build reads only the first ones');
  database
    .prepare("UPDATE fact SET value = ? WHERE name = 'sessions'")
    .run(JSON.stringify({ sessions: kept.sessions, links: kept.links }));
  database.close();
  const file = path.join(home, 'rota.json');
  const { users, ...older } = JSON.parse(readFileSync(file, 'utf8')) as { users: unknown[] };
  assert.equal(users.length, 1);
  writeFileSync(file, JSON.stringify(older));

  const second = await startRota({ home });
  cleanUpLater(t, () => second.stop({ keepHome: true }));
  const [, secret = ''] = /rota_session_\d+=([^;]+)/.exec(operator.cookie()) ?? [];
  const cookie = `rota_session_${new URL(second.url).port}=${secret}`;
  const sessions = await fetch(`${second.url}/api/me/sessions`, { headers: { cookie } });
  assert.equal(sessions.status, 200);
  const [own] = ((await sessions.json()) as { sessions: Record<string, unknown>[] }).sessions;
  assert.deepEqual([own?.['who'], own?.['since'], own?.['isThis']], ['operator', null, true]);
  assert.deepEqual(await second.console('GET', '/api/users'), { users: [] });
  assert.deepEqual(await (await fetch(`${second.url}/api/sign-in`)).json(), {
    hasUsers: false,
    identity: null,
    hasPasskeys: false,
  });
});
