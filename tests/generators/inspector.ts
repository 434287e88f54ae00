import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { openConnector, uuid, type Connector } from '../support/connector.ts';
import { basic } from '../support/http-client.ts';

// The protocol's own inspector against a real server, over HTTP and stdio. Installs it, pinned, in a temporary folder: npm run test:inspector

const inspector = '2.12.0';
const root = path.join(import.meta.dirname, '..', '..');

let folder: string;
let connector: Connector;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rota-inspector-'));
  const dependencies = { '@modelcontextprotocol/inspector': inspector };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module', dependencies }));
  const installed = await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
  assert.equal(installed.code, 0, installed.stderr);
  connector = await openConnector();
});
after(async () => {
  await connector.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that does not end by itself is a failure, and is killed. */
function run(file: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const PATH = `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`;
  const own = { ...process.env, NODE_TEST_CONTEXT: '', PATH, MCP_CATALOG_PATH: path.join(folder, 'mcp.json'), ...env };
  return new Promise((resolve) => {
    const options = { cwd: folder, env: own, timeout: 300_000, shell: process.platform === 'win32' };
    execFile(file, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}

const inspect = (...args: string[]) =>
  run(path.join(folder, 'node_modules', '.bin', 'mcp-inspector'), ['--cli', ...args], {
    ROTA_HOME: connector.server.home,
  });

for (const how of ['http', 'stdio'] as const) {
  const place = (): string[] =>
    how === 'http'
      ? [`${connector.server.url}/mcp`, '--header', `Authorization: ${basic(connector.auth)}`]
      : [process.execPath, path.join(root, 'server/cli/rota.ts'), 'mcp', '-e', `ROTA_HOME=${connector.server.home}`];

  test(`the inspector finds a fault in the schemas of the tools over ${how}`, async () => {
    const { code, stdout, stderr } = await inspect(...place(), '--method', 'tools/list', '--strict');
    assert.equal(code, 0, stdout + stderr);
    const { tools } = JSON.parse(stdout) as { tools: { name: string; inputSchema: { properties: object } }[] };
    assert.ok(tools.some(({ name }) => name === 'rota_wait_for_run'));
    const needs = tools.find(({ name }) => name === 'start_Needs');
    assert.deepEqual(Object.keys(needs?.inputSchema.properties ?? {}), ['customer', 'count', 'isUrgent']);
  });

  test(`the inspector cannot start a robot and learn its end over ${how}`, async () => {
    const use = (...args: string[]) => inspect(...place(), '--method', 'tools/call', ...args);
    const started = await use('--tool-name', 'start_Needs', '--tool-arg', 'customer=Ada');
    assert.equal(started.code, 0, started.stdout + started.stderr);
    const { structuredContent } = JSON.parse(started.stdout) as { structuredContent: { run: string } };
    assert.match(structuredContent.run, uuid);
    const ended = await use('--tool-name', 'rota_wait_for_run', '--tool-arg', `run=${structuredContent.run}`);
    assert.match(ended.stdout, /"status": "SUCCEEDED"/);
    const refused = await use('--tool-name', 'start_Needs', '--tool-arg', 'count=1');
    assert.equal(refused.code, 5, 'a refusal is an error of the tool');
    assert.match(refused.stdout, /values\.customer/);
  });
}
