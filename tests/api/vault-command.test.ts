import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
let server: TestServer;

before(async () => {
  server = await startRota();
});
after(() => server.stop());

async function rota(words: readonly string[], input = ''): Promise<{ code: number; out: string }> {
  const child = spawn(process.execPath, [main, ...words], {
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, ROTA_PORT: '0' },
  });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, out };
}

let shows = 0;
/** What a robot finds in its environment by a reference. */
async function gives(reference: string): Promise<string> {
  const file = path.join(server.home, `seen-${(shows += 1)}`);
  await server.addProcess({
    name: 'Show',
    command: process.execPath,
    args: ['-e', 'require("fs").writeFileSync(process.env.SEEN, Buffer.from(process.env.SECRET).toString("hex"))'],
    env: { SECRET: reference, SEEN: file },
  });
  await server.console('POST', '/api/processes/Show/run', {});
  const hex = await until('the robot has written', () => readFile(file, 'utf8').catch(() => null));
  return Buffer.from(hex, 'hex').toString('utf8');
}

test('a value is taken from an argument, loses its line end, or is shown', async () => {
  const set = await rota(['vault', 'set', 'Bank/Token', '--expires', '2031-01-31'], 'MARK-sır\nline 2\n');
  assert.equal(set.code, 0, set.out);
  assert.ok(!set.out.includes('MARK'));
  assert.equal(await gives('{{vault:Bank/Token}}'), 'MARK-sır\nline 2');
  const login = await rota(
    ['vault', 'set', 'Bank/Portal', '--kind', 'login', '--user', 'ayşe', '--json'],
    'MARK-pass\r\n',
  );
  assert.equal(login.code, 0, login.out);
  assert.equal(await gives('{{vault:Bank/Portal.user}}:{{vault:Bank/Portal}}'), 'ayşe:MARK-pass');
  const list = await rota(['vault', 'list']);
  assert.match(list.out, /Bank\/Portal +login +1\n/);
  assert.match(list.out, /Bank\/Token +text +2031-01-31 +0/);
  assert.ok(!`${login.out}${list.out}`.includes('MARK'));
  for (const words of [
    ['vault', 'set', 'Bank'],
    ['vault', 'set', 'Bank/Empty'],
    ['vault', 'set', 'Bank/Token', 'MARK'],
  ])
    assert.notEqual((await rota(words)).code, 0);
});

test('a key that is used is removed, or one that is not is kept', async () => {
  const used = await rota(['vault', 'remove', 'Bank/Portal']);
  assert.notEqual(used.code, 0);
  assert.match(used.out, /referred to by "Show"/);
  assert.equal((await rota(['vault', 'remove', 'Bank/Token'])).code, 0);
  assert.equal((await rota(['vault', 'remove', 'Bank', '--force'])).code, 0);
  assert.match((await rota(['vault', 'list'])).out, /no keys yet/);
});

test('an import stores something before it is applied', async () => {
  const file = path.join(server.home, 'test.env');
  await writeFile(file, 'A=MARK-1\nB=MARK-2\n');
  const dry = await rota(['vault', 'import', file, '--group', 'Web']);
  assert.match(dry.out, /add +text +Web\/A\nadd +text +Web\/B\nNothing was changed/);
  assert.match((await rota(['vault', 'list'])).out, /no keys yet/);
  assert.match((await rota(['vault', 'import', file, '--group', 'Web', '--apply'])).out, /Done/);
  assert.match((await rota(['vault', 'import', file, '--group', 'Web'])).out, /same +text +Web\/A/);
  assert.ok(!dry.out.includes('MARK'));
});
