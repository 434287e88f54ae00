import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { promisify } from 'node:util';
import type { Backup, BackupsAnswer, RestoreAnswer } from '../../contract/backups.ts';
import type { AuditEntry } from '../../contract/console.ts';
import type { Notice } from '../../contract/events.ts';
import { readConfig } from '../../server/config.ts';
import { start } from '../../server/start.ts';
import { freePort } from '../support/free-port.ts';
import { nextReady, startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { ownProfile } from '../support/windows.ts';

const run = promisify(execFile);
const rota = (home: string, ...words: string[]) =>
  run(process.execPath, [path.join(import.meta.dirname, '..', '..', 'server', 'cli', 'rota.ts'), ...words], {
    env: { ...process.env, ROTA_HOME: home, ROTA_PORT: '0' },
  });

/** An operator's browser: sends its cookie. */
async function signIn(server: TestServer, link = server.signInLink) {
  const send = (method: string, to: string, cookie: string, body?: unknown) =>
    fetch(`${server.url}${to}`, {
      method,
      headers: { cookie, origin: server.url, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const answer = await send('POST', '/api/session', '', { token: link.split('token=')[1] });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return {
    async ask<T>(method: string, to: string, body?: unknown): Promise<T> {
      const reply = await send(method, to, cookie, body);
      const text = await reply.text();
      if (!reply.ok) throw new Error(`${reply.status} ${text}`);
      return JSON.parse(text) as T;
    },
  };
}
type Operator = Awaited<ReturnType<typeof signIn>>;

const listOf = (operator: Operator) => operator.ask<BackupsAnswer>('GET', '/api/backups');
const tell = async (operator: Operator, to: string, list: string) =>
  JSON.stringify((await operator.ask<Record<string, object[]>>('GET', to))[list], [
    'id',
    'name',
    'process',
    'outcome',
    'user',
    'createdAt',
  ]);
/** Everything that a restore brings back, as one text. */
const everything = async (operator: Operator) =>
  (
    await Promise.all([
      tell(operator, '/api/schedules', 'rows'),
      tell(operator, '/api/runs', 'runs'),
      tell(operator, '/api/clients', 'clients'),
      operator
        .ask<{ processes: { process: { name: string } }[] }>('GET', '/api/processes')
        .then(({ processes }) => processes.map(({ process }) => process.name).join()),
    ])
  ).join('\n');

async function restoreIn(server: TestServer, operator: Operator, name: string): Promise<void> {
  const ready = nextReady(server);
  const answer = await operator.ask<RestoreAnswer>('POST', `/api/backups/${name}/restore`, {});
  assert.equal(answer.backup, name);
  assert.equal(answer.restart?.url, null, 'it stays at its address');
  assert.equal(await ready, server.url);
}

/** A Rota with a schedule whose secret only its key can decrypt. */
async function openSeeded(t: TestContext, env: Record<string, string> = {}) {
  const server = await startRota({ env });
  t.after(() => server.stop());
  await server.addProcess({
    name: 'Open',
    command: process.execPath,
    args: ['-e', 'process.exit(process.env.INPUT_PIN === "4711" ? 0 : 3)'],
    parameters: { properties: { pin: { type: 'string', writeOnly: true } }, required: ['pin'] },
  });
  const client = await server.addClient({ name: 'erp' });
  const { row } = await server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    name: 'Every night',
    process: 'Open',
    plan: { kind: 'cron', quartz: '0 0 3 * * ?', timezone: 'UTC' },
    values: { pin: '4711' },
  });
  return { server, client, schedule: row.id, operator: await signIn(server) };
}

async function backUp(operator: Operator): Promise<Backup> {
  await operator.ask('POST', '/api/backup', {});
  const [made] = (await listOf(operator)).backups;
  assert.ok(made !== undefined && made.problem === null && made.bytes > 0);
  return made;
}

type Ended = { run: { id: string; status: string; outcome: string | null; reason: { code: string } | null } };
async function outcomeOf(operator: Operator, schedule: string): Promise<string | null> {
  const { run: made } = await operator.ask<Ended>('POST', `/api/schedules/${schedule}/run`, {});
  const asked = () => operator.ask<Ended>('GET', `/api/runs/${made.id}`);
  await until('the run is over', async () => (await asked()).run.outcome !== null);
  return (await asked()).run.outcome;
}

test('a restored Rota has what the backup had, secrets too; who asked stays signed in; and the state before can be had back', async (t) => {
  const { server, client, schedule, operator } = await openSeeded(t);
  const link = await server.console<{ url: string }>('POST', '/api/session/link', {});
  const other = await signIn(server, link.url);
  assert.equal(await outcomeOf(operator, schedule), 'succeeded');
  const backup = await backUp(operator);
  const then = await everything(operator);

  await other.ask('DELETE', '/api/session');
  await operator.ask('DELETE', `/api/schedules/${schedule}`);
  await operator.ask('DELETE', `/api/clients/${client.user}`);
  await server.addProcess({ name: 'Later', command: 'true' });
  const later = await server.addClient({ name: 'later' });
  const now = await everything(operator);
  assert.notEqual(now, then);

  await restoreIn(server, operator, backup.name);
  assert.equal(await everything(operator), then);
  await assert.rejects(other.ask('GET', '/api/session'), /^Error: 401/, 'who had signed out stays so');
  assert.equal((await client.call('process/list')).status, 200, 'a client that was revoked since then');
  assert.equal((await later.call('process/list')).status, 401);
  const { notices } = await operator.ask<{ notices: Notice[] }>('GET', '/api/notices');
  assert.equal(notices.find(({ kind }) => kind === 'restored')?.params['at'], backup.at);
  const { entries } = await operator.ask<{ entries: AuditEntry[] }>('GET', '/api/audit');
  assert.deepEqual(
    entries.filter(({ action }) => action === 'backup restored').map(({ who, what }) => [who, what]),
    [['operator', backup.name]],
  );
  assert.equal(await outcomeOf(operator, schedule), 'succeeded', 'its secret is opened with the key of the backup');

  const kept = (await listOf(operator)).backups[0];
  assert.ok(kept !== undefined && kept.name !== backup.name);
  await restoreIn(server, operator, kept.name);
  assert.equal(await everything(operator), now);
});

test('what ran or waited when the backup was made is started a second time; what runs now is left running', async (t) => {
  const { server, operator } = await openSeeded(t);
  const mark = path.join(server.home, 'started');
  const code = `require('fs').appendFileSync(${JSON.stringify(mark)}, 'x'); setInterval(() => {}, 1000)`;
  await server.addProcess({ name: 'Long', command: process.execPath, args: ['-e', code], maxConcurrent: 1 });
  const startOne = () => operator.ask<Ended>('POST', '/api/processes/Long/run', {});
  const [running, waiting] = [(await startOne()).run.id, (await startOne()).run.id];
  const starts = () => readFile(mark, 'utf8').catch(() => '');
  await until('the first one runs', async () => (await starts()) === 'x');
  const backup = await backUp(operator);
  await operator.ask('POST', `/api/runs/${waiting}/cancel`, {});
  await restoreIn(server, operator, backup.name);
  const after = (id: string) =>
    operator.ask<Ended>('GET', `/api/runs/${id}`).then(({ run: one }) => [one.outcome, one.reason?.code]);
  assert.deepEqual(await after(running), ['interrupted', 'restored']);
  assert.deepEqual(await after(waiting), ['missed', 'restored']);
  assert.equal(await starts(), 'x');
});

test('a backup whose settings name another address leads there, unless it cannot be had: then nothing stops', async (t) => {
  const port = await freePort();
  const first = await startRota();
  await first.console('PATCH', '/api/settings', { port: await freePort() });
  await first.stop({ keepHome: true });
  const server = await startRota({ home: first.home, env: { ROTA_PORT: '' } });
  t.after(() => server.stop());
  const operator = await signIn(server);
  await operator.ask('PATCH', '/api/settings', { port });
  const { name } = await backUp(operator);
  await operator.ask('PATCH', '/api/settings', { port: Number(new URL(server.url).port) });
  const other = createServer((_request, response) => response.end()).listen(port, '127.0.0.1');
  await once(other, 'listening');
  const taken = new RegExp(`409.*Port ${port} is in use by`, 's');
  await assert.rejects(operator.ask('POST', `/api/backups/${name}/restore`, {}), taken);
  assert.equal((await listOf(operator)).pending, null);
  other.close();
  other.closeAllConnections();
  await once(other, 'close');
  const ready = nextReady(server);
  const { restart } = await operator.ask<RestoreAnswer>('POST', `/api/backups/${name}/restore`, {});
  assert.equal(restart?.url, `http://127.0.0.1:${port}`);
  assert.equal(await ready, restart.url);
});

test('a backup that cannot be restored, a path instead of a name, or a client that may not: refused, and nothing stops', async (t) => {
  const { server, client, operator } = await openSeeded(t);
  const { name } = await backUp(operator);
  await writeFile(path.join(server.home, 'backups', name, 'rota.json'), '{');
  const epoch = (await operator.ask<{ epoch: string }>('GET', '/api/session')).epoch;
  const [listed] = (await listOf(operator)).backups;
  assert.match(listed?.problem?.words ?? '', /cannot be read/);
  await assert.rejects(operator.ask('POST', `/api/backups/${name}/restore`, {}), /409.*rota\.json cannot be read/);
  for (const path of ['..%2F..', '%2e%2e%2fbackups', encodeURIComponent(server.home)])
    await assert.rejects(operator.ask('POST', `/api/backups/${path}/restore`, {}), /^Error: 40[04]/, path);
  const basic = `Basic ${Buffer.from(`${client.user}:${client.password}`).toString('base64')}`;
  for (const [method, to] of [
    ['GET', '/api/backups'],
    ['POST', `/api/backups/${name}/restore`],
    ['DELETE', '/api/restore'],
  ] as const) {
    const headers = { authorization: basic, 'content-type': 'application/json' };
    const answer = await fetch(`${server.url}${to}`, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
    assert.equal(answer.status, 403, to);
  }
  assert.equal((await operator.ask<{ epoch: string }>('GET', '/api/session')).epoch, epoch);
  assert.equal((await listOf(operator)).pending, null);
});

test('a Rota that nobody starts again restores at its next start, or not after all', async (t) => {
  const { server, operator } = await openSeeded(t);
  const { name } = await backUp(operator);
  await server.addProcess({ name: 'Later', command: 'true' });
  await server.stop({ keepHome: true });
  const open = async () => {
    const rota = await start({ config: readConfig({ ROTA_HOME: server.home, ROTA_PORT: '0', ...ownProfile }) });
    const ask = async <T>(method: string, to: string): Promise<T> => {
      const headers = { authorization: `Bearer ${rota.commandToken}`, 'content-type': 'application/json' };
      const answer = await fetch(`${rota.url}${to}`, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      return JSON.parse(text) as T;
    };
    return { ask, close: () => rota.stop() };
  };
  const pending = async (ask: Awaited<ReturnType<typeof open>>['ask']) =>
    (await ask<BackupsAnswer>('GET', '/api/backups')).pending?.name;
  const names = async (ask: Awaited<ReturnType<typeof open>>['ask']) =>
    (await ask<{ processes: { process: { name: string } }[] }>('GET', '/api/processes')).processes.map(
      (one) => one.process.name,
    );
  const first = await open();
  const answer = await first.ask<RestoreAnswer>('POST', `/api/backups/${name}/restore`);
  assert.equal(answer.restart, null);
  assert.equal(await pending(first.ask), name);
  await first.ask('DELETE', '/api/restore');
  assert.equal(await pending(first.ask), undefined);
  await assert.rejects(first.ask('DELETE', '/api/restore'), /409.*No restore is waiting/);
  await first.close();
  const second = await open();
  assert.ok((await names(second.ask)).includes('Later'), 'called off');
  await second.ask('POST', `/api/backups/${name}/restore`);
  await second.close();
  const third = await open();
  assert.ok(!(await names(third.ask)).includes('Later'), 'restored');
  assert.equal(await pending(third.ask), undefined);
  await third.close();
});

test('the command line restores while Rota runs, and one that cannot start; without --yes it only says what would happen', async (t) => {
  const { server, operator } = await openSeeded(t);
  const { name } = await backUp(operator);
  const then = await everything(operator);
  await server.addProcess({ name: 'Later', command: 'true' });
  const { stdout: list } = await rota(server.home, 'backups', '--json');
  assert.deepEqual(
    (JSON.parse(list) as BackupsAnswer).backups.map((one) => one.name),
    [name],
  );
  assert.match((await rota(server.home, 'restore', name)).stdout, /asked to stop: 0\.\nNothing was changed/);
  await assert.rejects(rota(server.home, 'restore', '../x', '--yes'), /There is no backup "\.\.\/x"/);
  assert.notEqual(await everything(operator), then);
  const ready = nextReady(server);
  assert.match((await rota(server.home, 'restore', name, '--yes')).stdout, /^Rota restarts with/);
  await ready;
  assert.equal(await everything(operator), then);

  await server.stop({ keepHome: true });
  await writeFile(path.join(server.home, 'rota.db'), 'no database at all'.repeat(500));
  await assert.rejects(startRota({ home: server.home }), /damaged.*rota restore/s);
  const { stdout } = await rota(server.home, 'restore', name, '--yes', '--json');
  assert.equal((JSON.parse(stdout) as { backup: string }).backup, name);
  const again = await startRota({ home: server.home });
  assert.equal(await everything(await signIn(again)), then);
  await again.stop({ keepHome: true });
});
