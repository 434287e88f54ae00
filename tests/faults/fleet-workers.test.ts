import assert from 'node:assert/strict';
import { copyFile, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';
import type { FleetWorker, WorkersAnswer } from '../../contract/worker.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { temporaryFolder } from '../store/fixture.ts';

const skip = skipUnlessPostgres;
const server = skip === false ? await startPostgres() : null;

interface Run {
  readonly id: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly worker: string;
  readonly target: string | null;
  readonly reason: { readonly code: string; readonly params: Record<string, string> } | null;
}

async function aFleet(t: test.TestContext, names: readonly string[]) {
  const url = await server!.newDatabase();
  const folder = await temporaryFolder(t);
  const nodes: TestServer[] = [];
  for (const [at, name] of names.entries()) {
    const home = path.join(folder, name);
    await mkdir(home);
    if (at > 0) await copyFile(path.join(nodes[0]!.home, 'secret.key'), path.join(home, 'secret.key'));
    // What stands in its folder `bin` is a program for this computer alone.
    const PATH = `${path.join(home, 'bin')}:${process.env['PATH']}`;
    const node = await startRota({ home, env: { ROTA_DATABASE: url, PATH } });
    cleanUpLater(t, () => node.stop());
    await node.console('PATCH', '/api/worker', { name });
    nodes.push(node);
  }
  return { nodes, folder, url };
}

const list = (node: TestServer) => node.console<WorkersAnswer>('GET', '/api/workers');
const worker = async (node: TestServer, name: string): Promise<FleetWorker> => {
  const found = (await list(node)).workers.find((one) => one.name === name);
  assert.ok(found, `${name} is not in the list`);
  return found;
};
const runOf = async (node: TestServer, id: string) => (await node.console<{ run: Run }>('GET', `/api/runs/${id}`)).run;
const start = async (node: TestServer, process: string, to?: string): Promise<string> => {
  const body = to === undefined ? {} : { worker: to };
  return (await node.console<{ run: Run }>('POST', `/api/processes/${process}/run`, body)).run.id;
};
const over = (node: TestServer, id: string) =>
  until('the run ends', async () => {
    const run = await runOf(node, id);
    return run.status === 'ended' ? run : null;
  });
const because = async (node: TestServer, id: string) => {
  const { status, reason } = await runOf(node, id);
  const { worker: name, group } = reason?.params ?? {};
  return `${status} ${reason?.code ?? ''} ${name ?? group ?? ''}`.trim();
};

test('a start for a worker or a group of a fleet runs elsewhere, or nowhere', { skip }, async (t) => {
  const { nodes } = await aFleet(t, ['A', 'B']);
  const [a, b] = nodes as [TestServer, TestServer];
  await a.addProcess({ name: 'Robot', command: process.execPath, args: ['-e', 'console.log("done")'] });
  await until('B knows the process', async () =>
    JSON.stringify(await b.console('GET', '/api/processes')).includes('"Robot"'),
  );
  const [idA, idB] = [(await worker(a, 'A')).id, (await worker(a, 'B')).id];
  for (const node of nodes)
    assert.deepEqual(
      (await list(node)).workers.map(({ name }) => name),
      ['A', 'B'],
    );
  assert.equal(typeof (await worker(a, 'B')).clockDifferenceMs, 'number');

  // By name, from the other computer, several times: never on A.
  for (const to of ['B', 'b', idB]) {
    const run = await over(a, await start(a, 'Robot', to));
    assert.deepEqual([run.worker, run.target, run.outcome], [idB, idB, 'succeeded'], to);
  }
  await assert.rejects(start(a, 'Robot', 'C'), /400.*WORKER_NOT_FOUND/);
  const client = await a.addClient();
  const unknown = await client.call('process/start', { name: 'Robot', worker: 'Bx' });
  assert.equal(unknown.status, 400);
  assert.match(JSON.stringify(unknown.body), /WORKER_NOT_FOUND.*close to it/);

  // A group, whose members are changed from any computer.
  const nobody = await (async () => {
    await b.console('PUT', '/api/worker-groups/Night', { limit: 1 });
    await until('A knows the group', async () => (await list(a)).groups.length === 1);
    return start(a, 'Robot', 'night');
  })();
  await until('it says why', async () => (await because(a, nobody)) === 'queued group-empty Night');
  await a.console('PATCH', `/api/workers/${idB}`, { groups: ['Night'] });
  assert.deepEqual([(await over(a, nobody)).worker, (await runOf(a, nobody)).target], [idB, 'Night']);

  // Drained from the other computer.
  await a.console('POST', `/api/workers/${idB}/drain`, {});
  const waits = await start(a, 'Robot', 'Night');
  await until('it waits for B', async () => (await because(a, waits)) === 'queued worker-maintenance B');
  await until('B knows', async () => (await because(b, waits)) === 'queued worker-maintenance B');
  assert.equal((await over(a, await start(a, 'Robot'))).worker, idA, 'who is not drained goes on');
  // What waits for a group follows it to its new name.
  await assert.rejects(b.console('POST', '/api/worker-groups/Night/rename', { name: 'a' }), /409.*NAME_TAKEN/);
  await b.console('POST', '/api/worker-groups/night/rename', { name: 'Late' });
  assert.equal((await runOf(a, waits)).target, 'Late');
  await until('A knows the name', async () => (await worker(a, 'B')).groups.join() === 'Late');
  assert.deepEqual(
    (await list(a)).groups.map(({ name, limit }) => [name, limit]),
    [['Late', 1]],
  );
  await b.console('POST', `/api/workers/${idB}/resume`, {});
  assert.equal((await over(a, waits)).worker, idB);

  // Away, and gone.
  await b.stop({ keepHome: true });
  const late = await start(a, 'Robot', 'B');
  await until('it says since when', async () => (await because(a, late)) === 'queued worker-stopped B');
  assert.equal((await worker(a, 'B')).state, 'stopped');
  await assert.rejects(a.console('DELETE', `/api/workers/${idB}`), /409.*IN_USE.*runs that wait for it: 1/);
  await a.console('DELETE', `/api/workers/${idB}?force=true`);
  assert.deepEqual(
    (await list(a)).workers.map(({ name }) => name),
    ['A'],
  );
  await until('it says that nobody is meant', async () => (await because(a, late)).startsWith('queued worker-gone'));
});

test('a run is taken by a computer where its program is missing', { skip }, async (t) => {
  const { nodes, folder } = await aFleet(t, ['A', 'B']);
  const [a] = nodes as [TestServer, TestServer];
  const nowhere = path.join(folder, 'nowhere');
  await mkdir(path.join(folder, 'B', 'bin'));
  await writeFile(path.join(folder, 'B', 'bin', 'only-on-b'), '#!/bin/sh\necho done\n', { mode: 0o755 });
  await a.addProcess({ name: 'OnlyB', command: 'only-on-b', args: [] });
  await a.addProcess({ name: 'Nowhere', command: nowhere, args: [] });
  await until('both say so', async () =>
    (await list(a)).workers.every(({ cannotRun }) => cannotRun.includes('Nowhere')),
  );
  const idB = (await worker(a, 'B')).id;
  assert.deepEqual(
    (await list(a)).workers.map(({ cannotRun }) => cannotRun),
    [['Nowhere', 'OnlyB'], ['Nowhere']],
  );
  for (let tries = 0; tries < 3; tries += 1) {
    const run = await over(a, await start(a, 'OnlyB'));
    assert.deepEqual([run.worker, run.outcome], [idB, 'succeeded']);
  }
  const waits = await start(a, 'Nowhere');
  await until('the run says so', async () => (await because(a, waits)).startsWith('queued program-missing'));
  const named = await over(a, await start(a, 'Nowhere', 'B'));
  assert.equal(named.outcome, 'failed', 'who names a worker gets its answer');
});

test('a computer under a copied ID takes runs, or says nothing of it', { skip }, async (t) => {
  const { nodes, folder, url } = await aFleet(t, ['A']);
  const [a] = nodes as [TestServer];
  await a.addProcess({ name: 'Robot', command: process.execPath, args: ['-e', 'console.log("done")'] });
  const { id } = await worker(a, 'A');
  const home = path.join(folder, 'copy');
  await cp(a.home, home, { recursive: true, filter: (file) => !/rota\.lock|connection\.json/.test(file) });
  const copy = await startRota({ home, env: { ROTA_DATABASE: url } });
  cleanUpLater(t, () => copy.stop());
  assert.equal((await list(copy)).workers.find(({ isThis }) => isThis)?.state, 'id-taken');
  assert.notEqual((await list(a)).workers[0]?.state, 'id-taken');
  await copy.console('POST', '/api/worker/new-id', {});
  const fresh = await until('it is a worker of its own', async () => {
    const found = (await list(a)).workers.find((one) => one.id !== id);
    return found?.state === 'available' ? found : null;
  });
  assert.equal(fresh.name, 'A (2)');
  assert.equal((await over(a, await start(a, 'Robot', 'A (2)'))).worker, fresh.id);
});

test('two computers that look at one condition begin a run twice, or none of them does', { skip }, async (t) => {
  const { nodes, folder } = await aFleet(t, ['One', 'Two']);
  const [first, second] = nodes as [TestServer, TestServer];
  const began = path.join(folder, 'began');
  await first.addProcess({
    name: 'Once',
    command: process.execPath,
    args: ['-e', `require('node:fs').appendFileSync(${JSON.stringify(began)}, process.env.ROTA_RUN_ID + '\\n')`],
  });
  await until('the other one knows it', async () => {
    const { processes } = await second.console<{ processes: { process: { name: string } }[] }>('GET', '/api/processes');
    return processes.some(({ process: { name } }) => name === 'Once');
  });
  const conditions = { everySeconds: 5, list: [{ kind: 'file', folder, pattern: 'bank.xml' }] };
  const ids: string[] = [];
  for (let at = 0; at < 8; at += 1) {
    const by = at % 2 === 0 ? first : second;
    ids.push((await by.console<{ run: Run }>('POST', '/api/processes/Once/run', { conditions })).run.id);
  }
  for (const id of ids)
    await until('it has been looked at', async () => (await runOf(first, id)).reason?.code === 'waits-for');
  await writeFile(path.join(folder, 'bank.xml'), '');
  for (const id of ids) assert.equal((await over(first, id)).outcome, 'succeeded');
  const lines = (await readFile(began, 'utf8')).trim().split('\n');
  assert.deepEqual(lines.toSorted(), ids.toSorted());
});
