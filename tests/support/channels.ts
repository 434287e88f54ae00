import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import { inEnglish } from '../../contract/translatable.ts';
import { createSystemClock } from '../../server/clock.ts';
import type { ChannelMessage, ChannelResult } from '../../server/messages/channel-message.ts';
import type { ChannelDeps } from '../../server/messages/channels/channel-deps.ts';

/** A failed run in Turkish, with its log and a picture. */
export const message: ChannelMessage = {
  id: 'c0ffee00-0000-4000-8000-000000000001',
  language: 'tr',
  severity: 'failure',
  title: 'Fatura İndirme başarısız oldu: “Şifre” <yanlış> & süresi dolmuş',
  lines: ['Robot üç kez denedi.', 'Son satır: *girilemedi* [portal](http://example.invalid) @channel <b>x</b>'],
  facts: [
    { name: 'Süreç', value: 'Fatura İndirme' },
    { name: 'Çıkış kodu', value: '75' },
  ],
  link: { label: 'Çalıştırmayı aç', url: 'http://192.168.1.20:8484/#/runs/r1' },
  files: [
    {
      name: 'günlük – Fatura İndirme.txt',
      mediaType: 'text/plain',
      content: Buffer.from('satır 1\nsatır 2: ğüşıöç\n'),
    },
    { name: 'ekran.png', mediaType: 'image/png', content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) },
  ],
  run: { id: 'c0ffee00-0000-4000-8000-0000000000aa', state: 'failed', exitCode: 75 },
};

export const channelDeps = (change: Partial<ChannelDeps> = {}): ChannelDeps => ({
  clock: createSystemClock(),
  signal: new AbortController().signal,
  mayReachInside: true,
  webhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  replaceSecret: () => Promise.resolve(),
  ...change,
});

/** The problem of a result in English; empty if it was delivered. */
export const problemOf = (result: ChannelResult): string =>
  result.state === 'delivered' ? '' : inEnglish(result.problem);

interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A local receiver that answers as a service documents it. */
export async function httpReceiver(context: TestContext, answer: (count: number, arrived: Arrived) => Answer) {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const bytes = Buffer.concat(chunks);
      arrived.push({ method, url, headers, bytes, body: bytes.toString('utf8') });
      const { status, headers: extra = {}, body = '' } = answer(arrived.length, arrived.at(-1)!);
      response.writeHead(status, extra).end(body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, arrived, json: (at = 0) => JSON.parse(arrived[at]!.body) as Record<string, unknown> };
}
