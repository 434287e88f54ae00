import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import type { BringAnswer, BringBody } from '../../contract/fleet.ts';
import { readConfig } from '../../server/config.ts';
import { fleetAtRest } from '../../server/start.ts';
import type { FleetPort } from '../../server/store/fleet-port.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

async function folder(t: TestContext): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-bring-'));
  cleanUpLater(t, () => rm(home, { recursive: true, force: true }));
  return home;
}

const atRest = <T>(home: string, use: (fleet: FleetPort) => Promise<T>): Promise<T> =>
  fleetAtRest(readConfig({ ROTA_HOME: home }), use);

const bring = (home: string, body: Partial<BringBody> = {}): Promise<BringAnswer> =>
  atRest(home, (fleet) => fleet.bring({ what: [], onConflict: 'ask', isAnywhere: false, isDryRun: false, ...body }));

async function alone(t: TestContext, home: string, use: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await startRota({ home });
  cleanUpLater(t, () => server.stop({ keepHome: true }));
  await use(server);
  await server.stop({ keepHome: true });
}

const parameters = { type: 'object', properties: { pin: { type: 'string', secret: true } } };
const robot = (words: string) =>
  ({ name: 'Robot', command: 'sh', args: ['-c', `echo "::rota output told=${words}-$ROTA_PIN"`], parameters }) as never;
const draft = (process: string) => ({
  ...{ name: 'Mornings', process, worker: null, values: { pin: 'four-words' }, options: {}, runImmediately: false },
  plan: { kind: 'cron', quartz: '0 0 9 * * ?', timezone: 'UTC', start: null, end: null, clockChange: 'as-quartz' },
  isFavourite: false,
});

/** Runs a schedule now; resolves to its run, ended. */
async function runNow(server: TestServer, id: string): Promise<{ id: string; outcome: string; outputs: object }> {
  const { run } = await server.console<{ run: { id: string } }>('POST', `/api/schedules/${id}/run`, {});
  const now = async () =>
    (await server.console<{ run: never }>('GET', `/api/runs/${run.id}`)).run as {
      status: string;
      id: string;
      outcome: string;
      outputs: object;
    };
  await until('the run has ended', async () => (await now()).status === 'ended');
  return now();
}

const counts = ({ entries, schedules, runs }: BringAnswer) => {
  const of = (change: string) => entries.filter((one) => one.change === change && one.name.startsWith('Robot')).length;
  return { robots: [of('add'), of('same'), of('conflict'), of('both')], schedules, runs };
};

test('what comes along is not what was there, is doubled, or is sealed with a key nobody has', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const [a, b] = [await folder(t), await folder(t)];
  let schedule = '';
  let run = { id: '' };
  await alone(t, b, async (server) => {
    await server.addProcess(robot('b'));
    await server.console('PUT', '/api/vault/Bank', { note: '', processes: null, clients: null });
    const key = { kind: 'text', note: '', expiresAt: null, keepOldSeconds: 0, value: 'four-words' };
    await server.console('PUT', '/api/vault/Bank/Pin', key);
    schedule = (await server.console<{ row: { id: string } }>('POST', '/api/schedules', draft('Robot'))).row.id;
    run = await runNow(server, schedule);
  });
  await alone(t, a, (server) => server.addProcess(robot('a')));
  const { code } = await atRest(a, (fleet) => fleet.create({ address: url, name: 'Office' }));
  await assert.rejects(bring(await folder(t)), /works with its own database still/);
  await atRest(b, (fleet) => fleet.join({ code }));

  const dry = await bring(b, { isDryRun: true });
  assert.deepEqual(counts(dry).robots, [0, 0, 1, 0]);
  assert.ok(dry.schedules.add >= 1 && dry.runs.add >= 1, JSON.stringify(dry));
  assert.deepEqual(await postgres.sql('SELECT id FROM rota.schedule', url), [], 'a dry run changes nothing');
  await assert.rejects(bring(b), /The fleet has 1 of these names with other content \(Robot\): say whether/);
  assert.deepEqual(await postgres.sql('SELECT id FROM rota.schedule', url), []);

  const done = await bring(b, { onConflict: 'both' });
  assert.deepEqual(counts(done).robots, [0, 0, 0, 1]);
  assert.deepEqual([done.schedules, done.runs], [dry.schedules, dry.runs], 'other than was said');
  const again = await bring(b, { onConflict: 'both' });
  assert.deepEqual([again.schedules.add, again.runs.add], [0, 0]);
  assert.equal(again.entries.filter(({ change }) => change !== 'same').length, 0);

  const [brought] = await postgres.sql<{ process: string; worker: string; last: string }>(
    `SELECT process, worker, (SELECT id FROM rota.run WHERE seq = last_run) AS last FROM rota.schedule WHERE id = '${schedule}'`,
    url,
  );
  const mine = done.entries.find(({ change }) => change === 'both');
  assert.equal(brought?.process, mine?.as);
  assert.equal(brought?.last, run.id);

  const server = await startRota({ home: b });
  cleanUpLater(t, () => server.stop({ keepHome: true }));
  const { worker } = await server.console<{ worker: { id: string } }>('GET', '/api/worker');
  assert.equal(brought?.worker, worker.id, 'a robot that lived here goes on running here');
  const next = await runNow(server, schedule);
  assert.equal(next.outcome, 'succeeded', 'its secret value is opened with the fleet’s key');
  const { runs } = await server.console<{ runs: { id: string }[] }>('GET', '/api/runs?limit=10');
  const ids = runs.map(({ id }) => id);
  assert.ok(ids.indexOf(next.id) === 0 && ids.indexOf(run.id) > 0, 'what is older comes first');
  const { lines } = await server.console<{ lines: { text: string }[] }>('GET', `/api/runs/${run.id}/log?attempt=1`);
  assert.ok(Array.isArray(lines), 'the log of a brought run is found where it ran');
});
