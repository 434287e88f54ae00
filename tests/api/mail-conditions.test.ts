import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import test, { after, before } from 'node:test';
import type { TestConditionAnswer } from '../../contract/conditions.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { inEnglish } from '../../contract/translatable.ts';
import type { TriggerLook } from '../../contract/triggers.ts';
import { mailUser, skipUnlessDovecot, startDovecot, type TestDovecot } from '../support/dovecot.ts';
import { startRelay } from '../support/relay.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { prepareForMails } from './mail-rig.ts';

// Runs that wait for a mail, and mailboxes that are opened with a token.

let dovecot: TestDovecot;
let server: TestServer;
let folder: string;
let serviceUrl: string;
/** What it was asked for; the token that is right now. */
const asked: URLSearchParams[] = [];
let token = 'first-token';

/** Gives tokens, and tells Dovecot whose one is. */
const service = createServer((request, response) => {
  const answer = (body: object) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  const url = new URL(request.url ?? '', 'http://localhost');
  if (url.pathname === '/info')
    return void answer(url.searchParams.get('t') === token ? { email: mailUser } : { error: 'invalid_token' });
  void text(request).then((body) => {
    asked.push(new URLSearchParams(body));
    answer({ access_token: token, expires_in: 3600, refresh_token: `refresh-${asked.length}` });
  });
});

before(async () => {
  if (skipUnlessDovecot !== false) return;
  service.listen(0, '127.0.0.1');
  await once(service, 'listening');
  serviceUrl = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
  dovecot = await startDovecot(`${serviceUrl}/info?t=`);
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-mails-'));
  server = await startRota();
  await prepareForMails(server, folder);
});
after(async () => {
  await server?.stop();
  await dovecot?.close();
  service.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

const options = { skip: skipUnlessDovecot };
const file = (filename: string) => ({ filename, content: filename });
const mail = (subject: string, filename: string, received?: Date) =>
  dovecot.deliver({ subject, text: 'Hello', attachments: [file(filename)] }, received);

const box = () => ({
  ...{ kind: 'mail', host: 'localhost', port: dovecot.tlsPort, user: mailUser, ca: dovecot.certificate },
  password: '{{vault:Mail/Bank}}',
});
const awaited = (change: object = {}) => ({ ...box(), subject: 'awaited', attachment: '*.xml', ...change });

async function seen(change: object = {}): Promise<[holds: boolean, seen: string]> {
  const body = { condition: awaited(change), process: 'Load' };
  const answer = await server.console<TestConditionAnswer>('POST', '/api/conditions/test', body);
  return [answer.holds, typeof answer.seen === 'string' ? answer.seen : inEnglish(answer.seen)];
}

const draft = (given: object) => ({
  ...{ name: 'Mails', process: 'Load', plan: { kind: 'call', timezone: 'UTC' }, options: given },
});

test('a mail that a run waits for is not seen, an old one counts, or looking marks it as read', options, async () => {
  await mail('awaited', 'old.xml', new Date(Date.now() - 40 * 3_600_000));
  await mail('awaited', 'other.pdf');
  const before = await dovecot.mails();
  const nothing = 'no mail that matches has come into INBOX of bank@example.com';
  assert.deepEqual(await seen(), [false, `${nothing} on the day of the run`]);
  assert.deepEqual(await seen({ since: 'hours', hours: 20 }), [false, `${nothing} in the last 20 h`]);
  assert.equal((await seen({ not: true }))[0], true);
  const found = await seen({ since: 'hours', hours: 60 });
  assert.deepEqual(found, [true, '“awaited” is in INBOX of bank@example.com']);
  assert.deepEqual(await dovecot.mails(), before, 'nothing is marked or moved');
  const client = await server.addClient({ name: 'waiter', scopes: ['start', 'read', 'manage'] });
  const body = { name: 'Load', runOnce: 'Y', runImmediately: 'Y' };
  const conditions = { everySeconds: 5, list: [awaited()] };
  const spid = await client.start({ ...body, conditions });
  await until('it waits', async () => {
    const { body: status } = await client.call(`process/status/${spid}`);
    return /no mail that matches/.test(String(status['message']));
  });
  await mail('awaited at last', 'new.XML');
  assert.equal((await client.final(spid))['status'], 'SUCCEEDED');
  await until('a test sees it', async () => (await seen())[0]);
  const few = await server.addClient({ name: 'starter' });
  const refused = await few.call('process/start', { ...body, conditions });
  assert.deepEqual([refused.status, /needs a client with the scope/.test(JSON.stringify(refused.body))], [400, true]);
});

test('a password is stored in a condition, or a server gets a wrong one at every look', options, async () => {
  const refused: [change: object, sentence: RegExp][] = [
    [{ password: 'plain text' }, /a schedule holds no password/],
    [{ password: '{{vault:Mail/Nothing}}' }, /Nothing/],
    [{ security: 'none' }, /without encryption everybody/],
  ];
  for (const [change, sentence] of refused) {
    const given = draft({ conditions: { list: [awaited(change)] } });
    await assert.rejects(server.console('POST', '/api/schedules', given), sentence);
  }
  assert.match((await seen({ password: '{{vault:Mail/Nothing}}' }))[1], /cannot be taken from the vault/);
  const relay = await startRelay(dovecot.tlsPort);
  const wrong = { port: relay.port, password: '{{vault:Mail/Old}}', not: true };
  const refusal = /^localhost:\d+ refuses the login of bank@example\.com: correct the password in the vault$/;
  const [holds, words] = await seen(wrong);
  assert.deepEqual([holds, refusal.test(words)], [false, true], words);
  const opened = relay.opened();
  assert.match((await seen({ ...wrong, subject: 'something else' }))[1], refusal);
  assert.equal(relay.opened(), opened, 'the server is not asked again');
  relay.cut();
  const away = await seen({ ...wrong, password: '{{vault:Mail/Bank}}' });
  assert.match(away[1], /^the mailbox of bank@example\.com cannot be looked at: /);
  assert.equal(away[0], false, 'what is not known does not hold, whichever way it is asked');
});

test(
  'a mailbox cannot be opened with a token, an old one is used on, or a refresh token is lost',
  options,
  async () => {
    await server.console('PUT', '/api/vault/Mail/Refresh', { kind: 'text', value: 'refresh-0' });
    const oauth2 = { tokenUrl: `${serviceUrl}/token`, clientId: 'rota', refreshToken: '{{vault:Mail/Refresh}}' };
    const given = (change: object = {}) =>
      draft({ triggers: [{ ...box(), id: 'in', password: '', oauth2: { ...oauth2, scope: 'imap' }, ...change }] });
    const add = async (change: object = {}) =>
      (await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', given(change))).row;
    await assert.rejects(add({ oauth2: { ...oauth2, refreshToken: null } }), /client secret is needed/);
    await assert.rejects(add({ security: 'none', isUnencryptedMeant: true }), /a token is only sent encrypted/);
    const row = await add();
    const look = async () =>
      (await server.console<{ looks: TriggerLook[] }>('POST', `/api/schedules/${row.id}/look`, {})).looks[0]!;
    assert.equal((await look()).problem, null);
    await mail('with a token', 'a.xml');
    await until('it has its run', async () => {
      const { runs } = await server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${row.id}`);
      return runs[0]?.outcome === 'succeeded';
    });
    const found = await seen({ password: '', oauth2: { ...oauth2, scope: 'imap' }, subject: 'a token' });
    assert.deepEqual(found, [true, '“with a token” is in INBOX of bank@example.com']);
    assert.deepEqual([asked.length, asked[0]?.get('refresh_token'), asked[0]?.get('scope')], [1, 'refresh-0', 'imap']);
    // It takes the token back: the next login is refused, and the one after it has another token, fetched with what the service gave the last time.
    token = 'second-token';
    await server.console('PUT', `/api/schedules/${row.id}`, {
      version: row.version,
      draft: given({ lookSeconds: 61 }),
    });
    await until('it is opened with the next token', async () => (await look()).problem === null);
    assert.deepEqual([asked.length, asked[1]?.get('refresh_token')], [2, 'refresh-1']);
    await server.console('DELETE', `/api/schedules/${row.id}`);
    const log = await readFile(path.join(server.home, 'rota.log'), 'utf8').catch(() => '');
    for (const secret of ['first-token', 'refresh-0', 'refresh-1']) assert.ok(!log.includes(secret));
  },
);

test('thousands of mails fill the memory, or the few that are meant are lost among them', options, async () => {
  const peak = async () => /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${server.child.pid}/status`, 'utf8'))?.[1];
  const subjects = Array.from({ length: 3000 }, (_, at) => (at % 1000 === 500 ? `needle ${at}` : `hay ${at}`));
  await dovecot.deliverMany(subjects);
  const before = Number(await peak().catch(() => NaN));
  const given = draft({ triggers: [{ ...box(), id: 'in', subject: 'needle', existing: true }], overlap: 'allow' });
  const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', given);
  const runs = await until('the three have run', async () => {
    await server.console('POST', `/api/schedules/${row.id}/look`, {});
    const found = await server.console<{ runs: Run[] }>('GET', `/api/runs?schedule=${row.id}`);
    return found.runs.length >= 3 ? found.runs : null;
  });
  assert.deepEqual(runs.map(({ startReason }) => startReason?.params['subject']).toSorted(), [
    'needle 1500',
    'needle 2500',
    'needle 500',
  ]);
  assert.equal((await seen({ subject: 'hay 0', attachment: '' }))[0], true, 'the oldest of them is found');
  const after = Number(await peak().catch(() => NaN));
  if (!Number.isNaN(before)) assert.ok(after - before < 150_000, `${after - before} kB more`);
  await server.console('DELETE', `/api/schedules/${row.id}`);
});
