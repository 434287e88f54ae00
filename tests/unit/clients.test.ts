import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test, { type TestContext } from 'node:test';
import { clientDraft } from '../../contract/client.ts';
import type { Announcement } from '../../contract/events.ts';
import { newUser } from '../../server/domain/client-rules.ts';
import { createClients } from '../../server/people/clients.ts';
import { createSecretHash, HashBusy } from '../../server/people/secret-hash.ts';
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
    owner: `client:${config.get().clients[0]?.id}`,
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

test('a stranger, a wrong password and a revoked client get the same answer, and cost no hash however many come', async (t) => {
  const { clients, hashes } = await setUp(t);
  const { user, password } = await clients.create(draft('a'), operator);
  const gone = await clients.create(draft('gone'), operator);
  await clients.rotate(user, 3600, operator);
  await clients.revoke(gone.user, operator);
  hashes.length = 0;
  for (const [who, secret] of [
    ['nobody', password],
    [gone.user, gone.password],
    ['', ''],
  ] as const) {
    assert.equal(await clients.verify(who, secret), null);
  }
  assert.equal(hashes.length, 0);
  for (let guess = 0; guess < 1_000; guess += 1) assert.equal(await clients.verify(user, `wrong${guess}`), null);
  // By chance 1 of 65,536 guesses matches the hint of a secret, and there may be two secrets.
  assert.ok(hashes.length <= 3, String(hashes.length));
});

test('the client of an older build, whose hint is not known, gets in while a flood of wrong passwords waits to be hashed', async (t) => {
  const { clients, config, hashes } = await setUp(t);
  const { user, password } = await clients.create(draft('a'), operator);
  await config.update((document) => ({
    ...document,
    clients: document.clients.map(({ hint: _hint, id: _id, ...client }) => client),
  }));
  hashes.length = 0;
  const flood = Array.from({ length: 30 }, (_, guess) => clients.verify(user, `wrong${guess}`));
  assert.equal((await clients.verify(user, password))?.owner, `client:${user}`);
  assert.deepEqual(new Set(await Promise.all(flood)), new Set([null]));
  await clients.close();
  assert.ok(config.get().clients[0]?.hint);
  hashes.length = 0;
  for (let guess = 0; guess < 200; guess += 1) await clients.verify(user, `wrong again ${guess}`);
  assert.ok(hashes.length <= 2, String(hashes.length));
});

test('more wrong secrets than can wait to be hashed are turned away, one or the other, and none is kept in memory', async () => {
  const hash = createSecretHash({ atOnce: 1, mostWaiting: 3 });
  const salt = Buffer.alloc(16).toString('base64');
  const ends = await Promise.allSettled(Array.from({ length: 10 }, (_, at) => hash(`secret ${at}`, salt)));
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 4);
  assert.ok(ends.every((end) => end.status === 'fulfilled' || end.reason instanceof HashBusy));
});

test('names that would be taken for a person, or for Rota itself, are refused however they are written', async (t) => {
  const { clients } = await setUp(t);
  for (const name of [
    ...[
      'operator',
      'OPERATOR',
      ' Operator ',
      'Operatör',
      'OPERATÖR',
      'o p e r a t o r',
      'öperätör',
      'ореrаtоr',
      'ｏｐｅｒａｔｏｒ',
    ],
    ...['command line', 'Command-Line', 'commandline', 'COMMAND_LINE', 'komut satırı', 'KOMUT SATIRI', 'Komut Satiri'],
    ...[
      'tray',
      'Tepsi',
      'TEPSİ',
      'system',
      'Sistem',
      'SİSTEM',
      'rota',
      'RÖTA',
      'schedule',
      'Zamanlama',
      'kişi',
      'KISI',
    ],
  ])
    await assert.rejects(clients.create(draft(name), operator), { code: 'BODY_INVALID', message: /^name: / }, name);
  for (const name of ['er\u200bp', 'erp\u202e', 'a\tb', '\u2800', '---', '\u3164'])
    await assert.rejects(
      clients.create(draft(name), operator),
      { code: 'BODY_INVALID', message: /^name: / },
      JSON.stringify(name),
    );
  for (const name of ['operator 2', 'Rota-Test', 'Sistem A', 'system robots', 'ERP', 'Muhasebe ıİ', '株式会社'])
    await clients.create(draft(name), operator);
});

test('a manager that is limited to some processes is refused, and one of an older build manages nothing', async (t) => {
  const { clients, config } = await setUp(t);
  const wanted = clientDraft.parse({ name: 'boss', scopes: ['manage'], processes: ['One'] });
  await assert.rejects(clients.create(wanted, operator), {
    code: 'BODY_INVALID',
    message: /cannot be limited/,
  });
  const { user, password } = await clients.create(draft('boss'), operator);
  await config.update((document) => ({
    ...document,
    clients: document.clients.map((client) => ({ ...client, scopes: ['manage'], processes: ['One'] })),
  }));
  const { scopes, processes } = (await clients.verify(user, password))!;
  assert.deepEqual([scopes, processes], [['start', 'read'], ['One']]);
  assert.deepEqual(clients.all()[0]?.scopes, ['start', 'read']);
});

test('an identity is given to nobody else: not with the name of a revoked client, nor with its user', async (t) => {
  const { config, clock, folder } = await openTestConfig(t);
  let draw = 0;
  const clients = createClients({
    ...{ config, clock, log: silentLog, audit: () => {}, announce: () => {} },
    // The same random draw twice, then another: a user name is never reused.
    random: (bytes) => Buffer.alloc(bytes, bytes === 4 && (draw += 1) > 2 ? 9 : 7),
  });
  const first = await clients.create(draft('erp'), operator);
  const before = await clients.verify(first.user, first.password);
  await clients.revoke(first.user, operator);
  const second = await clients.create(draft('erp'), operator);
  const after = await clients.verify(second.user, second.password);
  assert.notEqual(second.user, first.user);
  assert.notEqual(after?.owner, before?.owner);
  assert.ok(folder);
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
