import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, readdir, rename, rm, truncate, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import type { Notice } from '../../contract/events.ts';
import { startRota, testClient, type TestClient, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { nothing } from '../runner/rig.ts';

const quiet = { ROTA_LOG: 'error' };
const quick = { name: 'Quick', ...nothing };
const noticesOf = async (server: TestServer): Promise<Notice[]> =>
  (await server.console<{ notices: Notice[] }>('GET', '/api/notices')).notices;
const workerOf = async (server: TestServer): Promise<string> =>
  (await server.console<{ worker: { id: string } }>('GET', '/api/worker')).worker.id;

/** A Rota that was killed with acknowledged starts in its database's write-ahead log: few enough that SQLite made no checkpoint. */
async function killed(starts: number) {
  const server = await startRota({ env: quiet });
  await server.addProcess(quick);
  const client = await server.addClient();
  await server.stop({ keepHome: true });
  const again = await startRota({ home: server.home, env: quiet });
  const caller = testClient(again.url, client);
  const ids: string[] = [];
  for (let count = 0; count < starts; count += 1) ids.push(await caller.start({ name: 'Quick' }));
  const at = Date.now();
  await again.kill();
  return { home: server.home, ids, at, client };
}

async function unknownOf(server: TestServer, client: TestClient, ids: readonly string[]): Promise<number> {
  const caller = testClient(server.url, client);
  const answers = await Promise.all(ids.map((id) => caller.call(`process/status/${id}`)));
  return answers.filter(({ status }) => status === 404).length;
}

for (const [how, spoil] of [
  ['deleted', (log: string) => rm(log)],
  ['cut', async (log: string) => truncate(log, Math.floor((await stat(log)).size / 2))],
] as const)
  test(`the log of the database ${how} after a kill: Rota says that something is missing, and since when`, async (t) => {
    const { home, ids, at, client } = await killed(15);
    await spoil(path.join(home, 'rota.db-wal'));
    const server = await startRota({ home, env: quiet });
    t.after(() => server.stop({ keepHome: true }));
    const unknown = await unknownOf(server, client, ids);
    assert.ok(unknown > 0, 'nothing was lost: the test proves nothing');
    const notice = (await noticesOf(server)).find(({ kind }) => kind === 'storage');
    assert.equal(notice?.params['what'], 'lost');
    const [from, to] = [Number(notice.params['from']), Number(notice.params['to'])];
    assert.ok(from < to && to >= at - 60_000 && to <= Date.now(), `${from} to ${to}`);
    assert.match(server.output(), /^What was done between \S+ and \S+ is missing from the database/m);
    t.diagnostic(`${unknown} of ${ids.length} acknowledged starts are unknown, and it is said`);
    // It is reported once: a start after it has lost nothing more.
    await server.stop({ keepHome: true });
    const next = await startRota({ home, env: quiet });
    t.after(() => next.stop());
    assert.doesNotMatch(next.output(), /is missing from the database/);
  });

test('a kill alone loses nothing, and nothing is said to be lost', async (t) => {
  const { home, ids, client } = await killed(20);
  const server = await startRota({ home, env: quiet });
  t.after(() => server.stop());
  assert.equal(await unknownOf(server, client, ids), 0);
  assert.deepEqual(
    (await noticesOf(server)).filter(({ kind }) => kind === 'storage'),
    [],
  );
});

test('rota.json and its .bak gone beside a full database: the newest backup has them, the worker stays who it was, and it is said', async (t) => {
  const first = await startRota({ env: quiet });
  await first.addProcess(quick);
  const client = await first.addClient();
  const id = await workerOf(first);
  await client.final(await client.start({ name: 'Quick' }));
  await first.console('POST', '/api/backup', {});
  await first.stop({ keepHome: true });
  for (const name of ['rota.json', 'rota.json.bak']) await rm(path.join(first.home, name), { force: true });
  const server = await startRota({ home: first.home, env: quiet });
  t.after(() => server.stop());
  assert.equal(await workerOf(server), id);
  assert.equal((await testClient(server.url, client).call('process/start', { name: 'Quick' })).status, 200);
  const notice = (await noticesOf(server)).find(({ kind }) => kind === 'configuration');
  assert.equal(notice?.params['what'], 'restored');
  assert.match(JSON.stringify(notice.params['reason']), /it is missing.*this is the one of the backup/);
});

test('rota.json and its .bak gone, and no backup: Rota does not start as somebody else, and changes nothing', async (t) => {
  const first = await startRota({ env: quiet });
  t.after(() => rm(first.home, { recursive: true, force: true }));
  await first.addProcess(quick);
  await first.stop({ keepHome: true });
  const kept = await readFile(path.join(first.home, 'rota.json'));
  for (const name of ['rota.json', 'rota.json.bak']) await rm(path.join(first.home, name), { force: true });
  const database = await readFile(path.join(first.home, 'rota.db'));
  await assert.rejects(
    startRota({ home: first.home }),
    /rota\.json\.bak are missing next to a database that is in use.*Put one of them back, or move .*rota\.db away/s,
  );
  assert.equal(existsSync(path.join(first.home, 'rota.json')), false);
  assert.deepEqual(await readFile(path.join(first.home, 'rota.db')), database);
  await writeFile(path.join(first.home, 'rota.json'), kept);
  await (await startRota({ home: first.home, env: quiet })).stop({ keepHome: true });
});

test('a run whose log folder is gone says that it is gone, to programs, people and the command line', async (t) => {
  const server = await startRota({ env: quiet });
  t.after(() => server.stop());
  await server.addProcess(quick);
  const client = await server.addClient();
  const spid = await client.start({ name: 'Quick' });
  const { runId } = await client.final(spid);
  assert.match(String((await client.call(`process/log/${spid}`)).body['message']), /^\d+ of \d+ lines$/);
  await rm(path.join(server.home, 'runs'), { recursive: true });
  const { body } = await client.call(`process/log/${spid}`);
  assert.equal(body['message'], 'The log is gone: it was removed, or could not be written');
  assert.equal((await server.console<{ isGone: boolean }>('GET', `/api/runs/${String(runId)}/log`)).isGone, true);
});

const unlessRemovable = process.platform === 'win32' ? 'Windows lets nobody remove a file that is open' : false;
for (const what of ['rota.db-wal', 'rota.db', 'the whole data folder'])
  test(
    `${what} removed while Rota runs: nothing is acknowledged that is not kept, and put back it goes on`,
    { skip: unlessRemovable },
    async (t) => {
      const home = await mkdtemp(path.join(tmpdir(), 'rota-gone-'));
      const server = await startRota({ home, env: quiet });
      t.after(() => server.stop());
      await server.addProcess(quick);
      const client = await server.addClient();
      const before = await client.start({ name: 'Quick' });
      await client.final(before);
      const from = what.startsWith('rota') ? path.join(home, what) : home;
      await rename(from, `${from}.away`);
      t.after(() => rm(`${from}.away`, { recursive: true, force: true }));
      const refused = await client.call('process/start', { name: 'Quick' });
      assert.equal(refused.status, 503);
      assert.match(String(refused.body['message']), /was removed or replaced while Rota runs, and nothing can be kept/);
      assert.equal((await client.call('health')).status, 200);
      await rename(`${from}.away`, from);
      const spid = await until(
        'it goes on',
        async () => (await client.call('process/start', { name: 'Quick' })).body['robustaSpid'],
      );
      assert.equal((await client.final(String(spid)))['status'], 'SUCCEEDED');
    },
  );

test('bytes of the database that were flipped: Rota refuses with advice, or answers everything; it never falls over', async (t) => {
  const first = await startRota({ env: quiet });
  t.after(() => rm(first.home, { recursive: true, force: true }));
  await first.addProcess(quick);
  const client = await first.addClient();
  for (let count = 0; count < 20; count += 1) await client.final(await client.start({ name: 'Quick' }));
  await first.stop({ keepHome: true });
  const good = await readFile(path.join(first.home, 'rota.db'));
  let refused = 0;
  for (let round = 0; round < 6; round += 1) {
    const home = await mkdtemp(path.join(tmpdir(), 'rota-flipped-'));
    for (const name of await readdir(first.home))
      await cp(path.join(first.home, name), path.join(home, name), { recursive: true });
    const bytes = Buffer.from(good);
    // Each round at another place, the same at every run of this test.
    for (let flip = 0; flip < 40; flip += 1) {
      const place = (round * 7919 + flip * 104_729) % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ 0xff;
    }
    await writeFile(path.join(home, 'rota.db'), bytes);
    const server = await startRota({ home, env: quiet }).catch((error: Error) => error);
    if (server instanceof Error) {
      refused += 1;
      assert.match(server.message, /damaged|cannot be used|is not a database/);
      await rm(home, { recursive: true });
      continue;
    }
    const answer = await fetch(`${server.url}/scheduler/connector-api/health`);
    assert.equal(answer.status, 200);
    for (const to of ['/api/runs', '/api/schedules', '/api/notices'])
      await server.console('GET', to).catch((error: Error) => assert.match(error.message, /STORAGE_UNAVAILABLE/));
    await server.stop();
  }
  t.diagnostic(`${refused} of 6 were refused`);
});
