import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type { SessionAnswer } from '../../contract/console.ts';
import type { Announcement } from '../../contract/events.ts';
import type { WorkersAnswer } from '../../contract/worker.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { announcementsOf, runIn, runOf, startFleet } from '../support/fleet.ts';
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

async function begin(node: TestServer, file: string, definition: { maxConcurrent?: number } = {}) {
  await node.addProcess({
    ...definition,
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

/** Since when the database is away, as the pages were told last. */
const awayIn = (heard: readonly Announcement[]): number | null =>
  heard.findLast((one) => one.type === 'database')?.database.awaySince ?? null;

/** Messages of the log, those of a level. */
async function logged(node: TestServer, level: string): Promise<string[]> {
  const lines = (await readFile(path.join(node.home, 'rota.log'), 'utf8')).trim().split('\n');
  return lines
    .map((line) => JSON.parse(line) as { level: string; message: string })
    .filter((one) => one.level === level)
    .map(({ message }) => message);
}

test(
  'what ends while the database is away is lost when its computer stops, too, or nobody says since when',
  { skip },
  async (t) => {
    const { relay, url } = await cuttable(await server!.newDatabase());
    const [node] = await startFleet(t, [url]);
    const file = path.join(await temporaryFolder(t), 'end');
    const { client, spid } = await begin(node!, file);
    const heard = await announcementsOf(t, node!);
    const well = await client.call('health');
    assert.deepEqual([well.body['message'], well.body['databaseAwaySince']], ['Rota is up', undefined]);
    relay.cut();
    await until('the page is told', () => awayIn(heard) !== null);
    const since = awayIn(heard)!;
    const health = await client.call('health');
    assert.equal(health.body['databaseAwaySince'], new Date(since).toISOString());
    assert.match(String(health.body['message']), /^Rota is up; the fleet's database has not answered since 20/);
    const session = await node!.console<SessionAnswer>('GET', '/api/session');
    assert.deepEqual(session.database, { awaySince: since, isNewer: false });
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
  },
);

test('the late end of an attempt that was given up elsewhere counts', { skip }, async (t) => {
  const direct = await server!.newDatabase();
  const { relay, url } = await cuttable(direct);
  const [cutOff, other] = await startFleet(t, [url, direct]);
  const file = path.join(await temporaryFolder(t), 'end');
  const { spid } = await begin(cutOff!, file);
  const heard = await announcementsOf(t, cutOff!);
  relay.cut();
  await writeFile(file, '');
  await until('its end is kept there', async () => (await keptIn(cutOff!)).length > 0);
  const lost = await runIn(other!, spid, 'ended', 40_000);
  assert.equal(lost.outcome, 'interrupted');
  relay.mend();
  await until('it was told', async () => (await keptIn(cutOff!)).length === 0, 30_000);
  assert.equal((await runOf(cutOff!, spid))?.outcome, 'interrupted');
  await until('the page is told that it is back', () =>
    heard.some((one) => one.type === 'database' && one.database.awaySince === null),
  );
  // It was tried every second all the while.
  const times = Map.groupBy([...(await logged(cutOff!, 'error')), ...(await logged(cutOff!, 'warn'))], (one) => one);
  for (const [message, all] of times) assert.ok(all.length <= 2, `${message}: ${all.length} times`);
  const told = await logged(cutOff!, 'info');
  assert.equal(told.filter((one) => one === 'the database of the fleet answers again').length, 1);
});

test(
  'an older Rota takes what is new of a newer database, says nothing, or gives up what runs',
  { skip },
  async (t) => {
    const url = await server!.newDatabase();
    const [node] = await startFleet(t, [url]);
    const folder = await temporaryFolder(t);
    const ends = [path.join(folder, 'first'), path.join(folder, 'second')] as const;
    const { client, spid } = await begin(node!, ends[0], { maxConcurrent: 1 });
    const waiting = await client.start({ name: 'Robot', values: { file: ends[1] } });
    // As the first newer Rota does that starts.
    await server!.sql(
      'INSERT INTO rota.schema_version (version) SELECT max(version) + 1 FROM rota.schema_version',
      url,
    );
    const said = await until('health says so', async () => {
      const message = String((await client.call('health')).body['message']);
      return message === 'Rota is up' ? null : message;
    });
    assert.match(said, /a newer Rota has changed the fleet's database: install that Rota here/);
    const refused = await client.call('process/start', { name: 'Robot', values: { file: ends[1] } });
    assert.equal(refused.status, 503);
    assert.match(
      String(refused.body['message']),
      /changed by a newer Rota .* Until then this computer starts no new runs/,
    );
    const workers = async () => (await node!.console<WorkersAnswer>('GET', '/api/workers')).workers;
    assert.deepEqual(
      (await workers()).map(({ state, running }) => [state, running.length]),
      [['needs-update', 1]],
    );
    assert.equal((await node!.console<SessionAnswer>('GET', '/api/session')).database.isNewer, true);
    await writeFile(ends[0], '');
    assert.equal((await runIn(node!, spid, 'ended')).outcome, 'succeeded');
    const left = await runOf(node!, waiting);
    assert.deepEqual([left?.status, left?.reason?.code], ['queued', 'worker-outdated']);
    const errors = (await logged(node!, 'error')).filter((one) =>
      one.includes('a newer Rota has changed the database'),
    );
    assert.equal(errors.length, 1);
    // The same as after the update, without one.
    await server!.sql(
      'DELETE FROM rota.schema_version WHERE version = (SELECT max(version) FROM rota.schema_version)',
      url,
    );
    await writeFile(ends[1], '');
    assert.equal((await runIn(node!, waiting, 'ended')).outcome, 'succeeded');
  },
);

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
