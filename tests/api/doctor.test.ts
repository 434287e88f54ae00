import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { after, test, type TestContext } from 'node:test';
import { generate } from 'selfsigned';
import { runtimeCheck } from '../../server/cli/doctor-checks.ts';
import { startRota } from '../support/server.ts';

const root = path.join(import.meta.dirname, '..', '..');
const homes: string[] = [];
after(() => Promise.all(homes.map((home) => rm(home, { recursive: true, force: true, maxRetries: 10 }))));

async function newHome(): Promise<string> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'rota-doctor-'));
  homes.push(home);
  return home;
}

interface Finding {
  readonly what: string;
  readonly state: string;
  readonly says: string;
}

async function doctor(home: string, env: Record<string, string> = {}, ...args: string[]) {
  const child = spawn(process.execPath, [path.join(root, 'server/cli/rota.ts'), 'doctor', ...args], {
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed = text(child.stdout);
  const [code] = (await once(child, 'exit')) as [number];
  return { code, printed: await printed };
}

async function findings(home: string, env: Record<string, string> = {}) {
  const { code, printed } = await doctor(home, env, '--json');
  const all = (JSON.parse(printed) as { findings: Finding[] }).findings;
  return { code, all, of: (what: string) => all.filter((one) => one.what === what) };
}

const hasNoRights = (context: TestContext): boolean => {
  if (process.platform !== 'win32') return false;
  context.skip('Windows has access lists instead of these rights');
  return true;
};

test('a running Rota is called ill although all is well', async () => {
  const server = await startRota();
  try {
    const { code, all, of } = await findings(server.home);
    assert.deepEqual(
      all.filter(({ state }) => state === 'wrong'),
      [],
    );
    assert.equal(code, 0);
    assert.equal(of('port')[0]?.says, `Rota answers at ${server.url}`);
    for (const what of ['database', 'configuration', 'key']) assert.equal(of(what)[0]?.says, 'in order', what);
    assert.match(of('clock')[0]?.says ?? '', /the running Rota has the same/);
  } finally {
    await server.stop({ keepHome: true });
    homes.push(server.home);
  }
  // A database cut in the middle, as after a disk that failed.
  await truncate(path.join(server.home, 'rota.db'), 40_000);
  await writeFile(path.join(server.home, 'secret.key'), 'nonsense');
  const broken = await findings(server.home, { ROTA_PORT: '0' });
  assert.equal(broken.code, 1);
  assert.match(broken.of('database')[0]?.says ?? '', /rota\.db is damaged/);
  assert.match(broken.of('key')[0]?.says ?? '', /secret\.key is not a key/);
  assert.equal(broken.of('configuration')[0]?.state, 'ok');
});

test('a folder that is not there yet is called a problem', async () => {
  const home = path.join(await newHome(), 'later');
  const { code, of } = await findings(home, { ROTA_PORT: '0' });
  assert.match(of('data folder')[0]?.says ?? '', /is not there yet/);
  assert.equal(code, 0);
});

test('a folder that others may look into, or a configuration that cannot be read, goes unnoticed', async (context) => {
  if (hasNoRights(context)) return;
  const home = await newHome();
  await chmod(home, 0o755);
  await writeFile(path.join(home, 'rota.json'), '{ "processes": [');
  const { code, of } = await findings(home, { ROTA_PORT: '0' });
  assert.equal(code, 1);
  assert.match(of('data folder').find(({ state }) => state === 'wrong')?.says ?? '', /rights 755.*chmod 700/);
  assert.match(of('configuration')[0]?.says ?? '', /rota\.json cannot be read/);
});

test('a port that another program has is found before Rota is started', async () => {
  const home = await newHome();
  await chmod(home, 0o700);
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, of } = await findings(home, { ROTA_PORT: String(port) });
  other.close();
  assert.equal(code, 1);
  assert.match(of('port')[0]?.says ?? '', new RegExp(`port ${port} is taken by .*ROTA_PORT`));
});

test('a certificate that has ended, or does not belong to its key, is found before programs refuse it', async () => {
  const home = await newHome();
  await chmod(home, 0o700);
  const day = 86_400_000;
  const make = (from: number, to: number) =>
    generate([{ name: 'commonName', value: 'localhost' }], {
      ...{ keySize: 2048, algorithm: 'sha256' },
      notBeforeDate: new Date(Date.now() + from * day),
      notAfterDate: new Date(Date.now() + to * day),
    });
  const [old, good] = await Promise.all([make(-30, -1), make(-1, 300)]);
  await mkdir(path.join(home, 'own'));
  const put = async (name: string, content: string) => {
    await writeFile(path.join(home, 'own', name), content);
    return path.join(home, 'own', name);
  };
  const says = async (cert: string, key: string) => {
    const env = { ROTA_PORT: '0', ROTA_TLS_CERT: await put('c.pem', cert), ROTA_TLS_KEY: await put('k.pem', key) };
    return (await findings(home, env)).of('certificate')[0];
  };
  assert.match((await says(old.cert, old.private))?.says ?? '', /The TLS certificate ended on .*Replace/);
  assert.match((await says(good.cert, old.private))?.says ?? '', /is not the key of/);
  assert.equal((await says(good.cert, good.private))?.says, 'in order');
});

test('who reads Turkish is answered in English', async () => {
  const home = await newHome();
  await chmod(home, 0o700);
  const { printed } = await doctor(home, { ROTA_PORT: '0', LC_ALL: 'tr_TR.UTF-8' });
  assert.match(printed, /^iyi +saat dilimi verisi +/m);
  assert.match(printed, /^iyi +veri klasörü +.* yazılabiliyor/m);
  assert.doesNotMatch(printed, /^(ok|look|WRONG) /m);
});

test('a runtime that is too old is let through', () => {
  const states = ['18.20.1', '20.18.0', '20.19.0', '22.1.0', '24.21.0'].map((one) => runtimeCheck(one)[0]?.state);
  assert.deepEqual(states, ['wrong', 'wrong', 'look', 'ok', 'ok']);
});
