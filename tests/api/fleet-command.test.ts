import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { nextReady, startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;
const root = path.join(import.meta.dirname, '../..');

async function folder(t: TestContext): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-join-'));
  cleanUpLater(t, () => rm(home, { recursive: true, force: true }));
  return home;
}

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function rota(home: string, words: readonly string[], input = '', env: Record<string, string> = {}): Promise<Ran> {
  const child = spawn(process.execPath, ['server/cli/rota.ts', ...words], {
    cwd: root,
    env: { ...process.env, ROTA_HOME: home, ROTA_DATABASE: '', ...env },
  });
  let [out, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, error })));
}

async function done(
  home: string,
  words: readonly string[],
  input = '',
  env: Record<string, string> = {},
): Promise<string> {
  const ran = await rota(home, words, input, env);
  assert.equal(ran.code, 0, `${words[0]} ${words[1]}: ${ran.error}`);
  return ran.out;
}

async function server(t: TestContext, home: string): Promise<TestServer> {
  const started = await startRota({ home });
  cleanUpLater(t, () => started.stop({ keepHome: true }));
  return started;
}

/** After a restart: it has another address, perhaps, and another token. */
async function namesNow(home: string): Promise<string[]> {
  const { url, token } = JSON.parse(await readFile(path.join(home, 'connection.json'), 'utf8')) as Record<
    string,
    string
  >;
  const answer = await fetch(`${url}/api/processes`, { headers: { authorization: `Bearer ${token}` } });
  const { processes } = (await answer.json()) as { processes: { process: { name: string } }[] };
  return processes.map(({ process: { name } }) => name);
}

const codeIn = (text: string) => /rota-fleet-1-[A-Za-z0-9_-]+/.exec(text)?.[0] ?? assert.fail(text);
const namesOf = async (one: TestServer) =>
  (await one.console<{ processes: { process: { name: string } }[] }>('GET', '/api/processes')).processes.map(
    ({ process: { name } }) => name,
  );

test('commands do not make, join and leave a fleet, or what was in a folder is gone', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const password = decodeURIComponent(new URL(url).password);
  const [a, b] = [await folder(t), await folder(t)];

  const first = await server(t, a);
  await first.addProcess({ name: 'Of A', command: 'true' });
  await first.console('PUT', '/api/vault/Bank', { note: '', processes: null, clients: null });
  await first.console('PUT', '/api/vault/Bank/Pin', {
    kind: 'text',
    note: '',
    expiresAt: null,
    keepOldSeconds: 0,
    value: 'four-words',
  });
  const ownKey = await readFile(path.join(a, 'secret.key'), 'utf8');
  const ready = nextReady(first);
  const made = await done(a, ['fleet', 'create', url, '--name', 'Office', '--restart']);
  assert.match(made, /The fleet "Office" is made in admin@127\.0\.0\.1:\d+\/rota_\d+\. Its key is [0-9A-F-]{14}\./);
  await ready;
  assert.match(first.output(), /The database is PostgreSQL/);
  const code = codeIn(made);

  const second = await server(t, b);
  await second.addProcess({ name: 'Of B', command: 'true' });
  await second.stop({ keepHome: true });
  assert.match(
    await done(b, ['fleet', 'join'], `${code}\n`),
    /belongs to the fleet "Office" in .*\n.*counts from the next start on/,
  );
  for (const name of ['fleet.json', 'fleet.key']) assert.equal((await stat(path.join(b, name))).mode & 0o077, 0, name);
  const joined = await server(t, b);
  assert.deepEqual(
    (await namesOf(joined)).filter((name) => /^Of/.test(name)),
    ['Of A'],
  );
  const run = await joined.console<{ run: { id: string } }>('POST', '/api/processes/Of%20A/run', {
    values: {},
    isTest: false,
  });
  await until(
    'the run has ended',
    async () =>
      (await joined.console<{ run: { status: string } }>('GET', `/api/runs/${run.run.id}`)).run.status === 'ended',
  );
  await joined.addProcess({
    name: 'Secret',
    command: 'sh',
    args: ['-c', 'printf %s "$PIN" | wc -c'],
    env: { PIN: '{{vault:Bank/Pin}}' },
  });
  const opened = await joined.console<{ run: { id: string } }>('POST', '/api/processes/Secret/run', {
    values: {},
    isTest: false,
  });
  await until(
    'the run has ended',
    async () =>
      (await joined.console<{ run: { status: string } }>('GET', `/api/runs/${opened.run.id}`)).run.status === 'ended',
  );
  assert.equal(
    (await joined.console<{ run: { outcome: string } }>('GET', `/api/runs/${opened.run.id}`)).run.outcome,
    'succeeded',
    'what A sealed with its own key is opened on B with that of the fleet',
  );
  assert.match(
    await done(b, ['fleet', 'status']),
    /Fleet {6}Office\nDatabase {3}admin@.*\nKey {8}[0-9A-F-]{14}\nComputers {2}2\n/,
  );
  assert.equal(codeIn(await done(b, ['fleet', 'status', '--code'])), code);

  const again = nextReady(joined);
  assert.match(
    await done(b, ['fleet', 'leave', '--restart']),
    /goes on with the database in .*Runs of this computer stay in the fleet/s,
  );
  await again;
  assert.deepEqual(
    (await namesNow(b)).filter((name) => /^Of/.test(name)),
    ['Of B'],
  );
  assert.ok(!existsSync(path.join(b, 'fleet.key')) && !existsSync(path.join(b, 'fleet.json')));
  assert.equal(await readFile(path.join(a, 'secret.key'), 'utf8'), ownKey, 'the own key is touched');

  const last = await done(a, ['fleet', 'leave']);
  assert.match(last, /leaves admin@/);
  for (const home of [a, b])
    for (const name of await readdir(home, { recursive: true }))
      if (/\.log/.test(name)) {
        const text = await readFile(path.join(home, name), 'utf8');
        assert.ok(
          !text.includes(password) && !text.includes(encodeURIComponent(password)) && !text.includes(code),
          name,
        );
      }
});

test('a code without the password is of no use, or what others shall use is not in it', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const password = decodeURIComponent(new URL(url).password);
  const [a, b, c] = [await folder(t), await folder(t), await folder(t)];
  const bare = new URL(url);
  bare.password = '';
  const others = url.replace('127.0.0.1', 'localhost');
  // The password from the input, as it is typed.
  codeIn(await done(a, ['fleet', 'create', bare.toString(), '--address', others], `${password}\n`));
  const code = codeIn(await done(a, ['fleet', 'status', '--code', '--without-password']));
  const told = await done(b, ['fleet', 'join', '-'], `${code}\n${password}\n`);
  assert.match(told, /in admin@localhost:/);
  const file = JSON.parse(await readFile(path.join(b, 'fleet.json'), 'utf8')) as { address: string };
  assert.equal(decodeURIComponent(new URL(file.address).password), password);
  assert.match((await rota(c, ['fleet', 'join', '-'], `${code}\nwrong\n`)).error, /refuses the password of admin/);
  const doctor = async (env: Record<string, string> = {}) => {
    const { out } = await rota(b, ['doctor', '--json'], '', env);
    const { findings } = JSON.parse(out) as { findings: { what: string; state: string; says: string }[] };
    return findings.filter(({ what }) => what.endsWith('of the fleet')).map(({ state, says }) => `${state}: ${says}`);
  };
  const [key, database] = await doctor();
  assert.equal(key, 'ok: in order');
  assert.match(database!, /^ok: PostgreSQL \d+(\.\d+)? at admin@localhost:\d+\/rota_\d+ answers within \d+ ms$/);
  const whole = await readFile(path.join(b, 'fleet.key'));
  await chmod(path.join(b, 'fleet.key'), 0o644);
  assert.match((await doctor())[0]!, /^wrong: others may read .*fleet\.key \(rights 644\).*chmod 600/);
  await writeFile(path.join(b, 'fleet.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`);
  await chmod(path.join(b, 'fleet.key'), 0o600);
  assert.match((await doctor())[0]!, /^wrong: .*fleet\.key is not the key of the fleet in that database/);
  await rm(path.join(b, 'fleet.key'));
  const nowhere = new URL(url);
  nowhere.port = '1';
  const [missing, away] = await doctor({ ROTA_DATABASE: nowhere.href });
  assert.match(missing!, /^wrong: .*\.key is missing/);
  assert.match(away!, /^wrong: The database .* does not answer/);
  await writeFile(path.join(b, 'fleet.key'), whole, { mode: 0o600 });
  const workers = await rota(b, ['worker', 'list']);
  assert.deepEqual([workers.code === 0, workers.out], [false, '']);
  assert.match(
    workers.error,
    /Rota does not run here, and workers of a fleet are asked and changed by one that runs: start it/,
  );
  const seen = await done(b, ['fleet', 'status'], '', { ROTA_DATABASE: url });
  assert.match(seen, /by ROTA_DATABASE/);
  assert.match((await rota(c, ['fleet', 'leave'], '', { ROTA_DATABASE: url })).error, /take the variable away/);
});
