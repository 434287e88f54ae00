import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import type { Channel, ChannelTest, ExportedChannel } from '../../contract/channels.ts';
import type { AuditEntry } from '../../contract/console.ts';
import type { ImportAnswer } from '../../contract/upkeep.ts';
import { secretPlaceholder } from '../../contract/schedule.ts';
import { inEnglish, type Translatable } from '../../contract/translatable.ts';
import { httpReceiver } from '../support/channels.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { password, smtpServer } from '../support/smtp.ts';

const secrets = [password, 'tk_very-secret-token', 'very-secret-path'] as const;

const draft = (settings: object, change: object = {}) => ({ title: 'Nöbetçi', language: 'tr', settings, ...change });
const ntfy = (server: string, token: string = secrets[1]) => ({ kind: 'ntfy', server, topic: 'rota', token });

async function started(context: { after(call: () => Promise<void>): void }): Promise<TestServer> {
  const rota = await startRota();
  context.after(() => rota.stop());
  await rota.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  return rota;
}
const create = async (rota: TestServer, body: object) =>
  (await rota.console<{ channel: Channel }>('POST', '/api/channels', body)).channel;
const list = async (rota: TestServer) => (await rota.console<{ channels: Channel[] }>('GET', '/api/channels')).channels;
const problemIn = ({ problem }: ChannelTest) => (problem === null ? '' : inEnglish(problem as Translatable));

test('a channel is kept, tested, switched off, changed and deleted, and none of its secrets is seen anywhere', async (context) => {
  const rota = await started(context);
  const mailServer = await smtpServer(context);
  const there = await httpReceiver(context, () => ({ status: 200 }));
  const mail = await create(
    rota,
    draft({
      kind: 'mail',
      host: 'localhost',
      port: mailServer.port,
      user: 'rota@example.com',
      password,
      ca: mailServer.certificate,
      from: 'rota@example.com',
      to: ['ayşe@example.com'.replace('ş', 's')],
      tokenUrl: '',
    }),
  );
  const push = await create(rota, draft(ntfy(there.url)));
  const hook = await create(rota, draft({ kind: 'mattermost', url: `${there.url}/hooks/${secrets[2]}` }));
  assert.deepEqual(mail.settings['password'], secretPlaceholder);
  assert.deepEqual(hook.settings, { kind: 'mattermost', url: secretPlaceholder });

  for (const { id } of [mail, push, hook]) {
    const answer = await rota.console<ChannelTest>('POST', `/api/channels/${id}/test`);
    assert.deepEqual(answer, { state: 'delivered', problem: null });
  }
  assert.equal(mailServer.mails[0]?.mail.subject, 'Rota’dan test');
  assert.equal(there.arrived[0]?.headers.authorization, `Bearer ${secrets[1]}`);
  for (const { state } of await list(rota)) assert.ok(state.deliveredAt !== null && state.problem === null);

  // What was shown can be sent back: a masked secret stays as it is.
  const changed = await rota.console<{ channel: Channel }>('PUT', `/api/channels/${push.id}`, {
    version: push.version,
    draft: draft({ ...push.settings, topic: 'other' }, { title: 'Başka' }),
  });
  assert.equal(changed.channel.title, 'Başka');
  assert.equal((await rota.console<ChannelTest>('POST', `/api/channels/${push.id}/test`)).state, 'delivered');
  assert.equal(there.json(2)['topic'], 'other');
  assert.equal(there.arrived[2]?.headers.authorization, `Bearer ${secrets[1]}`);
  await assert.rejects(
    rota.console('PUT', `/api/channels/${push.id}`, { version: push.version, draft: draft(push.settings) }),
    /VERSION_CONFLICT/,
  );

  await rota.console('POST', `/api/channels/${hook.id}/switch`, { enabled: false });
  assert.equal((await list(rota)).find(({ id }) => id === hook.id)?.enabled, false);

  const exported = await rota.console<{ channels: ExportedChannel[] }>('GET', '/api/export');
  const audit = await rota.console<{ entries: AuditEntry[] }>('GET', '/api/audit');
  await rota.console('DELETE', `/api/channels/${hook.id}`);
  assert.deepEqual(
    (await list(rota)).map(({ id }) => id),
    [mail.id, push.id],
  );
  await rota.stop({ keepHome: true });
  const seen = [
    await readFile(path.join(rota.home, 'rota.json'), 'utf8'),
    await readFile(path.join(rota.home, 'rota.db'), 'latin1'),
    rota.output(),
    JSON.stringify([exported, audit, mail, push, hook, changed]),
  ];
  for (const text of seen) for (const secret of secrets) assert.equal(text.includes(secret), false);
  assert.deepEqual(
    audit.entries.map(({ action }) => action).filter((action) => action.startsWith('channel')),
    [
      'channel switched off',
      'channel tested',
      'channel changed',
      'channel tested',
      'channel tested',
      'channel tested',
      'channel added',
      'channel added',
      'channel added',
    ],
  );
});

test('a channel that is broken says so, also after a restart, until it delivers again', async (context) => {
  let status = 403;
  const there = await httpReceiver(context, () => ({ status, body: 'forbidden' }));
  const first = await startRota();
  await first.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  const { id } = await create(first, draft(ntfy(there.url)));
  const answer = await first.console<ChannelTest>('POST', `/api/channels/${id}/test`);
  assert.deepEqual([answer.state, problemIn(answer)], ['refused', 'answered 403: forbidden']);
  await first.stop({ keepHome: true });

  const second = await startRota({ home: first.home });
  context.after(() => second.stop());
  const [channel] = await list(second);
  assert.equal(inEnglish(channel!.state.problem as Translatable), 'answered 403: forbidden');
  status = 200;
  await second.console('POST', `/api/channels/${id}/test`);
  assert.equal((await list(second))[0]?.state.problem, null);
});

test('a form is tested before it is saved, and a kept secret does not go to another server', async (context) => {
  const rota = await started(context);
  const there = await httpReceiver(context, () => ({ status: 200 }));
  const elsewhere = await httpReceiver(context, () => ({ status: 200 }));
  const unsaved = await rota.console<ChannelTest>('POST', '/api/channels/test', { draft: draft(ntfy(there.url)) });
  assert.equal(unsaved.state, 'delivered');
  assert.deepEqual(await list(rota), []);

  const { id, version } = await create(rota, draft(ntfy(there.url)));
  const moved = draft(ntfy(elsewhere.url, secretPlaceholder));
  for (const [method, address, body] of [
    ['POST', '/api/channels/test', { id, draft: moved }],
    ['PUT', `/api/channels/${id}`, { version, draft: moved }],
  ] as const) {
    await assert.rejects(rota.console(method, address, body), /has to be entered again/);
  }
  await assert.rejects(rota.console('POST', '/api/channels', moved), /draft\.settings\.token is missing|token/);
  assert.equal(elsewhere.arrived.length, 0);
});

test('addresses of the wrong service, and mail in the clear, are refused with what to do', async (context) => {
  const rota = await started(context);
  const refused = async (settings: object): Promise<string> => {
    const given: unknown = await create(rota, draft(settings)).catch((error: unknown) => error);
    return given instanceof Error ? given.message : 'taken';
  };
  assert.match(
    await refused({ kind: 'teams', url: 'https://x.webhook.office.com/webhookb2/1' }),
    /Office 365 connectors/,
  );
  assert.match(await refused({ kind: 'teams', url: 'https://example.com/x' }), /logic\.azure\.com/);
  assert.match(await refused({ kind: 'teams', url: 'https://evil-logic.azure.com.example.com/x' }), /Teams workflow/);
  const good = 'https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=secretsig';
  assert.equal(await refused({ kind: 'teams', url: good }), 'taken');
  assert.match(await refused({ kind: 'discord', url: 'https://discord.com/channels/1/2' }), /api\/webhooks/);
  assert.match(await refused({ kind: 'slack', url: 'http://hooks.slack.com/services/1' }), /must begin with https/);
  const mail = { kind: 'mail', host: 'mail.example.com', from: 'a@example.com', to: ['b@example.com'], login: 'none' };
  assert.match(await refused({ ...mail, security: 'none' }), /everybody on the way reads/);
  assert.equal(await refused({ ...mail, security: 'none', isUnencryptedMeant: true }), 'taken');
  assert.match(await refused({ ...mail, login: 'oauth2', user: 'a@example.com' }), /tokenUrl/);
});

test('an export carries channels without secrets, and an import keeps the secrets that are here', async (context) => {
  const rota = await started(context);
  const there = await httpReceiver(context, () => ({ status: 200 }));
  const kept = await create(rota, draft(ntfy(there.url)));
  const gone = await create(rota, draft({ kind: 'webhook', url: `${there.url}/${secrets[2]}` }, { title: 'Kanca' }));
  const document = await rota.console<{ channels: ExportedChannel[] }>('GET', '/api/export');
  await rota.console('DELETE', `/api/channels/${gone.id}`);
  const channels = document.channels.map((one) => (one.id === kept.id ? { ...one, title: 'Yeni ad' } : one));
  const answer = await rota.console<ImportAnswer>('POST', '/api/import', {
    kind: 'rota',
    document: { ...document, channels },
    isDryRun: false,
  });
  const changes = answer.changes.filter(({ kind }) => kind === 'channel');
  assert.deepEqual(
    changes.map(({ name, change }) => [name, change]),
    [
      ['Yeni ad', 'replace'],
      ['Kanca', 'add'],
    ],
  );
  assert.match(changes[1]!.note, /switched off until its passwords, tokens or address are entered/);
  const after = await list(rota);
  assert.deepEqual(
    after.map(({ title, enabled }) => [title, enabled]),
    [
      ['Yeni ad', true],
      ['Kanca', false],
    ],
  );
  assert.equal((await rota.console<ChannelTest>('POST', `/api/channels/${kept.id}/test`)).state, 'delivered');
  assert.equal(there.arrived[0]?.headers.authorization, `Bearer ${secrets[1]}`);
});
