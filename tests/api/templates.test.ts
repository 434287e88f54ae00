import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { FirstSteps } from '../../contract/first-steps.ts';
import type { RpaProcess } from '../../contract/process.ts';
import type { Run } from '../../contract/run.ts';
import type { RunDetailAnswer } from '../../contract/console.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { smtpServer, password } from '../support/smtp.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { chromiumPath } from '../page/support/browser.ts';
import { ended } from '../page/support/run-seeds.ts';

let rota: TestServer;
let folder: string;
let templates: readonly RpaProcess[];

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-templates-'));
  rota = await startRota();
  const steps = await rota.console<FirstSteps>('GET', '/api/example');
  templates = steps.templates.map(({ process }) => process);
  for (const template of templates)
    await rota.console('PUT', `/api/processes/${template.name}`, { process: template, onlyNew: true });
});
after(async () => {
  await rota.stop();
  await rm(folder, { recursive: true, force: true });
});

async function run(process: string, values: Record<string, unknown>) {
  const { run } = await rota.console<{ run: Run }>('POST', `/api/processes/${process}/run`, { values });
  const { outcome } = await ended(rota, run.id);
  const { run: detail } = await rota.console<RunDetailAnswer>('GET', `/api/runs/${run.id}`);
  return { outcome, message: detail.reason === null ? '' : reasonIn('en', detail.reason), outputs: detail.outputs };
}

test('every template is a process that this computer takes as it is', async () => {
  assert.deepEqual(
    templates.map(({ name }) => name),
    ['InvoiceDownload', 'NightlyBackup', 'ReportByMail', 'WebForm'],
  );
  for (const process of templates) {
    const { problems } = await rota.console<{ problems: unknown[] }>('POST', '/api/processes/check', { process });
    assert.deepEqual(problems, [], process.name);
  }
  await assert.rejects(
    rota.console('PUT', '/api/processes/Out', { process: { name: 'Out', script: 'rota:../secret.mjs' } }),
  );
});

test('an invoice is downloaded under the name of the pattern, and neither a lost page nor a second one overwrites it', async (t) => {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== 'Bearer s3cret') return void response.writeHead(401).end();
    response.writeHead(200, { 'content-disposition': `attachment; filename*=UTF-8''fatura%20%C5%9Fubat.pdf` });
    response.end('PDF');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/latest`;
  const values = { url, folder: path.join(folder, 'in'), fileName: 'x-{name}', token: 's3cret' };
  const first = await run('InvoiceDownload', values);
  assert.equal(first.outcome, 'succeeded', first.message);
  assert.deepEqual(first.outputs, { file: path.join(folder, 'in', 'x-fatura şubat.pdf'), bytes: 3 });
  await run('InvoiceDownload', values);
  const refused = await run('InvoiceDownload', { ...values, token: 'wrong' });
  assert.equal(refused.outcome, 'failed');
  assert.match(refused.message, /answered 401.*access token/);
  assert.ok(!refused.message.includes('wrong'));
  assert.deepEqual((await readdir(path.join(folder, 'in'))).sort(), ['x-fatura şubat (2).pdf', 'x-fatura şubat.pdf']);
});

test('a backup can be unpacked, and only the oldest ones of the same folder are deleted', async () => {
  const source = path.join(folder, 'belgeler');
  const target = path.join(folder, 'backups');
  await mkdir(path.join(source, 'sub'), { recursive: true });
  await mkdir(target);
  await writeFile(path.join(source, 'sub', 'çok.txt'), 'içerik');
  const old = ['2026-01-01-000000', '2026-01-02-000000'].map((at) => `belgeler-${at}.tar.gz`);
  for (const name of [...old, 'other-2026-01-01-000000.tar.gz']) await writeFile(path.join(target, name), '');
  const done = await run('NightlyBackup', { source, target, keep: 2 });
  assert.equal(done.outcome, 'succeeded', done.message);
  assert.deepEqual((await readdir(target)).filter((name) => /2026-01/.test(name)).sort(), [
    'belgeler-2026-01-02-000000.tar.gz',
    'other-2026-01-01-000000.tar.gz',
  ]);
  const { file } = done.outputs as { file: string };
  execFileSync('tar', ['-xzf', file, '-C', folder, '--one-top-level=unpacked']);
  assert.equal(await readFile(path.join(folder, 'unpacked', 'belgeler', 'sub', 'çok.txt'), 'utf8'), 'içerik');
  const inside = await run('NightlyBackup', { source, target: path.join(source, 'backups') });
  assert.match(inside.message, /lies in the folder that is backed up/);
});

test('the report has the runs of the last day as a table, and goes out encrypted', async (t) => {
  const smtp = await smtpServer(t);
  const { user, password: secret } = await rota.addClient({ name: 'Report', scopes: ['read'] });
  const sent = await run('ReportByMail', {
    rotaUrl: rota.url,
    rotaUser: user,
    rotaPassword: secret,
    smtpHost: 'localhost',
    smtpPort: smtp.port,
    smtpUser: 'rota',
    smtpPassword: password,
    from: 'rota@example.com',
    to: 'ops@example.com',
    ca: smtp.certificate,
  });
  assert.equal(sent.outcome, 'succeeded', sent.message);
  const [only] = smtp.mails;
  assert.ok(only?.isSecure);
  assert.match(only.mail.subject ?? '', /runs in 24 h, 2 not successful/);
  const csv = only.mail.attachments[0]?.content.toString('utf8') ?? '';
  assert.match(csv, /^\ufeff"process","status"/);
  assert.match(csv, /"InvoiceDownload","ended","failed"/);
  assert.ok(!csv.includes('s3cret'));
});

test('the sample form is filled in by a real browser, and a browser that is not there is named', async () => {
  const done = await run('WebForm', { fields: { Name: 'Ayşe', Amount: '7' }, browser: chromiumPath });
  assert.equal(done.outcome, 'succeeded', done.message);
  assert.match(String(done.outputs?.['text']), /Thank you, Ayşe: 7 ordered/);
  const lost = await run('WebForm', { browser: path.join(folder, 'nowhere') });
  assert.match(lost.message, /The browser could not be started/);
});
