import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { type TestContext } from 'node:test';
import { clientDraft } from '../../contract/client.ts';
import type { Announcement } from '../../contract/events.ts';
import { newUser } from '../../server/domain/client-rules.ts';
import { createClients } from '../../server/engine/configuration/clients.ts';
import { createSecretHash } from '../../server/engine/configuration/secret-hash.ts';
import { silentLog } from '../../server/log.ts';
import { openTestConfig } from '../store/fixture.ts';
import { operator } from './callers.ts';

const draft = (name: string) => clientDraft.parse({ name });

async function setUp(t: TestContext) {
  const { config, clock, folder } = await openTestConfig(t);
  const audited: string[] = [];
  const announced: Announcement[] = [];
  const hashes: string[] = [];
  const realHash = createSecretHash();
  const clients = createClients({
    config,
    clock,
    log: silentLog,
    audit: (caller, action, what) => audited.push(`${caller.name} ${action} ${what as string}`),
    announce: (announcement) => announced.push(announcement),
    hash: (secret, salt) => {
      hashes.push(salt);
      return realHash(secret, salt);
    },
  });
  return { config, clock, folder, clients, audited, announced, hashes };
}

test('a client is who its credentials say, and its secret stands nowhere', async (t) => {
  const { config, clients, audited, announced } = await setUp(t);
  const { user, password } = await clients.create(draft('Acme Robotları'), operator);
  assert.match(user, /^acme-robotlari-[a-z0-9]{4}$/);
  assert.match(password, /^[A-Za-z0-9_][A-Za-z0-9_-]{31}$/);
  assert.deepEqual(await clients.verify(user, password), {
    kind: 'client',
    name: 'Acme Robotları',
    user,
    scopes: ['start', 'read'],
    processes: null,
  });
  const written = (await readFile(config.file, 'utf8')) + JSON.stringify([clients.all(), audited, announced]);
  assert.ok(!written.includes(password));
  assert.deepEqual(audited, ['operator client created Acme Robotları']);
  assert.deepEqual(announced, [{ type: 'client', user }]);
});

test('a stranger, a wrong password and a revoked client all cost one hash and get the same answer', async (t) => {
  const { clients, hashes } = await setUp(t);
  const { user, password } = await clients.create(draft('a'), operator);
  const gone = await clients.create(draft('gone'), operator);
  await clients.rotate(user, 3600, operator);
  await clients.revoke(gone.user, operator);
  for (const [who, secret] of [
    ['nobody', password],
    [user, 'wrong'],
    [gone.user, gone.password],
    ['', ''],
  ] as const) {
    hashes.length = 0;
    assert.equal(await clients.verify(who, secret), null);
    assert.equal(hashes.length, 1, who);
  }
});

test('a call does not cost a hash each time, and twenty first calls share one', async (t) => {
  const { clients, hashes } = await setUp(t);
  const { user, password } = await clients.create(draft('a'), operator);
  hashes.length = 0;
  const first = await Promise.all(Array.from({ length: 20 }, () => clients.verify(user, password)));
  assert.ok(first.every((caller) => caller?.user === user));
  for (let call = 0; call < 100; call += 1) assert.ok(await clients.verify(user, password));
  assert.equal(hashes.length, 1);
});

test('after a rotation the old secret is taken exactly as long as was said', async (t) => {
  const { clients, clock } = await setUp(t);
  const old = await clients.create(draft('a'), operator);
  assert.ok(await clients.verify(old.user, old.password));
  const fresh = await clients.rotate(old.user, 60, operator);
  assert.notEqual(fresh.password, old.password);
  assert.equal(clients.all()[0]?.oldSecretUntil, clock.now() + 60_000);
  clock.move(59_999);
  assert.ok(await clients.verify(old.user, old.password));
  assert.ok(await clients.verify(old.user, fresh.password));
  clock.move(1);
  assert.equal(await clients.verify(old.user, old.password), null);
  assert.ok(await clients.verify(old.user, fresh.password));
  assert.equal(clients.all()[0]?.oldSecretUntil, null);
  await clients.rotate(old.user, 0, operator);
  assert.equal(await clients.verify(old.user, fresh.password), null);
});

test('revoking ends at once what was proved before, also when it is done by hand in the file', async (t) => {
  const { clients, config } = await setUp(t);
  const one = await clients.create(draft('one'), operator);
  const two = await clients.create(draft('two'), operator);
  assert.ok((await clients.verify(one.user, one.password)) && (await clients.verify(two.user, two.password)));
  await clients.revoke(one.user, operator);
  assert.equal(await clients.verify(one.user, one.password), null);
  assert.equal(clients.all().find(({ user }) => user === one.user)?.revokedAt !== null, true);
  await config.update((document) => ({
    ...document,
    clients: document.clients.filter(({ user }) => user !== two.user),
  }));
  assert.equal(await clients.verify(two.user, two.password), null);
  await assert.rejects(clients.rotate(one.user, 0, operator), { code: 'CONFLICT' });
  await assert.rejects(clients.revoke('nobody', operator), { code: 'NOT_FOUND' });
});

test('two clients cannot bear one name, a revoked one does not block it', async (t) => {
  const { clients } = await setUp(t);
  const { user } = await clients.create(draft('Acme'), operator);
  await assert.rejects(clients.create(draft('ACME'), operator), { code: 'NAME_TAKEN', message: /"Acme"/ });
  await clients.revoke(user, operator);
  await clients.create(draft('Acme'), operator);
});

test('the last use is known at once, and written seldom', async (t) => {
  const { clients, config, clock, folder } = await setUp(t);
  const { user, password } = await clients.create(draft('a'), operator);
  assert.equal(clients.all()[0]?.lastUsedAt, null);
  const before = await readFile(config.file, 'utf8');
  for (let call = 0; call < 50; call += 1) {
    clock.move(1000);
    await clients.verify(user, password);
  }
  const usedAt = clock.now();
  assert.equal(clients.all()[0]?.lastUsedAt, usedAt);
  assert.equal(await readFile(config.file, 'utf8'), before);
  await clients.close();
  await config.close();
  const again = await openTestConfig(t, folder);
  assert.equal(again.config.get().clients[0]?.lastUsedAt, usedAt);
});

test('a user is plain ASCII whatever the name is', () => {
  const random = Uint8Array.of(0, 1, 2, 3);
  assert.equal(newUser('Şirket İÇİ — Ğüzel', random), 'sirket-ici-guzel-abcd');
  assert.equal(newUser('株式会社', random), 'client-abcd');
  assert.equal(newUser(`${'a'.repeat(31)} b`, random), `${'a'.repeat(31)}-abcd`);
});
