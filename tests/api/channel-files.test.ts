import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncomingHttpHeaders } from 'node:http';
import { Busboy } from '@fastify/busboy';
import type { ChannelSettings } from '../../contract/channel-settings.ts';
import type { ChannelMessage } from '../../server/messages/channel-message.ts';
import { createSendByKind } from '../../server/messages/channels/send-by-kind.ts';
import { ntfyAddress } from '../../server/messages/channels/ntfy.ts';
import { channelDeps, httpReceiver, message } from '../support/channels.ts';

const send = (settings: ChannelSettings, given: ChannelMessage = message) =>
  createSendByKind(channelDeps().clock)(given, { id: 'c1', settings }, channelDeps());
const [log, picture] = message.files as [ChannelMessage['files'][number], ChannelMessage['files'][number]];
const telegram = (server: string): ChannelSettings => ({
  ...{ kind: 'telegram', server, token: '123456:ABCDEFGHIJKLMNOPQRSTUVWXYZ', chat: '-100200300' },
});
const discord = (url: string): ChannelSettings => ({ kind: 'discord', url: `${url}/api/webhooks/1/secret-path` });
const ntfy = (server: string): ChannelSettings => ({ kind: 'ntfy', server, topic: 'rota', token: 'tk_secret' });

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly files: readonly {
    readonly field: string;
    readonly name: string;
    readonly type: string;
    readonly content: string;
  }[];
}

/** As a service reads a form. */
function formOf({ headers, bytes }: { headers: IncomingHttpHeaders; bytes: Buffer }): Promise<Form> {
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    const files: Form['files'][number][] = [];
    const busboy = new Busboy({ headers: headers as { 'content-type': string }, defParamCharset: 'utf8' } as never);
    busboy.on('field', (name, value) => void (fields[name] = value));
    busboy.on('file', (field, stream, name, _encoding, type) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => files.push({ field, name, type, content: Buffer.concat(chunks).toString('latin1') }));
    });
    busboy.on('finish', () => resolve({ fields, files }));
    busboy.on('error', reject);
    busboy.end(bytes);
  });
}
const inLatin1 = (content: Uint8Array): string => Buffer.from(content).toString('latin1');

test('Discord gets the log and the picture changed, or in a message of their own', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200 }));
  assert.deepEqual(await send(discord(there.url)), { state: 'delivered' });
  assert.equal(there.arrived.length, 1);
  const { fields, files } = await formOf(there.arrived[0]!);
  const { embeds } = JSON.parse(fields['payload_json']!) as { embeds: { title: string; description: string }[] };
  assert.equal(embeds[0]!.title, message.title);
  assert.deepEqual(
    files.map(({ field, name, content }) => [field, name, content]),
    [
      ['files[0]', log.name, inLatin1(log.content)],
      ['files[1]', picture.name, inLatin1(picture.content)],
    ],
  );
});

test('a file that is too large keeps the message itself from arriving', async (context) => {
  const large = { ...picture, content: Buffer.alloc(7_500_001, 1) };
  const there = await httpReceiver(context, (count) => ({ status: count === 1 ? 413 : 200 }));
  assert.deepEqual(await send(discord(there.url)), { state: 'delivered' });
  assert.equal(there.arrived.length, 2, 'once more without files');
  assert.match(there.arrived[1]!.body, /Günlük dosyası ve ekran görüntüsü buradan gönderilemiyor/);
  await send(discord(there.url), { ...message, files: [large, log] });
  const { fields, files } = await formOf(there.arrived[2]!);
  assert.deepEqual(
    files.map(({ name }) => name),
    [log.name],
  );
  assert.match(fields['payload_json']!, /Ekran görüntüsü buradan gönderilemiyor/);
  await send(discord(there.url), { ...message, files: [large] });
  assert.match(String(there.arrived[3]!.headers['content-type']), /json/);
});

test('Telegram sounds for each file, or a file that it refuses tells the failure twice', async (context) => {
  let documentStatus = 200;
  const there = await httpReceiver(context, (_count, { url }) =>
    url.endsWith('/sendMessage')
      ? { status: 200, body: '{"ok":true,"result":{"message_id":77,"chat":{"id":-100200300}}}' }
      : { status: documentStatus },
  );
  assert.deepEqual(await send(telegram(there.url)), { state: 'delivered' });
  const [text, first, second, ...more] = there.arrived;
  assert.deepEqual(more, []);
  assert.match(text!.url, /\/sendMessage$/);
  for (const [arrived, file] of [
    [first!, log],
    [second!, picture],
  ] as const) {
    assert.match(arrived.url, /\/sendDocument$/);
    const { fields, files } = await formOf(arrived);
    assert.deepEqual([fields['chat_id'], fields['disable_notification']], ['-100200300', 'true']);
    assert.deepEqual(JSON.parse(fields['reply_parameters']!), { message_id: 77, allow_sending_without_reply: true });
    assert.deepEqual(
      files.map(({ field, name, type, content }) => [field, name, type, content]),
      [['document', file.name, file.mediaType, inLatin1(file.content)]],
    );
  }
  documentStatus = 429;
  assert.deepEqual(await send(telegram(there.url)), { state: 'delivered' });
  assert.equal(there.arrived.length, 5, 'no second file after one that was refused');
});

test('ntfy gets the picture with the message in one notification, and the message alone where a server keeps no files', async (context) => {
  let status = 200;
  const there = await httpReceiver(context, (_count, { url }) => ({ status: url === '/' ? 200 : status }));
  assert.deepEqual(await send(ntfy(there.url)), { state: 'delivered' });
  assert.equal(there.arrived.length, 1);
  const { url, bytes, headers } = there.arrived[0]!;
  const asked = new URL(url, there.url);
  assert.equal(asked.pathname, '/rota');
  assert.equal(headers.authorization, 'Bearer tk_secret');
  assert.deepEqual(bytes, Buffer.from(picture.content));
  assert.deepEqual(
    ['title', 'filename', 'priority', 'tags', 'click'].map((name) => asked.searchParams.get(name)),
    [message.title, picture.name, '5', 'rotating_light', message.link!.url],
  );
  assert.match(asked.searchParams.get('message')!, /Robot üç kez denedi\.[\s\S]*Günlük dosyası buradan gönderilemiyor/);
  status = 400;
  assert.deepEqual(await send(ntfy(there.url)), { state: 'delivered' });
  assert.deepEqual(
    there.arrived.slice(1).map((one) => new URL(one.url, there.url).pathname),
    ['/rota', '/'],
  );
  assert.match(there.arrived.at(-1)!.body, /ekran görüntüsü buradan gönderilemiyor/);
  status = 503;
  assert.equal((await send(ntfy(there.url))).state, 'failed', 'it is tried again with its file');
  const long = { ...message, lines: Array.from({ length: 300 }, () => 'ş"\ud800🤖 '.repeat(40)) };
  assert.ok(ntfyAddress(long, there.url, 'rota', picture).length < 8000);
});

test('a channel without files keeps silent about the log that a rule wants', async (context) => {
  const there = await httpReceiver(context, () => ({ status: 200 }));
  const kinds: ChannelSettings[] = [
    { kind: 'teams', url: `${there.url}/workflows/1?sig=s` },
    { kind: 'slack', url: `${there.url}/services/T0/B0/s` },
    { kind: 'mattermost', url: `${there.url}/hooks/s` },
    { kind: 'googleChat', url: `${there.url}/v1/spaces/S/messages?key=k` },
    { kind: 'gotify', server: there.url, token: 'token-1' },
  ];
  for (const [files, told] of [
    [[log], 'Günlük dosyası buradan gönderilemiyor'],
    [[picture], 'Ekran görüntüsü buradan gönderilemiyor'],
    [[log, picture], 'Günlük dosyası ve ekran görüntüsü buradan gönderilemiyor'],
    [[], ''],
  ] as const)
    for (const kind of kinds) {
      await send(kind, { ...message, files });
      const { body } = there.arrived.at(-1)!;
      assert.equal(body.includes('buradan gönderilemiyor'), told !== '', kind.kind);
      assert.ok(body.includes(told), `${kind.kind}: ${body}`);
      assert.ok(body.includes('#/runs/r1'), 'with the link that leads there');
    }
});
