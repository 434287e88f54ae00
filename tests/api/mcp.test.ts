import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { openConnector, uuid, type Connector } from '../support/connector.ts';
import { basic, call } from '../support/http-client.ts';
import type { TestClient } from '../support/server.ts';

const root = path.join(import.meta.dirname, '..', '..');

let connector: Connector;
let erp: TestClient;
before(async () => {
  connector = await openConnector();
  erp = await connector.server.addClient({ name: 'assistant', scopes: ['start', 'read'] });
});
after(() => connector.stop());

/** 2025-11-25 is what a client of the library speaks unless it is told otherwise. */
const eras = { '2026-07-28': { versionNegotiation: { mode: 'auto' as const } }, '2025-11-25': {} };
type Era = keyof typeof eras;

async function overHttp(era: Era, who: TestClient = erp): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' }, eras[era]);
  const headers = { authorization: basic(`${who.user}:${who.password}`) };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${connector.server.url}/mcp`), { requestInit: { headers } }),
  );
  return client;
}

async function overStdio(era: Era, env: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' }, eras[era]);
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [path.join(root, 'server/cli/rota.ts'), 'mcp'],
      env: {
        ...(process.env as Record<string, string>),
        NODE_TEST_CONTEXT: '',
        ROTA_HOME: connector.server.home,
        ...env,
      },
      stderr: 'ignore',
    }),
  );
  return client;
}

interface Answer {
  readonly isError?: boolean;
  readonly content: { readonly type: string; readonly text: string }[];
  readonly structuredContent?: Record<string, unknown>;
}

const use = async (client: Client, name: string, given: Record<string, unknown> = {}): Promise<Answer> =>
  (await client.callTool({ name, arguments: given })) as unknown as Answer;
const names = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

for (const era of Object.keys(eras) as Era[]) {
  for (const [how, open] of [
    ['HTTP', overHttp],
    ['stdio', (which: Era) => overStdio(which)],
  ] as const) {
    describe(`a client of ${era} over ${how}`, () => {
      test('starts a robot, is not held up by it, and learns how it ended', async () => {
        const client = await open(era);
        try {
          assert.equal(client.getNegotiatedProtocolVersion(), era);
          const gate = connector.gate();
          const values = { holdUntil: gate, progress: 40, outputs: { invoices: 12 }, shout: 'twelve of them' };
          const started = await use(client, 'start_Obey', values);
          const run = String(started.structuredContent?.['run']);
          assert.match(run, uuid);
          const waited = await use(client, 'rota_wait_for_run', { run, seconds: 1 });
          assert.ok(['WAITING', 'RUNNING'].includes(String(waited.structuredContent?.['status'])));
          connector.release(gate);
          const ended = await use(client, 'rota_wait_for_run', { run });
          assert.equal(ended.structuredContent?.['status'], 'SUCCEEDED');
          assert.deepEqual(ended.structuredContent['outputs'], { invoices: 12 });
          const log = await use(client, 'rota_read_log', { run, lines: 5 });
          assert.match(log.content[0]?.text ?? '', /twelve of them/);
          const listed = await use(client, 'rota_list_runs', { process: 'Obey', limit: 1 });
          assert.equal((listed.structuredContent?.['runs'] as { run: string }[])[0]?.run, run);
        } finally {
          await client.close();
        }
      });

      test('cancels what it started', async () => {
        const client = await open(era);
        try {
          const started = await use(client, 'start_Obey', { holdUntil: connector.gate() });
          const run = String(started.structuredContent?.['run']);
          await use(client, 'rota_cancel_run', { run });
          const ended = await use(client, 'rota_wait_for_run', { run });
          assert.equal(ended.structuredContent?.['status'], 'CANCELLED');
        } finally {
          await client.close();
        }
      });

      test('is refused with a sentence that says what to do, without a path', async () => {
        const client = await open(era);
        try {
          const missing = await use(client, 'start_Needs', { count: 0 });
          assert.equal(missing.isError, true);
          assert.match(missing.content[0]?.text ?? '', /values\.customer/);
          const unknown = await use(client, 'rota_get_run', { run: 'nothing' });
          assert.equal(unknown.isError, true);
          assert.match(unknown.content[0]?.text ?? '', /nothing is known under this id/);
          const absent = await use(client, 'rota_get_run', {});
          assert.match(absent.content[0]?.text ?? '', /^run: /);
          await assert.rejects(use(client, 'start_Off'), /There is no tool of that name/);
          for (const answer of [missing, unknown, absent])
            assert.ok(!JSON.stringify(answer).includes(connector.server.home), 'the data folder was named');
        } finally {
          await client.close();
        }
      });
    });
  }
}

test('a tool is there for what the caller may start, and for nothing else', async () => {
  const who = await connector.server.addClient({ name: 'desk', scopes: ['start'], processes: ['Desk'] });
  const reader = await connector.server.addClient({ name: 'reader', scopes: ['read'] });
  const monitor = await connector.server.addClient({ name: 'monitor', scopes: ['metrics'] });
  const all = await overHttp('2026-07-28');
  const few = await overHttp('2026-07-28', who);
  const none = await overHttp('2025-11-25', reader);
  assert.deepEqual((await names(all)).filter((name) => name.startsWith('start_')).sort(), [
    'start_Desk',
    'start_Needs',
    'start_Obey',
    'start_OneStepNotepadRunner',
  ]);
  assert.deepEqual(
    (await names(few)).filter((name) => name.startsWith('start_')),
    ['start_Desk'],
  );
  assert.deepEqual(
    (await names(none)).filter((name) => /^start_|cancel/.test(name)),
    [],
  );
  await assert.rejects(use(few, 'start_Obey'), /There is no tool of that name/);
  await assert.rejects(use(none, 'start_Obey'), /There is no tool of that name/);
  const started = await use(all, 'start_Obey');
  const run = String(started.structuredContent?.['run']);
  assert.equal((await use(few, 'rota_get_run', { run })).isError, true);
  assert.equal((await use(none, 'rota_wait_for_run', { run })).structuredContent?.['status'], 'SUCCEEDED');
  await Promise.all([all.close(), few.close(), none.close()]);
  await assert.rejects(overHttp('2026-07-28', monitor));
  await assert.rejects(overHttp('2025-11-25', { ...who, password: 'wrong' }));
});

const listTools = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const accept = { accept: 'application/json, text/event-stream' };
const auth = () => `${erp.user}:${erp.password}`;

test('a page of a foreign host, or one whose name was turned to this computer, gets nothing', async () => {
  const ask = (headers: Record<string, string>) =>
    call(connector.port, '/mcp', { body: listTools, auth: auth(), headers: { ...accept, ...headers } });
  assert.equal((await ask({ host: 'evil.example' })).status, 403);
  assert.equal((await ask({ origin: 'https://evil.example' })).status, 403);
  assert.equal((await ask({ 'sec-fetch-site': 'cross-site' })).status, 403);
  const good = await ask({});
  assert.equal(good.status, 200, good.text);
  assert.match(good.text, /start_Obey/);
});

test('without credentials there is a challenge, and a form of a page is not taken for a call', async () => {
  const nobody = await call(connector.port, '/mcp', { body: listTools, headers: accept });
  assert.equal(nobody.status, 401);
  assert.match(String(nobody.headers['www-authenticate']), /^Basic/);
  const form = { ...accept, 'content-type': 'text/plain' };
  const asText = await call(connector.port, '/mcp', { body: JSON.stringify(listTools), auth: auth(), headers: form });
  assert.equal(asText.status, 415);
});

test('an assistant learns that Rota does not run here, and does not hang', async () => {
  const client = await overStdio('2025-11-25', { ROTA_HOME: path.join(connector.server.home, 'nowhere') });
  await assert.rejects(client.listTools(), /Rota is not running on this computer now/);
  const answer = await use(client, 'rota_list_runs');
  assert.deepEqual([answer.isError, answer.content[0]?.text.startsWith('Rota is not running')], [true, true]);
  await client.close();
});

test('nothing but the protocol is printed to stdout, whatever is sent', () => {
  const initialize = {
    ...{ jsonrpc: '2.0', id: 1, method: 'initialize' },
    params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  };
  const { stdout, status } = spawnSync(process.execPath, [path.join(root, 'server/cli/rota.ts'), 'mcp'], {
    input: `${JSON.stringify(initialize)}\nno json\n`,
    encoding: 'utf8',
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: connector.server.home },
  });
  const lines = stdout.trimEnd().split('\n').filter(Boolean);
  for (const line of lines) assert.equal((JSON.parse(line) as { jsonrpc: string }).jsonrpc, '2.0');
  assert.equal(status, 0);
});

test('a secret value that an assistant gave stands in no log', async () => {
  const client = await overHttp('2026-07-28');
  const started = await use(client, 'start_Obey', { pin: 'hunter2-secret', shout: 'x' });
  const ended = await use(client, 'rota_wait_for_run', { run: String(started.structuredContent?.['run']) });
  assert.doesNotMatch(JSON.stringify([started, ended]), /hunter2/);
  assert.doesNotMatch(await readFile(path.join(connector.server.home, 'rota.log'), 'utf8'), /hunter2/);
  await client.close();
});
