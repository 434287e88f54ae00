import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { readConfig } from '../../server/config.ts';
import { createLog, entryText } from '../../server/log.ts';
import { wordsOfServer } from '../support/server.ts';

const root = path.join(import.meta.dirname, '..', '..');
const homes: string[] = [];
after(() => Promise.all(homes.map((home) => rm(home, { recursive: true, force: true, maxRetries: 10 }))));

async function runUntilReady(args: readonly string[], env: Record<string, string>) {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-json-'));
  homes.push(home);
  const child = spawn(process.execPath, [...wordsOfServer, ...args], {
    cwd: root,
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const complained: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => complained.push(line));
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line);
    if (line.includes('sign in')) child.kill('SIGTERM');
  }
  if (child.exitCode === null) await once(child, 'exit');
  return { home, printed, complained };
}

test('a line that is no JSON, or a link that lets in, would reach a collector of logs', async () => {
  const { home, printed } = await runUntilReady(['--log', 'json'], {});
  const entries = printed.map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const entry of entries) {
    assert.deepEqual(Object.keys(entry), ['time', 'level', 'scope', 'message', 'facts']);
    assert.ok(!Number.isNaN(Date.parse(String(entry['time']))));
    assert.ok(['debug', 'info', 'warn', 'error'].includes(String(entry['level'])));
  }
  assert.ok(entries.some(({ message }) => /^Rota is ready at http/.test(String(message))));
  const logged = entries.find(({ message }) => message === 'ready')?.['facts'] as Record<string, unknown> | undefined;
  assert.match(String(logged?.['url']), /^http/);
  assert.doesNotMatch(printed.join('\n'), /#|token|Sign in once/);
  const file = (await readFile(path.join(home, 'rota.log'), 'utf8')).trimEnd().split('\n');
  const kept = file.map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.ok(kept.some((entry) => entry['message'] === 'ready' && typeof entry['at'] === 'string'));
});

test('a word that ROTA_LOG does not know is refused with the ones it does', () => {
  assert.throws(() => readConfig({ ROTA_LOG: 'loud' }), /ROTA_LOG is debug, info, warn or error, or json, or both/);
  assert.throws(() => readConfig({ ROTA_LOG: 'info,warn' }), /ROTA_LOG is/);
  const { logLevel, logsAsJson } = readConfig({ ROTA_LOG: 'warn, json' });
  assert.deepEqual([logLevel, logsAsJson], ['warn', true]);
  assert.equal(readConfig({ ROTA_LOG: 'debug' }).logsAsJson, false);
});

test('a secret that was passed to the log by mistake is not written', () => {
  const lines: string[] = [];
  const log = createLog(
    (line, entry) => lines.push(line, entryText(entry)),
    () => 0,
  );
  log.warn('a call', { authorization: 'Basic c2VjcmV0', Password: 'hunter2', user: 'erp', error: new Error('no') });
  assert.equal(lines.length, 2);
  for (const line of lines) {
    assert.doesNotMatch(line, /c2VjcmV0|hunter2/);
    assert.match(line, /"user":"erp"/);
    assert.match(line, /"message":"no"/);
  }
});
