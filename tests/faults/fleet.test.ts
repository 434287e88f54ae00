import assert from 'node:assert/strict';
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../store/fixture.ts';

const skip = skipUnlessPostgres;
const server = skip === false ? await startPostgres() : null;

/** Computers of one fleet, each with a folder of its own; the key of the first one is that of all. */
async function fleetOf(t: test.TestContext, count: number): Promise<TestServer[]> {
  const url = await server!.newDatabase();
  const nodes: TestServer[] = [];
  const folder = await temporaryFolder(t);
  for (let at = 0; at < count; at += 1) {
    const home = path.join(folder, `computer-${at}`);
    await mkdir(home);
    if (at > 0) await copyFile(path.join(nodes[0]!.home, 'secret.key'), path.join(home, 'secret.key'));
    const node = await startRota({ home, env: { ROTA_DATABASE: url } });
    cleanUpLater(t, () => node.stop());
    nodes.push(node);
  }
  return nodes;
}

/** The first attempt never ends by itself; any other one does at once. */
const stubborn = `
  if (process.env.ROTA_ATTEMPT === '1') setTimeout(() => {}, 120_000);
  else console.log('done elsewhere');
`;

test('a computer dies, and the run it had is not made on another one', { skip }, async (t) => {
  const [dying, other] = await fleetOf(t, 2);
  await dying!.addProcess({ name: 'Stubborn', command: process.execPath, args: ['-e', stubborn] });
  const client = await dying!.addClient();
  const spid = await client.start({ name: 'Stubborn', retryCount: 1, retryDelaySeconds: 1 });
  type Rows = { runs: { id: string; status: string; outcome: string | null; attempt: number; worker: string }[] };
  const runOf = async (node: TestServer) => (await node.console<Rows>('GET', '/api/runs?limit=10')).runs[0];
  const begun = await until('the first computer runs it', async () => {
    const run = await runOf(other!);
    return run?.status === 'running' ? run : null;
  });
  const worker = async (node: TestServer) =>
    (await node.console<{ worker: { id: string } }>('GET', '/api/worker')).worker;
  const [mine, theirs] = [await worker(dying!), await worker(other!)];
  assert.notEqual(mine.id, theirs.id);
  const killed = begun.worker === mine.id ? dying! : other!;
  const alive = killed === dying! ? other! : dying!;
  await killed.kill();
  const over = await until(
    'the other one makes it',
    async () => {
      const run = await runOf(alive);
      return run?.status === 'ended' ? run : null;
    },
    60_000,
  );
  assert.deepEqual([over.outcome, over.attempt, over.id], ['succeeded', 2, begun.id]);
  assert.equal(over.worker, (await worker(alive)).id);
  assert.ok(spid.length > 0);
});
