import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { cleanUpLater } from '../support/cleanup.ts';
import { runIn, runOf, startFleet } from '../support/fleet.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRelay } from '../support/relay.ts';
import { startRota, wordsOfServer, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../store/fixture.ts';

const skip = skipUnlessPostgres;
const server = skip === false ? await startPostgres() : null;

/** The database of a fleet, as a computer names it whose network can be cut. */
async function cuttable(url: string) {
  const relay = await startRelay(server!.port);
  const through = new URL(url);
  through.port = String(relay.port);
  return { relay, url: through.href };
}

/** Ends when a file is there. */
const robot = `setInterval(() => require('node:fs').existsSync(process.argv[1]) && process.exit(0), 20);`;

const keptIn = (node: TestServer): Promise<string[]> => readdir(path.join(node.home, 'ends')).catch(() => []);

async function begin(node: TestServer, file: string) {
  await node.addProcess({
    name: 'Robot',
    command: process.execPath,
    args: ['-e', robot, '{{file}}'],
    parameters: { type: 'object', properties: { file: { type: 'string' } } },
  });
  const client = await node.addClient();
  const spid = await client.start({ name: 'Robot', values: { file } });
  await runIn(node, spid, 'running');
  return { client, spid };
}

test('what ends while the database is away is lost when its computer stops, too', { skip }, async (t) => {
  const { relay, url } = await cuttable(await server!.newDatabase());
  const [node] = await startFleet(t, [url]);
  const file = path.join(await temporaryFolder(t), 'end');
  const { client, spid } = await begin(node!, file);
  relay.cut();
  const refused = await client.call('process/start', { name: 'Robot', values: { file } });
  assert.equal(refused.status, 503);
  assert.ok(Number(refused.headers.get('retry-after')) > 0);
  await writeFile(file, '');
  await until('its end is kept on this computer', async () =>
    (await keptIn(node!)).some((name) => name.endsWith('.json')),
  );
  await node!.kill();
  relay.mend();
  const again = await startRota({ home: node!.home, env: { ROTA_DATABASE: url } });
  cleanUpLater(t, () => again.stop({ keepHome: true }));
  const run = await runIn(again, spid, 'ended');
  assert.deepEqual([run.outcome, run.attempt], ['succeeded', 1]);
  assert.deepEqual(await keptIn(again), []);
  const { runs } = await again.console<{ runs: unknown[] }>('GET', '/api/runs?limit=50');
  assert.equal(runs.length, 1, 'the refused start left nothing');
});

test('the late end of an attempt that was given up elsewhere counts', { skip }, async (t) => {
  const direct = await server!.newDatabase();
  const { relay, url } = await cuttable(direct);
  const [cutOff, other] = await startFleet(t, [url, direct]);
  const file = path.join(await temporaryFolder(t), 'end');
  const { spid } = await begin(cutOff!, file);
  relay.cut();
  await writeFile(file, '');
  await until('its end is kept there', async () => (await keptIn(cutOff!)).length > 0);
  const lost = await runIn(other!, spid, 'ended', 40_000);
  assert.equal(lost.outcome, 'interrupted');
  relay.mend();
  await until('it was told', async () => (await keptIn(cutOff!)).length === 0, 30_000);
  assert.equal((await runOf(cutOff!, spid))?.outcome, 'interrupted');
});

test('a computer whose database is away at its start ends, or says nothing', { skip }, async (t) => {
  const { relay, url } = await cuttable(await server!.newDatabase());
  relay.cut();
  const home = await temporaryFolder(t);
  const child = spawn(process.execPath, [...wordsOfServer], {
    cwd: path.join(import.meta.dirname, '../..'),
    env: { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, ROTA_PORT: '0', ROTA_DATABASE: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanUpLater(t, async () => {
    const ended = child.exitCode === null ? once(child, 'exit') : null;
    child.kill();
    await ended;
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const place = await until('it says where it waits', () => /Rota waits at (\S+) for it/.exec(output)?.[1], 40_000);
  const answer = await fetch(`${place}/scheduler/connector-api/process/list`);
  const { message } = (await answer.json()) as { message: string };
  assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '5']);
  assert.match(message, /database does not answer/);
  const page = await fetch(place, { headers: { accept: 'text/html' } });
  assert.match(await page.text(), /veritabanı yanıt vermiyor/);
  relay.mend();
  await until('it is ready', () => output.includes('Rota is ready at'), 40_000);
});
