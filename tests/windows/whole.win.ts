// The whole of Rota on Windows' own node.exe: server, command line, a robot, backup, restore and the end.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

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

test('values with signs that two batch files would take apart arrive whole from a file', async () => {
  writeFileSync(path.join(folder, 'values.json'), JSON.stringify({ name: 'A & B | "C" %PATH% ^' }));
  const { out, problem } = await rota('run', 'Greets', '--values', 'values.json', '--wait', '--json');
  const { outputs } = JSON.parse(out) as { outputs: unknown };
  assert.deepEqual(outputs, { greeting: 'Merhaba A & B | "C" %PATH% ^' }, problem);
});

/** Ends when the file that asks for it appears, and says so. */
const asked = `import { existsSync, writeFileSync } from 'node:fs';
writeFileSync(process.argv[2] + '.begun', '');
process.on('SIGTERM', () => {}); // Other systems ask by the signal as well.
setInterval(() => {
  if (!existsSync(process.env.ROTA_CANCEL_FILE)) return;
  writeFileSync(process.argv[2], 'asked');
  process.exit(0);
}, 20);
`;

test('rota stop kills what runs without asking it, or comes back before Rota has ended', async (t) => {
  const second = await startRota({ home: path.join(folder, 'stopped') });
  t.after(() => second.child.kill());
  const mark = path.join(folder, 'mark');
  writeFileSync(path.join(folder, 'asked.mjs'), asked);
  const script = path.join(folder, 'asked.mjs');
  await second.addProcess({ name: 'Asked', script, args: [mark], graceSeconds: 60 });
  await second.console('POST', '/api/processes/Asked/run', {});
  await until('the robot runs', () => existsSync(`${mark}.begun`), 60_000);
  const exit = once(second.child, 'exit');
  assert.deepEqual(await rota('--home', second.home, 'stop'), { code: 0, out: 'Rota has stopped.\n', problem: '' });
  assert.deepEqual(await exit, [0, null]);
  assert.equal(readFileSync(mark, 'utf8'), 'asked');
  assert.match(second.output(), /Rota stops \(rota stop\)\./);
  const again = await rota('--home', second.home, 'stop');
  assert.deepEqual(again, { code: 0, out: 'Rota is not running.\n', problem: '' });
});
