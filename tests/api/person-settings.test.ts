import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import test from 'node:test';
import { newBrowser, person, signIn } from '../support/people.ts';
import { startRota } from '../support/server.ts';

test('what a person chose for themself is lost with a kill, seen by others, or stays after them', async (t) => {
  let server = await startRota();
  t.after(() => server.stop());
  const ayse = await person(server, 'ayse', 'viewer');
  const mehmet = await person(server, 'mehmet', 'editor');
  const mine = {
    language: 'tr',
    theme: 'dark',
    singleKeyShortcuts: false,
    favourites: ['one'],
    screens: { runs: 'İ' },
  };
  assert.equal((await ayse.ask('PUT', '/api/me/preferences', mine)).status, 200);
  await server.kill();
  server = await startRota({ home: server.home });

  const again = newBrowser(server.url);
  await signIn(again, 'ayse');
  const { body: session } = await again.ask('GET', '/api/session');
  assert.deepEqual(session['own'], mine);
  assert.deepEqual((await again.ask('GET', '/api/me/preferences')).body, { settings: mine });
  // What is not given is not chosen.
  const other = newBrowser(server.url);
  await signIn(other, 'mehmet');
  const { body: theirs } = await other.ask('PUT', '/api/me/preferences', { theme: 'light' });
  assert.deepEqual(theirs['settings'], {
    language: 'system',
    theme: 'light',
    singleKeyShortcuts: true,
    favourites: null,
    screens: {},
  });

  const long = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`screen-${at}`, 'x'.repeat(4000)]));
  assert.equal((await again.ask('PUT', '/api/me/preferences', { screens: long })).status, 413);
  assert.deepEqual(await server.console('GET', '/api/me/preferences'), { settings: null });
  await assert.rejects(server.console('PUT', '/api/me/preferences', mine), /Only users have settings/);

  await server.console('DELETE', `/api/users/${ayse.id}`);
  const rows = new DatabaseSync(path.join(server.home, 'rota.db'), { readOnly: true })
    .prepare('SELECT owner FROM person_settings')
    .all();
  assert.deepEqual(
    rows.map(({ owner }) => owner),
    [`user:${mehmet.id}`],
  );
});
