import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import test, { type TestContext } from 'node:test';
import { basic } from '../support/http-client.ts';
import { until } from '../support/until.ts';

const root = path.join(import.meta.dirname, '..', '..');
const hook = pathToFileURL(path.join(root, 'tests/support/lists-packages.mjs')).href;

/** What only some computers need: each is fetched from the disk when it is used for the first time. */
const rarelyUsed = [
  ['nodemailer', 'mail'],
  ['prom-client', 'figures'],
  ['@modelcontextprotocol/server', 'assistants'],
  ['@modelcontextprotocol/node', 'assistants'],
  ['kdbxweb', 'a KeePass import'],
  ['fast-xml-parser', 'an import of Windows tasks'],
  ['pg', 'a fleet'],
  ['imapflow', 'mails that start runs'],
  ['pino', 'mails that start runs'],
  ['ssh2-sftp-client', 'files on SFTP servers'],
  ['ssh2', 'files on SFTP servers'],
  ['basic-ftp', 'files on FTP servers'],
  ['openid-client', 'people who sign in at an identity provider'],
  ['oauth4webapi', 'people who sign in at an identity provider'],
  ['jose', 'people who sign in at an identity provider'],
  ['@simplewebauthn/server', 'people with passkeys'],
] as const;

/** The sources, because packages are parts of the built server's files. */
async function startListed(t: TestContext) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'rota-loaded-'));
  const list = path.join(home, 'packages.txt');
  writeFileSync(list, '');
  const child = spawn(process.execPath, ['--import', hook, path.join(root, 'server/main.ts')], {
    cwd: root,
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ROTA_TEST_PACKAGES: list },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  });
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('Sign in once')) break;
  const { url, token } = JSON.parse(readFileSync(path.join(home, 'connection.json'), 'utf8')) as Record<string, string>;
  return {
    url: url!,
    loaded: () => new Set(readFileSync(list, 'utf8').split('\n')),
    async console<T>(method: string, to: string, body?: unknown): Promise<T> {
      const answer = await fetch(`${url}${to}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      assert.ok(answer.ok, `${to}: ${answer.status}`);
      return (await answer.json()) as T;
    },
  };
}

test('a computer without mail, figures, assistants, imports and a fleet pays for them at each start', async (t) => {
  const rota = await startListed(t);
  // A page is opened, and a process runs.
  await rota.console('PUT', '/api/processes/Quick', {
    process: { name: 'Quick', command: process.execPath, args: ['-e', '0'] },
  });
  const { run } = await rota.console<{ run: { id: string } }>('POST', '/api/processes/Quick/run', { values: {} });
  await until('it has ended', async () => {
    const found = await rota.console<{ run: { status: string } }>('GET', `/api/runs/${run.id}`);
    return found.run.status === 'ended';
  });
  for (const to of ['/api/vault', '/api/channels', '/api/message-rules', '/api/messages', '/api/overview?period=7d'])
    await rota.console('GET', to);
  assert.ok(rota.loaded().has('zod'), 'what is loaded is seen');
  for (const [name, purpose] of rarelyUsed) assert.ok(!rota.loaded().has(name), `${name} is only for ${purpose}`);

  // The same list sees them once they are used.
  const monitor = await rota.console<{ user: string; password: string }>('POST', '/api/clients', {
    name: 'monitor',
    scopes: ['metrics'],
  });
  await fetch(`${rota.url}/metrics`, { headers: { authorization: basic(`${monitor.user}:${monitor.password}`) } });
  assert.ok(rota.loaded().has('prom-client'));
  await rota.console('POST', '/api/channels/test', {
    draft: {
      title: 'Mail',
      settings: {
        ...{ kind: 'mail', host: '127.0.0.1', port: 1, security: 'none', isUnencryptedMeant: true, login: 'none' },
        ...{ from: 'rota@example.com', to: ['a@example.com'] },
      },
    },
  });
  assert.ok(rota.loaded().has('nodemailer'));
});
