import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { cleanUpLater } from '../support/cleanup.ts';
import { startFleet } from '../support/fleet.ts';
import { newBrowser, person, signIn, tokenOf } from '../support/people.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRelay } from '../support/relay.ts';
import { startRota, testClient, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;
const docs = await readFile(path.join(import.meta.dirname, '../../docs/fleet.md'), 'utf8');

async function folder(t: TestContext): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-fleet-'));
  cleanUpLater(t, () => rm(home, { recursive: true, force: true }));
  return home;
}

async function node(t: TestContext, url: string, first?: TestServer): Promise<TestServer> {
  const home = await folder(t);
  if (first !== undefined) await copyFile(path.join(first.home, 'secret.key'), path.join(home, 'secret.key'));
  const server = await startRota({ home, env: { ROTA_DATABASE: url } });
  cleanUpLater(t, () => server.stop());
  return server;
}

/** A browser with the link that the server has printed. */
async function signedIn({ url, signInLink }: TestServer) {
  const browser = newBrowser(url);
  const { status } = await browser.ask('POST', '/api/session', { token: tokenOf(signInLink) });
  assert.equal(status, 200);
  return browser;
}

/** The examples of the document in that language, in order. */
const examples = (language: string) =>
  [...docs.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');

test('the rights that the document names do not suffice, or a role may do more', { skip }, async (t) => {
  const [cluster, inside, daily] = examples('sql');
  assert.ok(cluster && inside && daily);
  const admin = postgres.url({ database: 'rota' });
  for (const line of cluster.split(';\n').filter((one) => one.trim() !== '')) await postgres.sql(line);
  await postgres.sql(inside, admin);
  const as = (user: string, password: string) => postgres.url({ user, password, database: 'rota' });
  const owner = as('rota', 'choose-a-long-one');
  const first = await node(t, owner);
  for (const more of ['CREATE TABLE public.x ()', 'CREATE DATABASE y', 'CREATE ROLE z', 'CREATE SCHEMA w'])
    await assert.rejects(postgres.sql(more, owner), /permission denied/);
  await postgres.sql(daily, admin);
  const daily2 = as('rota_daily', 'choose-another-one');
  const second = await node(t, daily2, first);
  await second.addProcess({ name: 'Robot', command: 'true' });
  const client = await second.addClient();
  await client.final(await client.start({ name: 'Robot' }));
  for (const more of ['DELETE FROM rota.schema_version', 'DROP TABLE rota.run', 'CREATE TABLE rota.x ()'])
    await assert.rejects(postgres.sql(more, daily2), /permission denied|must be owner/);
});

test('two computers of a fleet do not know the same, or one forgets when it is killed', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const first = await node(t, url);
  assert.match(first.output(), /^The database is PostgreSQL, admin@127\.0\.0\.1:\d+\/rota_\d+\.$/m);
  await first.addProcess({ name: 'Robot', command: 'sh', args: ['-c', 'echo "::rota output total=12"'] });
  const second = await node(t, url, first);
  const made = await first.addClient();
  const there = testClient(second.url, made);
  await until('the client is known there', async () => (await there.call('process/status/none')).status !== 401);
  const here = testClient(first.url, made);
  const spid = await here.start({ name: 'Robot' });
  const end = await here.final(spid);
  assert.deepEqual((await there.call(`process/status/${spid}`)).body['status'], end['status']);
  const other = await there.start({ name: 'Robot' });
  await there.final(other);
  const browsers = [await signedIn(first), await signedIn(second)] as const;
  await first.kill();
  assert.equal((await there.call(`process/status/${spid}`)).status, 200);
  const port = new URL(first.url).port;
  const again = await startRota({ home: first.home, env: { ROTA_DATABASE: url, ROTA_PORT: port } });
  cleanUpLater(t, () => again.stop({ keepHome: true }));
  for (const [index, browser] of browsers.entries())
    assert.equal((await browser.ask('GET', '/api/session')).status, 200, `browser ${index + 1}`);
  assert.equal((await testClient(again.url, made).call(`process/status/${other}`)).status, 200);
  for (const server of [again, second]) {
    const password = new URL(url).password;
    const log = await readFile(path.join(server.home, 'rota.log'), 'utf8');
    for (const text of [server.output(), log])
      assert.ok(!text.includes(password) && !text.includes(decodeURIComponent(password)), 'the password is shown');
  }
});

test('a database that is away is told as a fault of Rota, or starts are lost', { skip }, async (t) => {
  const relay = await startRelay(postgres.port);
  const url = await postgres.newDatabase();
  const server = await node(t, url.replace(`:${postgres.port}/`, `:${relay.port}/`));
  await server.addProcess({ name: 'Robot', command: 'true' });
  const client = await server.addClient();
  await client.final(await client.start({ name: 'Robot' }));
  relay.cut();
  const refused = await client.call('process/start', { name: 'Robot' });
  assert.equal(refused.status, 503, JSON.stringify(refused.body));
  assert.equal(refused.headers.get('retry-after'), '5');
  assert.match(JSON.stringify(refused.body), /does not answer .* Rota goes on by itself once it is back/);
  relay.mend();
  await client.final(await client.start({ name: 'Robot' }));
});

test('a computer with another key, or without a database, starts or is told nothing of use', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  await node(t, url);
  await assert.rejects(node(t, url), /secret\.key\) is not the key of this fleet: stop Rota here, put the secret\.key/);
  await assert.rejects(
    node(t, postgres.url({ database: 'nowhere' })),
    (error: Error) => /There is no database nowhere at /.test(error.message) && !/p@ss|p%40ss/.test(error.message),
  );
  await assert.rejects(
    node(t, 'postgres://me:very-secret@host/'),
    (error: Error) =>
      /ROTA_DATABASE cannot be read: it names no database/.test(error.message) && !/very-secret/.test(error.message),
  );
});

/** How many files of the driver are loaded after that module was. */
function loadedWith(module: string, then: string): number {
  const text = `import('./server/${module}').then((it) => ${then}).then(() => console.log(Object.keys(require.cache).filter((name) => /node_modules.pg\\b/.test(name)).length))`;
  const seen = spawnSync(process.execPath, ['-e', text], {
    cwd: path.join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  assert.match(seen.stdout, /^\d+\n$/, seen.stderr);
  return Number(seen.stdout);
}

test('a Rota that is alone loads what only a fleet needs', () => {
  assert.equal(loadedWith('start.ts', 'it'), 0);
  assert.ok(loadedWith('store/postgres/driver.ts', 'it.loadDriver()') > 0, 'it would be seen');
});

test(
  'two computers of a fleet do not have the same people, or one still lets in whom the other has disabled',
  { skip },
  async (t) => {
    const url = await postgres.newDatabase();
    const [one, other] = await startFleet(t, [url, url]);
    const ayse = await person(one!, 'ayse', 'viewer');
    const there = newBrowser(other!.url);
    await until('the other one knows the user', async () => (await signIn(there, 'ayse')).status === 200);
    const stream = await there.open('/api/events');
    await one!.console('DELETE', `/api/users/${ayse.id}/sessions`);
    assert.match(await stream.text(), /event: end\ndata: .*UNAUTHORIZED/);
    assert.equal((await there.ask('GET', '/api/me')).status, 401);
    assert.equal((await signIn(there, 'ayse')).status, 200);
    await one!.console('PATCH', `/api/users/${ayse.id}`, { isDisabled: true });
    await until('the other one knows', async () => (await there.ask('GET', '/api/me')).status === 401);
  },
);
