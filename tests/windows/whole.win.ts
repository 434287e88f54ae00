// The whole of Rota on Windows' own node.exe: server, command line, a robot, backup and restore.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { startRota, type TestServer } from '../support/server.ts';

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
let server: TestServer;
let folder: string;

before(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'rota-whole-'));
  server = await startRota({ home: path.join(folder, 'home') });
});
after(async () => {
  await server.stop({ keepHome: true });
  rmSync(folder, { recursive: true, force: true });
});

function rota(...words: string[]): Promise<{ code: number; out: string; problem: string }> {
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, ROTA_PORT: '0' };
  return new Promise((resolve) =>
    execFile(process.execPath, [main, ...words], { env, cwd: folder, windowsHide: true }, (error, out, problem) =>
      resolve({ code: Number(error?.code ?? 0), out, problem }),
    ),
  );
}

/** Returns its input, in letters of two languages. */
const greets = `import { readFileSync, writeFileSync } from 'node:fs';
const { name } = JSON.parse(readFileSync(process.env.ROTA_INPUT, 'utf8'));
console.log('Merhaba ' + name);
writeFileSync(process.env.ROTA_OUTPUT, JSON.stringify({ greeting: 'Merhaba ' + name }));
`;

test('a robot that the command line adds runs, by the command line and by another program, and gives its output back', async () => {
  writeFileSync(path.join(folder, 'greets.mjs'), greets);
  const definition = {
    name: 'Greets',
    script: path.join(folder, 'greets.mjs'),
    parameters: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
  };
  writeFileSync(path.join(folder, 'greets.json'), JSON.stringify(definition));
  assert.deepEqual(await rota('process', 'add', 'greets.json'), {
    code: 0,
    out: 'Process Greets is ready.\n',
    problem: '',
  });
  const run = await rota('run', 'Greets', '--value', 'name=Çağrı & Söns', '--wait');
  assert.equal(run.code, 0, run.problem);
  const client = await server.addClient();
  const spid = await client.start({ name: 'Greets', values: { name: 'Işıl' }, runOnce: 'Y', runImmediately: 'Y' });
  const end = await client.final(spid);
  assert.equal(end['status'], 'SUCCEEDED', JSON.stringify(end));
  assert.equal(end['__out_greeting'], 'Merhaba Işıl');
});

test('a backup is made while it runs, and another data folder restored from it has the robot and its runs', async () => {
  const made = await rota('backup', '--json');
  assert.equal(made.code, 0, made.problem);
  const backups = path.join(server.home, 'backups');
  const [name] = readdirSync(backups);
  assert.ok(name !== undefined, made.out);
  const other = path.join(folder, 'restored');
  cpSync(path.join(backups, name), path.join(other, 'backups', name), { recursive: true });
  const restored = await rota('restore', name, '--yes', '--home', other);
  assert.equal(restored.code, 0, restored.problem);
  const second = await startRota({ home: other });
  try {
    assert.match(JSON.stringify(await second.console('GET', '/api/processes')), /Greets/);
  } finally {
    await second.stop({ keepHome: true });
  }
});

test('a second server of the same data folder is refused and says who has it', async () => {
  const { code, problem, out } = await new Promise<{ code: number; problem: string; out: string }>((resolve) =>
    execFile(
      process.execPath,
      [path.join(import.meta.dirname, '../../server/main.ts')],
      { env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, ROTA_PORT: '0' } },
      (error, text, words) => resolve({ code: Number(error?.code ?? 0), problem: words, out: text }),
    ),
  );
  assert.equal(code, 1, out);
  assert.match(problem, /Another Rota .* uses the data folder/);
});
