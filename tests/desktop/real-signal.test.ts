// The real app without a driver: started hidden, observed over its API, ended by a signal as a system would.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { isAlive, until } from '../support/until.ts';

const root = path.resolve(import.meta.dirname, '../..');
const { findElectron, hasScreen } = (await import(pathToFileURL(path.join(root, 'build/launch.mjs')).href)) as {
  findElectron: (folder: string, env: NodeJS.ProcessEnv) => string | null;
  hasScreen: (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) => boolean;
};
const binary = findElectron(path.join(root, 'node_modules/electron'), process.env);
const isThere = binary !== null && hasScreen(process.platform, process.env);
const skip =
  process.platform === 'win32'
    ? 'SKIPPED: Windows knows no signals.'
    : isThere || process.env['REQUIRE_ELECTRON'] === '1'
      ? false
      : 'SKIPPED: no Electron binary, or no screen. REQUIRE_ELECTRON=1 makes this a failure.';

test('the real app, ended by a signal while a robot runs, asks nobody and leaves nothing', { skip }, async (t) => {
  assert.ok(isThere, 'REQUIRE_ELECTRON=1, but the Electron binary or a screen is missing');
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-signal-'));
  t.after(() => rm(home, { recursive: true, force: true }));
  const args = [root, '--hidden', ...(process.platform === 'linux' ? ['--no-sandbox'] : [])];
  const main = spawn(binary, args, { env: { ...process.env, ROTA_HOME: home, ROTA_PORT: '0' }, stdio: 'ignore' });
  const ended = once(main, 'exit');
  const { url, token } = await until(
    'the server',
    () =>
      readFile(path.join(home, 'connection.json'), 'utf8').then(
        (text) => JSON.parse(text) as { url: string; token: string },
        () => null,
      ),
    30_000,
  );
  async function call<T>(method: string, at: string, body?: unknown): Promise<T> {
    const answer = await fetch(url + at, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(answer.ok, `${method} ${at}: ${answer.status}`);
    return (await answer.json()) as T;
  }
  const long = { name: 'Long', command: process.execPath, args: ['-e', 'setInterval(()=>{},1000)'], graceSeconds: 1 };
  await call('PUT', '/api/processes/Long', { process: long });
  const { run } = await call<{ run: { id: string } }>('POST', '/api/processes/Long/run', {});
  const pid = await until('it runs', async () => {
    const detail = await call<{ run: { attempts: { pid: number | null }[] } }>('GET', `/api/runs/${run.id}`);
    return detail.run.attempts[0]?.pid ?? null;
  });
  main.kill('SIGTERM');
  await ended;
  await until('the robot is gone', () => !isAlive(pid));
});
