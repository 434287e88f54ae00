import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { BackupsAnswer } from '../../contract/backups.ts';
import { nextReady, startRota, type TestServer } from '../support/server.ts';

// A backup with its key encrypted by a passphrase may leave the computer: a finder can decrypt no secret in it.

const passphrase = 'kırk katır mı, kırk satır mı';

async function rota(home: string, words: readonly string[], { input = '', env = {} } = {}) {
  const file = path.join(import.meta.dirname, '..', '..', 'server', 'cli', 'rota.ts');
  const child = spawn(process.execPath, [file, ...words], {
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ...env },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

/** A Rota with a process that succeeds only with the secret of its schedule. */
async function openSeeded(t: TestContext): Promise<{ server: TestServer; schedule: string }> {
  const server = await startRota();
  t.after(() => server.stop());
  await server.addProcess({
    name: 'Pin',
    command: process.execPath,
    args: ['-e', 'process.exit(process.env.INPUT_PIN === "47" + "11" ? 0 : 3)'],
    parameters: { type: 'object', properties: { pin: { type: 'string', writeOnly: true } } },
  });
  const { row } = await server.console<{ row: { id: string } }>('POST', '/api/schedules', {
    process: 'Pin',
    name: 'Pin',
    values: { pin: '4711' },
    plan: { kind: 'call', timezone: 'UTC' },
  });
  return { server, schedule: row.id };
}

async function knowsSecret(url: string, home: string, schedule: string): Promise<boolean> {
  const { token } = JSON.parse(await readFile(path.join(home, 'connection.json'), 'utf8')) as { token: string };
  const ask = async (method: string, to: string) => {
    const answer = await fetch(`${url}${to}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
    return (await answer.json()) as { run?: { scheduleId: string }; status?: string };
  };
  const { run } = await ask('POST', `/api/schedules/${schedule}/run`);
  if (run === undefined) return false;
  for (;;) {
    const { status } = await ask('GET', `/scheduler/connector-api/process/status/${run.scheduleId}?wait=30`);
    if (status === 'SUCCEEDED' || status === 'FAILED') return status === 'SUCCEEDED';
  }
}

const listOf = async (server: TestServer) => server.console<BackupsAnswer>('GET', '/api/backups');

test('a sealed backup holds no key that can be read, and comes back with its passphrase only, nothing lost on the way', async (t) => {
  const { server, schedule } = await openSeeded(t);
  const { home } = server;
  const key = (await readFile(path.join(home, 'secret.key'), 'utf8')).trim();
  const { folder } = await server.console<{ folder: string }>('POST', '/api/backup', { passphrase });
  assert.deepEqual((await readdir(folder)).sort(), ['rota.db', 'rota.json', 'secret.key.sealed']);
  for (const file of await readdir(folder)) {
    const text = await readFile(path.join(folder, file), 'latin1');
    for (const hidden of [key, passphrase, '4711']) assert.ok(!text.includes(hidden), `${file}: ${hidden}`);
  }
  const name = path.basename(folder);
  const [only] = (await listOf(server)).backups;
  assert.deepEqual([only?.name, only?.isSealed, only?.problem], [name, true, null]);

  for (const [body, sentence] of [
    [{}, /400 .*"passphrase".*this backup is protected/],
    [{ passphrase: '' }, /400 .*"passphrase".*this backup is protected/],
    [{ passphrase: 'kırk katır' }, /400 .*"passphrase".*does not open this backup: nothing was changed/],
  ] as const) {
    await assert.rejects(server.console('POST', `/api/backups/${name}/restore`, body), sentence);
    assert.equal((await listOf(server)).pending, null);
    assert.ok(!existsSync(path.join(home, 'restore.json')));
  }
  assert.ok(await knowsSecret(server.url, home, schedule), 'it goes on as before');

  // As on a new computer: another key, and no old data.
  await server.console('DELETE', `/api/schedules/${schedule}`);
  const ready = nextReady(server);
  // Decomposed letters, as another keyboard sends them.
  await server.console('POST', `/api/backups/${name}/restore`, { passphrase: passphrase.normalize('NFD') });
  const url = await ready;
  assert.ok(!existsSync(path.join(home, 'restore.json')), 'what held the opened key is gone');
  assert.equal((await readFile(path.join(home, 'secret.key'), 'utf8')).trim(), key);
  assert.ok(await knowsSecret(url, home, schedule));
});

test('the command line seals a backup and restores it on a computer without its key; the passphrase is never an argument', async (t) => {
  const { server, schedule } = await openSeeded(t);
  const { home } = server;
  const short = await rota(home, ['backup', '--passphrase'], { input: 'short\n' });
  assert.deepEqual([short.code, /at least 8 characters/.test(short.out)], [2, true], short.out);
  const made = await rota(home, ['backup', '--passphrase'], { input: `${passphrase}\n` });
  assert.match(made.out, /Its key is sealed/, made.out);
  const name = (await listOf(server)).backups.find(({ isSealed }) => isSealed)!.name;
  await server.stop({ keepHome: true });
  for (const file of ['rota.db', 'rota.json', 'rota.json.bak', 'secret.key', 'rota.db-wal', 'rota.db-shm'])
    await rm(path.join(home, file), { force: true });

  const wrong = await rota(home, ['restore', name, '--yes'], { input: 'something else\n' });
  assert.deepEqual([wrong.code === 0, /does not open this backup/.test(wrong.out)], [false, true], wrong.out);
  assert.ok(!existsSync(path.join(home, 'secret.key')) && !existsSync(path.join(home, 'rota.db')));
  const right = await rota(home, ['restore', name, '--yes'], { env: { ROTA_PASSPHRASE: passphrase } });
  assert.match(right.out, /is restored/, right.out);
  const again = await startRota({ home });
  assert.ok(await knowsSecret(again.url, home, schedule));
  await again.stop({ keepHome: true });
});

test('a sealed key that was changed, or that asks for endless work, is said in the list and restored never', async (t) => {
  const { server } = await openSeeded(t);
  const { folder } = await server.console<{ folder: string }>('POST', '/api/backup', { passphrase });
  const file = path.join(folder, 'secret.key.sealed');
  const sealed = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  const restore = () => server.console('POST', `/api/backups/${path.basename(folder)}/restore`, { passphrase });
  for (const change of [{ N: 2 ** 40 }, { salt: 7 }, { rota: 2 }, { sealed: 'x' }]) {
    await writeFile(file, JSON.stringify({ ...sealed, ...change }));
    await assert.rejects(restore(), /409 .*is not a sealed key of Rota/, JSON.stringify(change));
    assert.notEqual((await listOf(server)).backups[0]?.problem, null);
  }
  const tag = Buffer.from(String(sealed['tag']), 'base64');
  tag[0] = tag[0]! ^ 1;
  await writeFile(file, JSON.stringify({ ...sealed, tag: tag.toString('base64') }));
  await assert.rejects(restore(), /400 .*does not open this backup/);
  await assert.rejects(server.console('POST', '/api/backup', { passphrase: 'short' }), /400 .*passphrase/);
});
