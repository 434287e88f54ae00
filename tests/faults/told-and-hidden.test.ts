import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import test, { type TestContext } from 'node:test';
import { generate } from 'selfsigned';
import { consoleApi } from '../../contract/api.ts';
import { basic } from '../support/http-client.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { password as mailPassword, smtpServer } from '../support/smtp.ts';
import { until } from '../support/until.ts';

const script = path.join(import.meta.dirname, '..', 'fixtures', 'children', 'prints-its-secret.mjs');
const names = path.join(import.meta.dirname, '..', 'support', 'names-here.mjs');
const password = 'GZLI/şifre+"7Qz" 9&kö';
const user = 'GZLI-user-4711';
const seed = 'JBSWY3DPEHPK3PXP';
const teamsSignature = 'GZLI-signature-of-the-workflow';

/** A workflow of Teams, at a name of Microsoft's that leads here. */
async function teamsWorkflow(t: TestContext, folder: string) {
  const host = 'prod-1.westeurope.logic.azure.com';
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
    ],
  });
  const cards: string[] = [];
  const server = createServer({ cert, key }, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      cards.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(202).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const authority = path.join(folder, 'teams.pem');
  writeFileSync(authority, cert);
  const { port } = server.address() as AddressInfo;
  return { cards, authority, url: `https://${host}:${port}/workflows/1/triggers/manual?sig=${teamsSignature}` };
}

/** Every way in which a text may be written down, as it looks in a file that is read byte by byte. */
function spellings(secret: string): string[] {
  const half = Math.floor(secret.length / 2);
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
      .toString('base64')
      .slice(before === 0 ? 0 : 4, -4),
  );
  const written = [
    secret,
    json,
    json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll('%20', '+'),
    ...base64.filter((form) => form.length > 6),
    Buffer.from(secret).toString('hex'),
    ...(secret.length > 12 ? [secret.slice(0, half), secret.slice(half)] : []),
  ];
  const bytes = written.flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
  return [...new Set(bytes.map((form) => form.toString('latin1')))];
}

/** Looks for secrets in texts and files; a code of six digits only where it is no part of a longer number. */
function searchFor(secrets: readonly string[], code: string) {
  const forms = [...secrets, code].flatMap(spellings).filter((form) => form !== code);
  const plainCode = new RegExp(`(?<![0-9.])${code}(?![0-9])`);
  return {
    assertClean: (bytes: string | Buffer, where: string): void => {
      const text = Buffer.from(bytes).toString('latin1');
      for (const form of forms) assert.ok(!text.includes(form), `${form} in ${where}`);
      assert.ok(!plainCode.test(text), `the code in ${where}`);
    },
  };
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** What a page hears, from now on. */
async function listen(server: TestServer) {
  const connection = JSON.parse(readFileSync(path.join(server.home, 'connection.json'), 'utf8')) as { token: string };
  const stop = new AbortController();
  const answer = await fetch(`${server.url}/api/events`, {
    headers: { authorization: `Bearer ${connection.token}` },
    signal: stop.signal,
  });
  const heard: Buffer[] = [];
  const reading = (async () => {
    for await (const chunk of answer.body!) heard.push(Buffer.from(chunk));
  })().catch(() => {});
  return async (): Promise<Buffer> => {
    stop.abort();
    await reading;
    return Buffer.concat(heard);
  };
}

/** A process that may use the vault, and rules that tell a mailbox in Turkish and a team what becomes of it. */
async function prepare(
  server: TestServer,
  { seen, mail, teams }: { seen: string; mail: { port: number; certificate: string }; teams: { url: string } },
) {
  await server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  await server.console('PUT', '/api/vault/Bank', { processes: ['Portal'] });
  await server.console('PUT', '/api/vault/Bank/Portal', { kind: 'login', user, password, seed });
  await server.addProcess({
    name: 'Portal',
    title: 'Banka Portalı',
    command: process.execPath,
    args: [script],
    stdin: 'json',
    env: { PORTAL_URL: 'https://{{vault:Bank/Portal.user}}@bank.example', SEEN: seen, FAILS_AT: '1' },
    parameters: { type: 'object', properties: { password: { type: 'string' }, code: { type: 'string' } } },
  });
  const channel = async (title: string, language: 'en' | 'tr', settings: object) =>
    (await server.console<{ channel: { id: string } }>('POST', '/api/channels', { title, language, settings })).channel
      .id;
  const mailbox = await channel('Posta', 'tr', {
    kind: 'mail',
    host: 'localhost',
    port: mail.port,
    user: 'rota@example.com',
    password: mailPassword,
    ca: mail.certificate,
    from: 'Rota <rota@example.com>',
    to: ['ayse@example.com'],
  });
  const team = await channel('Team', 'en', { kind: 'teams', url: teams.url });
  for (const to of [mailbox, team])
    await server.console('POST', '/api/message-rules', {
      rule: { channels: [to], events: ['failed'], withLog: true, burstMinutes: 0 },
    });
}

test('a failing robot with a secret and a one-time code is told once by mail and in Teams, and the secret is nowhere', async (t) => {
  const seen = mkdtempSync(path.join(os.tmpdir(), 'rota-seen-'));
  const mail = await smtpServer(t);
  const teams = await teamsWorkflow(t, seen);
  const server = await startRota({
    nodeArgs: ['--import', pathToFileURL(names).href],
    env: { ROTA_TEST_NAMES: '.logic.azure.com', NODE_EXTRA_CA_CERTS: teams.authority },
  });
  t.after(async () => {
    await server.stop();
    rmSync(seen, { recursive: true, force: true });
  });
  await prepare(server, { seen, mail, teams });
  const client = await server.addClient({ scopes: ['start', 'read', 'metrics'] });
  const heard = await listen(server);

  const spid = await client.start({
    name: 'Portal',
    values: { password: 'vault(Bank,Portal.password)', code: '{{otp:Bank/Portal}}' },
  });
  assert.equal((await client.final(spid))['status'], 'FAILED');
  const robot = JSON.parse(readFileSync(path.join(seen, 'seen-1.json'), 'utf8')) as Record<string, string>;
  assert.equal(robot['password'], Buffer.from(password).toString('hex'), 'the robot has the secret');
  const code = robot['code']!;
  assert.match(code, /^\d{6}$/);
  const { deliveries } = await until('both messages are delivered', async () => {
    const page = await server.console<{ deliveries: { id: string; state: string }[] }>('GET', '/api/messages');
    return page.deliveries.length > 0 && page.deliveries.every(({ state }) => state === 'delivered') ? page : null;
  });
  const { assertClean } = searchFor([password, user, seed, teamsSignature, mailPassword], code);

  // One mail, in Turkish, with the log; one card; one failure among the figures.
  assert.equal(deliveries.length, 2);
  assert.equal(mail.mails.length, 1);
  const letter = mail.mails[0]!.mail;
  assert.equal(letter.subject, 'Banka Portalı başarısız oldu');
  assert.match(letter.text ?? '', /Çıkış kodu: 3[\s\S]*Çalıştırmayı aç:/);
  const log = letter.attachments[0]!.content.toString('utf8');
  for (const line of ['plain ***', 'base64 ***', 'two ***', '*** lines', 'code ***', 'code two ***', '*** code lines'])
    assert.ok(log.includes(line), `${line}: ${log}`);
  assert.ok(log.includes('refused ***'), log);
  assertClean(log, 'the log in the mail');
  assertClean(`${letter.subject}\n${letter.text}\n${String(letter.html)}`, 'the mail');
  assert.equal(teams.cards.length, 1);
  assert.match(teams.cards[0]!, /"text":"Banka Portalı failed"/);
  assertClean(teams.cards[0]!, 'the card');
  const metrics = await (
    await fetch(`${server.url}/metrics`, { headers: { authorization: basic(`${client.user}:${client.password}`) } })
  ).text();
  assert.match(metrics, /^rota_runs_total\{[^}]*process="Portal"[^}]*\} 1$/m);
  assertClean(metrics, 'the figures');

  // Every answer.
  const { runs } = await server.console<{ runs: { id: string; scheduleId: string }[] }>('GET', '/api/runs');
  await server.console('POST', '/api/backup', {});
  for (const { method, path: to } of Object.values(consoleApi)) {
    if (method !== 'GET' || to.includes('{place}')) continue;
    const ids = to.includes('/runs/') ? runs : to.includes('/messages/') ? deliveries : [{ id: runs[0]!.scheduleId }];
    for (const { id } of ids) {
      const asked = to.replace('{id}', id);
      assertClean(JSON.stringify(await server.console('GET', asked).catch(String)), asked);
    }
  }
  for (const to of [`status/${spid}`, 'list', 'history', `log/${spid}`, `files/${spid}`])
    assertClean(JSON.stringify((await client.call(`process/${to}`)).body), to);
  assertClean(await heard(), 'the live announcements');

  // Every file, while the database is open and after it was closed, and what stood in the console.
  const assertFilesClean = async () => {
    const files = await filesIn(server.home);
    assert.ok(files.some((file) => file.endsWith('rota.db')));
    for (const file of files) assertClean(Buffer.concat([Buffer.from(`${file}\n`), await readFile(file)]), file);
  };
  await assertFilesClean();
  await server.stop({ keepHome: true });
  await assertFilesClean();
  assertClean(server.output(), 'the console');
  assert.equal(mail.mails.length, 1);
  assert.equal(teams.cards.length, 1);
});
