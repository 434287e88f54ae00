import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { announcementsOf, runIn, startFleet, workerOf } from '../support/fleet.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import type { TestClient, TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../store/fixture.ts';

const skip = skipUnlessPostgres;
const server = skip === false ? await startPostgres() : null;

/** Ends when a file is there; asked to stop it does so, or with "stubborn" only says that it was asked. */
const robot = `
  const { existsSync } = require('node:fs');
  const [file, how] = process.argv.slice(1);
  console.log('begun');
  process.on('SIGTERM', () => { console.log('was asked'); if (how !== 'stubborn') process.exit(3); });
  setInterval(() => existsSync(file) && process.exit(0), 20);
`;

const linesOf = async (node: TestServer, id: string): Promise<string[]> =>
  (await node.console<{ lines: { text: string }[] }>('GET', `/api/runs/${id}/log?limit=1000`)).lines.map(
    ({ text }) => text,
  );

interface Fleet {
  readonly nodes: readonly TestServer[];
  readonly folder: string;
  /** Starts a robot by way of the first computer, which is full: another one runs it. */
  readonly begin: (
    how?: string,
  ) => Promise<{ spid: string; client: TestClient; runsOn: TestServer; end: () => Promise<void> }>;
}

async function fleet(t: test.TestContext, count: number): Promise<Fleet> {
  const url = await server!.newDatabase();
  const nodes = await startFleet(
    t,
    Array.from({ length: count }, () => url),
  );
  const folder = await temporaryFolder(t);
  const [first] = nodes;
  await first!.addProcess({
    name: 'Robot',
    command: process.execPath,
    args: ['-e', robot, '{{file}}', '{{how}}'],
    graceSeconds: 60,
    parameters: { type: 'object', properties: { file: { type: 'string' }, how: { type: 'string' } } },
  });
  const client = await first!.addClient();
  let begun = 0;
  const start = async (how: string) => {
    const file = path.join(folder, `end-${(begun += 1)}`);
    const spid = await client.start({ name: 'Robot', values: { file, how } });
    const { id, worker } = await runIn(first!, spid, 'running');
    const workers = await Promise.all(nodes.map(workerOf));
    const runsOn = nodes[workers.indexOf(worker)]!;
    await until('it has begun', async () => (await linesOf(runsOn, id)).includes('begun'));
    return { spid, client, runsOn, end: () => writeFile(file, '') };
  };
  await first!.console('PATCH', '/api/settings', { runsAtOnce: 1 });
  const filler = await start('filler');
  assert.equal(filler.runsOn, first);
  return {
    nodes,
    folder,
    async begin(how = '') {
      const one = await start(how);
      assert.notEqual(one.runsOn, first, 'another computer runs it');
      return one;
    },
  };
}

test(
  'a call that waits for a run on another computer hears of its end only when its time is over',
  { skip },
  async (t) => {
    const { begin } = await fleet(t, 2);
    const { spid, client, end } = await begin();
    const waiting = client.call(`process/status/${spid}?wait=60`);
    await end();
    const { body } = await waiting;
    assert.equal(body['status'], 'SUCCEEDED');
  },
);

test('a page does not see what other computers run, pause or tell', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 2);
  const heard = await announcementsOf(t, nodes[0]!);
  const { spid, runsOn, end } = await begin();
  await end();
  await runIn(runsOn, spid, 'ended');
  const states = () => heard.flatMap((one) => (one.type === 'run' && one.run.scheduleId === spid ? [one.run] : []));
  await until('its end is announced here', () => states().some(({ status }) => status === 'ended'));
  assert.equal(states().find(({ status }) => status === 'running')?.worker, await workerOf(runsOn));
  await runsOn.console('POST', '/api/pause', { until: null });
  const isPaused = (one: (typeof heard)[number]) => one.type === 'worker' && one.worker.state === 'paused';
  await until('the pause is announced here', () => heard.some(isPaused));
  await runsOn.console('POST', '/api/resume', {});
  await until(
    'its end, too',
    () =>
      heard.findLastIndex((one) => one.type === 'worker' && one.worker.state !== 'paused') >
      heard.findLastIndex(isPaused),
  );
});

test('a cancel, or a second one, does not reach the computer that runs it', { skip }, async (t) => {
  const { nodes, begin } = await fleet(t, 3);
  const { spid, runsOn, client } = await begin('stubborn');
  const run = await runIn(nodes[0]!, spid, 'running');
  const elsewhere = nodes.filter((one) => one !== runsOn);
  await elsewhere[0]!.console('POST', `/api/runs/${run.id}/cancel`, {});
  await until('its child is asked', async () => (await linesOf(runsOn, run.id)).includes('was asked'));
  assert.equal((await runIn(elsewhere[1]!, spid, 'cancelling')).id, run.id);
  // Its grace time is a minute: only force ends it before.
  await elsewhere[1]!.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  assert.equal((await client.final(spid))['status'], 'CANCELLED');
  const { outcome } = await runIn(nodes[0]!, spid, 'ended');
  assert.equal(outcome, 'cancelled');
});
