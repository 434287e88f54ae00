import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { AuditEntry } from '../../contract/console.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { codeAt, readSeed } from '../../server/vault/one-time-code.ts';

const script = path.join(import.meta.dirname, '..', 'fixtures', 'children', 'prints-its-secret.mjs');
const password = 'MARK/şifre+"7Qz" 9&kö';
const user = 'MARK-user-4711';
const certificate = '-----BEGIN KEY-----\nMARKcertificateLine1\nMARKcertificateLine2\n-----END KEY-----\n';
const seed = 'JBSWY3DPEHPK3PXP';
const hex = (text: string): string => Buffer.from(text).toString('hex');

/** A Rota with a vault and a process that prints what it gets. */
async function openVault(t: TestContext, env: Record<string, string> = {}) {
  const server = await startRota();
  const seen = mkdtempSync(path.join(os.tmpdir(), 'rota-seen-'));
  t.after(async () => {
    await server.stop();
    rmSync(seen, { recursive: true, force: true });
  });
  await server.console('PUT', '/api/vault/Bank', { note: 'the bank', processes: ['Portal'] });
  await server.console('PUT', '/api/vault/Bank/Portal', { kind: 'login', user, password, seed });
  await server.console('PUT', '/api/vault/Bank/Certificate', {
    kind: 'file',
    file: { name: 'client key.pem', bytes: Buffer.from(certificate).toString('base64') },
  });
  await server.addProcess({
    name: 'Portal',
    command: process.execPath,
    args: [script, '{{vault:Bank/Certificate.file}}'],
    env: { PORTAL_URL: 'https://{{vault:Bank/Portal.user}}@bank.example', SEEN: seen, ...env },
    parameters: {
      type: 'object',
      properties: { password: { type: 'string', maxLength: 40 }, code: { type: 'string' } },
    },
  });
  const start = (values: Record<string, unknown>) =>
    server.console<{ run: { id: string } }>('POST', '/api/processes/Portal/run', { values });
  const attempt = (number: number) =>
    JSON.parse(readFileSync(path.join(seen, `seen-${number}.json`), 'utf8')) as Record<string, string>;
  return { server, start, attempt, seen };
}

const values = { password: '{{vault:Bank/Portal.password}}', code: '{{ otp : Bank/Portal }}' };

const ended = (server: TestServer, id: string) =>
  until(`run ${id} has ended`, async () => {
    const { run } = await server.console<{ run: { status: string; outcome: string; reason: unknown } }>(
      'GET',
      `/api/runs/${id}`,
    );
    return run.status === 'ended' ? run : null;
  });

/** Every file of a folder as text, names included. */
async function filesIn(folder: string): Promise<{ file: string; text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => ({ file, text: `${file}\n${await readFile(file, 'latin1')}` })));
}

const spellings = [
  password,
  Buffer.from(password).toString('latin1'),
  encodeURIComponent(password),
  Buffer.from(password).toString('base64'),
  JSON.stringify(password).slice(1, -1),
  'MARKcertificate',
  user,
  seed,
];

function assertClean(text: string, where: string): void {
  for (const spelling of spellings) assert.ok(!text.includes(spelling), `${spelling} in ${where}`);
}

test('a robot gets its secrets, and nobody else does: no file, log, answer, export or backup', async (t) => {
  const { server, start, attempt } = await openVault(t);
  const before = Date.now();
  const { run } = await start(values);
  const end = await ended(server, run.id);
  assert.equal(end.outcome, 'succeeded', JSON.stringify(end.reason));

  const seen = attempt(1);
  assert.equal(seen['password'], hex(password));
  assert.equal(seen['url'], hex(`https://${user}@bank.example`));
  assert.equal(seen['certificate'], hex(certificate));
  if (process.platform !== 'win32') assert.equal(seen['mode'], '600');
  const stored = readSeed(seed);
  assert.ok(
    [before, Date.now()].some((at) => codeAt(stored, at) === seen['code']),
    'the code of the moment',
  );
  assert.deepEqual(JSON.parse(seen['input']!), {}, 'nothing of it in ROTA_INPUT');
  assert.ok(!existsSync(seen['path']!), 'the file of the certificate is gone');

  await server.console('POST', '/api/backup', {});
  const answers = await Promise.all(
    [
      '/api/vault',
      '/api/vault-uses',
      '/api/export',
      '/api/audit',
      '/api/runs',
      `/api/runs/${run.id}`,
      `/api/runs/${run.id}/log`,
      '/api/processes',
      '/api/openapi.json',
      '/api/schedules',
    ].map(
      async (to) =>
        [to, JSON.stringify(await server.console('GET', to).catch((error: unknown) => String(error)))] as const,
    ),
  );
  for (const [to, answer] of answers) assertClean(answer, to);
  const log = answers.find(([to]) => to.endsWith('/log'))![1];
  for (const line of ['plain ***', 'url ***', 'base64 ***', 'two ***', '*** lines', 'code ***', 'stderr ***'])
    assert.ok(log.includes(line), `${line}: ${log}`);
  await server.stop({ keepHome: true });
  assertClean(server.output(), 'the console');
  for (const { file, text } of await filesIn(server.home)) assertClean(text, file);
  assert.ok(!(await filesIn(server.home)).some(({ file }) => file.includes('.secrets')));
});

test('the audit does not tell who used what, when', async (t) => {
  const { server, start } = await openVault(t);
  const { run } = await start(values);
  await ended(server, run.id);
  const { entries } = await server.console<{ entries: AuditEntry[] }>('GET', '/api/audit');
  const used = entries.find(({ action }) => action === 'vault used');
  assert.ok(used !== undefined);
  assert.equal(used.who, 'command line');
  assert.match(JSON.stringify(used.what), /Bank\/Portal, Bank\/Certificate|Bank\/Certificate, Bank\/Portal/);
  assert.ok(JSON.stringify(used.what).includes(run.id));
  assert.ok(entries.some(({ action, what }) => action === 'vault key added' && what === 'Bank/Portal'));
});

test('a retry gets the value of its first attempt, though it was changed since', async (t) => {
  const { server, attempt } = await openVault(t, { FAILS_AT: '1' });
  const { row } = await server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    process: 'Portal',
    values,
    plan: { kind: 'call', timezone: 'UTC' },
    options: { retryCount: 1, retryDelaySeconds: 2 },
  });
  const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
  await until('the first attempt has failed', async () => {
    const found = await server.console<{ run: { status: string } }>('GET', `/api/runs/${run.id}`);
    return found.run.status === 'retrying' ? true : null;
  });
  await server.console('PUT', '/api/vault/Bank/Portal', {
    kind: 'login',
    password: 'MARK-rotated',
    keepOldSeconds: 60,
  });
  assert.equal((await ended(server, run.id)).outcome, 'succeeded');
  assert.equal(attempt(1)['password'], hex(password));
  assert.equal(attempt(2)['password'], hex('MARK-rotated'));
  const answer = JSON.stringify(await server.console('GET', `/api/runs/${run.id}`));
  assertClean(answer, 'the run with the reason of its failure');
});

test('after a rotation the old value cannot be had for a while', async (t) => {
  const { server, start, attempt } = await openVault(t);
  await assert.rejects(start({ password: '{{vault:Bank/Portal.previous}}' }), /is over/);
  await server.console('PUT', '/api/vault/Bank/Portal', {
    kind: 'login',
    password: 'MARK-rotated',
    keepOldSeconds: 60,
  });
  const { run } = await start({ password: '{{vault:Bank/Portal.previous}}' });
  assert.equal((await ended(server, run.id)).outcome, 'succeeded');
  assert.equal(attempt(1)['password'], hex(password));
  const { groups } = await server.console<{ groups: { keys: { name: string; previousUntil: number }[] }[] }>(
    'GET',
    '/api/vault',
  );
  assert.ok(groups[0]!.keys.find(({ name }) => name === 'Portal')!.previousUntil > Date.now());
});

test('what is unknown, not allowed or in a place that others see is found out only when it is due', async (t) => {
  const { server, start } = await openVault(t);
  await assert.rejects(start({ password: '{{vault:Banc/Portal}}' }), /did you mean .*Bank/);
  await assert.rejects(start({ password: '{{vault:Bank/Potral}}' }), /did you mean .*Portal/);
  await assert.rejects(start({ password: '{{vault:Bank}}' }), /no reference to the vault/);
  await assert.rejects(start({ password: '{{vault:Bank/Certificate.user}}' }), /asks for what a file does not have/);
  const other = { name: 'Other', command: process.execPath, args: ['-e', '0'] };
  await assert.rejects(
    server.addProcess({ ...other, env: { A: '{{vault:Bank/Portal}}' } }),
    /process \\?"Other\\?" may not use the group \\?"Bank\\?" of the vault: it is for \\?"Portal/,
  );
  await assert.rejects(server.addProcess({ ...other, args: ['{{vault:Bank/Portal}}'] }), /would stand in an argument/);
  await server.console('PUT', '/api/vault/Bank', { processes: null });
  await server.addProcess({
    ...other,
    args: ['-e', '0', '{{pin}}'],
    parameters: { type: 'object', properties: { pin: { type: 'string' } } },
  });
  await assert.rejects(
    server.console('POST', '/api/processes/Other/run', { values: { pin: '{{vault:Bank/Portal}}' } }),
    /would stand in an argument of the process/,
  );
});

test('a program uses a group that is closed to it, or learns the names of others there', async (t) => {
  const { server } = await openVault(t);
  const [mine, other] = [await server.addClient({ name: 'erp' }), await server.addClient({ name: 'crm' })];
  await server.console('PUT', '/api/vault/Bank', { processes: ['Portal'], clients: [mine.user] });
  const body = { name: 'Portal', values: { password: 'vault(Bank, Portal)' } };
  const refusedAnswer = await other.call('process/start', body);
  assert.equal(refusedAnswer.status, 400);
  assert.match(JSON.stringify(refusedAnswer.body), /this client may not use the group/);
  assert.ok(!JSON.stringify(refusedAnswer.body).includes('erp'));
  assert.equal((await other.call('process/validate', body)).status, 400);
  assert.equal((await mine.final(await mine.start(body)))['status'], 'SUCCEEDED');
});

test('a run that waits gets a secret though it was forbidden meanwhile', async (t) => {
  const { server } = await openVault(t);
  const { row } = await server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    process: 'Portal',
    values,
    plan: { kind: 'call', timezone: 'UTC' },
  });
  await server.console('PUT', '/api/vault/Bank', { processes: ['Another'] });
  await assert.rejects(server.console('POST', `/api/schedules/${row.id}/run`, {}), /may not use the group/);
  await server.console('PUT', '/api/vault/Bank', { processes: null });
  await server.console('POST', '/api/pause', {});
  const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
  await server.console('DELETE', '/api/vault/Bank/Portal?force=true');
  await server.console('POST', '/api/resume', {});
  const end = await ended(server, run.id);
  assert.equal(end.outcome, 'blocked');
  assert.match(JSON.stringify(end.reason), /vault-refused.*has no key/);
});

test('a key that something refers to is deleted without a word', async (t) => {
  const { server } = await openVault(t);
  await server.console('POST', '/api/schedules', {
    name: 'Nightly',
    process: 'Portal',
    values,
    plan: { kind: 'call', timezone: 'UTC' },
  });
  await assert.rejects(server.console('DELETE', '/api/vault/Bank/Portal'), /IN_USE.*Portal.*Nightly|Portal.*Nightly/);
  const { uses } = await server.console<{
    uses: { key: string; processes: string[]; schedules: { name: string }[] }[];
  }>('GET', '/api/vault-uses');
  const use = uses.find(({ key }) => key === 'Portal')!;
  assert.deepEqual(use.processes, ['Portal']);
  assert.deepEqual(
    use.schedules.map(({ name }) => name),
    ['Nightly'],
  );
  await server.console('DELETE', '/api/vault/Bank/Portal?force=true');
});

test('kill -9 leaves the file of a secret in the folder of a run', async (t) => {
  const { server, start, attempt, seen } = await openVault(t, { HOLD: '1' });
  const { run } = await start(values);
  await until('the robot has begun', () => (existsSync(path.join(seen, 'seen-1.json')) ? true : null));
  const { path: file } = attempt(1);
  assert.ok(existsSync(file!));
  const output = path.join(path.dirname(path.dirname(file!)), 'attempt-1.output');
  await until('it has written its outputs', () => readFileSync(output, 'utf8').includes('lines'));
  await server.kill();
  // As where the configuration was lost: the computer has another ID, and what it left is its own all the same.
  const document = path.join(server.home, 'rota.json');
  const kept = JSON.parse(readFileSync(document, 'utf8')) as { worker: { id: string } };
  writeFileSync(document, JSON.stringify({ ...kept, worker: { ...kept.worker, id: randomUUID() } }));
  const next = await startRota({ home: server.home });
  t.after(() => next.stop());
  const end = await ended(next, run.id);
  assert.equal(end.outcome, 'interrupted');
  assert.notEqual((await next.console<{ worker: { id: string } }>('GET', '/api/worker')).worker.id, kept.worker.id);
  assert.ok(!existsSync(path.dirname(file!)));
  assert.equal(readFileSync(output, 'utf8'), '', 'what it wrote of them is gone, too');
  const { groups } = await next.console<{ groups: { keys: unknown[] }[] }>('GET', '/api/vault');
  assert.equal(groups[0]!.keys.length, 2, 'what was acknowledged is there');
});
