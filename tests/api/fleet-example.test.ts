import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { temporaryFolder } from '../store/fixture.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { nextReady, startRota, type TestServer } from '../support/server.ts';

const root = path.join(import.meta.dirname, '../..');
const docs = await readFile(path.join(root, 'docs/fleet.md'), 'utf8');
const skip = skipUnlessPostgres;

/** The command lines of the example, each with the computer that was named last before it. */
function blocksOf(section: string): { readonly computer: string; readonly lines: string }[] {
  let computer = '';
  return [...section.matchAll(/\*\*(RPA-\d+)\*\*|```sh\n([\s\S]*?)```/g)].flatMap(([, named, lines]) => {
    computer = named ?? computer;
    return lines === undefined ? [] : [{ computer, lines }];
  });
}

interface Place {
  readonly home: string;
  readonly desk: string;
}

async function placeOf(folder: string, name: string): Promise<Place> {
  const place = { home: path.join(folder, name, 'home'), desk: path.join(folder, name, 'desk') };
  await mkdir(place.desk, { recursive: true });
  return place;
}

/** Runs lines as a person types them, each of which must succeed; resolves to what they printed. */
async function typed({ home, desk }: Place, lines: string): Promise<string> {
  const programs = path.join(desk, 'bin');
  await mkdir(programs, { recursive: true });
  const rota = path.join(programs, 'rota');
  await writeFile(rota, `#!/bin/sh\nexec "${process.execPath}" "${path.join(root, 'server/cli/rota.ts')}" "$@"\n`);
  await chmod(rota, 0o755);
  const child = spawn('sh', ['-e', '-u', '-x', '-c', lines], {
    cwd: desk,
    env: {
      ...process.env,
      ...{ NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_DATABASE: '' },
      PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, trace] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (trace += chunk.toString()));
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 0, `${lines}\n${out}\n${trace}`);
  return out;
}

async function started(t: TestContext, { home }: Place): Promise<TestServer> {
  const server = await startRota({ home });
  cleanUpLater(t, () => server.stop({ keepHome: true }));
  return server;
}

test('a line of the worked example fails, or does something else than is written', { skip }, async (t) => {
  const postgres = await startPostgres({ of: t });
  const [cluster = '', inside = ''] = [...docs.matchAll(/```sql\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
  for (const line of cluster.split(';\n').filter((one) => one.trim() !== '')) await postgres.sql(line);
  await postgres.sql(inside, postgres.url({ database: 'rota' }));

  const section = /## A worked example\n([\s\S]*?)\n## /.exec(docs)?.[1] ?? assert.fail('it is not there');
  const blocks = blocksOf(section).map((one) => ({
    ...one,
    lines: one.lines.replaceAll('db.example:5432', `127.0.0.1:${postgres.port}`),
  }));
  assert.deepEqual(
    blocks.map(({ computer }) => computer),
    ['RPA-02', 'RPA-01', 'RPA-02', 'RPA-01', 'RPA-02'],
  );
  const folder = await temporaryFolder(t);
  const [one, two] = [await placeOf(folder, 'RPA-01'), await placeOf(folder, 'RPA-02')];
  const [alone, make, join, use, leave] = blocks.map(({ lines }) => lines);

  await typed(two, alone!);
  const made = await typed(one, make!);
  assert.match(made, /Fleet {6}Office\n/);
  await writeFile(path.join(two.desk, 'code.txt'), /rota-fleet-1-\S+/.exec(made)![0]);
  const joined = await typed(two, join!);
  assert.match(joined, /processes {2}Invoices: new\n[\s\S]*Nothing was changed[\s\S]*This computer did not join\./);
  assert.match(joined, /belongs to the fleet "Office"[\s\S]*processes {2}Invoices: new\n[\s\S]*Done\./);
  assert.match(joined, /ok +key of the fleet +in order\n[^\n]*ok +database of the fleet +PostgreSQL/);

  const [, second] = [await started(t, one), await started(t, two)];
  const used = await typed(one, use!);
  assert.match(used, /RPA-01 \(this computer\)[\s\S]*RPA-02/);
  assert.equal(used.match(/^succeeded/gm)?.length, 2, used);
  assert.match(used, /Group "Billing" is called "Finance" now\./);
  const { runs } = await second.console<{ runs: { worker: string }[] }>('GET', '/api/runs?limit=10');
  const own = (await second.console<{ worker: { id: string } }>('GET', '/api/worker')).worker.id;
  assert.deepEqual(
    runs.map(({ worker }) => worker === own),
    [true, true],
    'the group has one worker',
  );
  const ready = nextReady(second);
  await typed(two, leave!);
  await ready;
  assert.ok(!existsSync(path.join(two.home, 'fleet.json')));
});
