import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';
import { rpaProcess, type RpaProcess } from '../../contract/process.ts';
import { startRota, type TestServer } from '../support/server.ts';

const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
const ask = promisify(execFile);
let old: TestServer;
let fresh: TestServer;

before(async () => {
  [old, fresh] = await Promise.all([startRota(), startRota()]);
});
after(() => Promise.all([old.stop(), fresh.stop()]));

const iconOf = async (server: TestServer, name: string) => {
  const { processes } = await server.console<{ processes: { process: RpaProcess }[] }>('GET', '/api/processes');
  return processes.find(({ process }) => process.name === name)?.process.icon;
};

async function add(definition: Record<string, unknown>): Promise<{ code: number; said: string }> {
  const file = path.join(old.home, 'definition.json');
  await writeFile(file, JSON.stringify(definition));
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: old.home };
  try {
    const { stdout, stderr } = await ask(process.execPath, [main, 'process', 'add', file], { env });
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

test('an icon is not lost between a file, the command line, an export and an import', async () => {
  assert.deepEqual(await add({ name: 'Parcels', command: process.execPath, icon: 'truck' }), {
    code: 0,
    said: 'Process Parcels is ready.\n',
  });
  assert.equal(await iconOf(old, 'Parcels'), 'truck');
  const document = await old.console<{ processes: RpaProcess[] }>('GET', '/api/export');
  await fresh.console('POST', '/api/import', { kind: 'rota', document, isDryRun: false });
  assert.equal(await iconOf(fresh, 'Parcels'), 'truck');
  assert.equal(await iconOf(fresh, 'OneStepNotepadRunner'), 'document');
});

test('an icon that is none of the set is refused with those that are, and nothing is stored', async () => {
  const { code, said } = await add({ name: 'Rocket', command: process.execPath, icon: 'rocket' });
  assert.notEqual(code, 0);
  assert.match(said, /icon: must be one of "document", "mail", .*"robot"/);
  assert.equal(await iconOf(old, 'Rocket'), undefined);
});

test('a definition from before there were icons is read as it was', () => {
  const read = rpaProcess.parse({ name: 'Old', command: 'true' });
  assert.ok(!('icon' in read));
});
