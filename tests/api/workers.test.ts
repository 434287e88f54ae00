import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import test from 'node:test';
import type { FleetWorker, WorkersAnswer } from '../../contract/worker.ts';
import { startRota, type TestServer } from '../support/server.ts';
import { until } from '../support/until.ts';

let rota: TestServer;
test.before(async () => {
  rota = await startRota();
  await rota.addProcess({ name: 'Robot', command: process.execPath, args: ['-e', 'console.log("done")'] });
});
test.after(() => rota.stop());

interface Run {
  readonly id: string;
  readonly status: string;
  readonly target: string | null;
  readonly reason: { readonly code: string; readonly params: Record<string, unknown> } | null;
}
const all = () => rota.console<WorkersAnswer>('GET', '/api/workers');
const start = async (worker?: string): Promise<Run> =>
  (await rota.console<{ run: Run }>('POST', '/api/processes/Robot/run', worker === undefined ? {} : { worker })).run;
const runOf = async (id: string): Promise<Run> => (await rota.console<{ run: Run }>('GET', `/api/runs/${id}`)).run;
const ended = (id: string) => until('the run ends', async () => (await runOf(id)).status === 'ended');
const own = async (): Promise<FleetWorker> => (await all()).workers[0]!;
const waitingWhy = async (id: string) => {
  const { status, reason } = await runOf(id);
  return [status, reason?.code, ...Object.values(reason?.params ?? {})];
};

test('alone, a computer is not the one worker of its list, or its list says less to programs', async () => {
  const { workers, groups, isFleet } = await all();
  assert.deepEqual([workers.length, groups, isFleet], [1, [], false]);
  const [worker] = workers;
  assert.deepEqual([worker!.state, worker!.isThis, worker!.running, worker!.queued], ['available', true, [], 0]);
  assert.equal(worker!.clockDifferenceMs, null);
  const client = await rota.addClient();
  const { body } = await client.call('worker/list');
  const [told] = body['workers'] as Record<string, unknown>[];
  assert.deepEqual(
    [told!['id'], told!['state'], told!['condition'], told!['running'], told!['isThis']],
    [worker!.id, 'idle', 'available', 0, true],
  );
});

test('a worker keeps no new names, or two things can be called alike', async () => {
  const { id } = await own();
  const to = `/api/workers/${id}`;
  const { worker } = await rota.console<{ worker: FleetWorker }>('PATCH', to, {
    name: ' RPA-07 ',
    aliases: ['Reception', 'reception', '12'],
    groups: ['Billing', 'billing'],
  });
  assert.deepEqual([worker.name, worker.aliases, worker.groups], ['RPA-07', ['Reception', '12'], ['Billing']]);
  await rota.console('PATCH', '/api/worker', { aliases: ['12'] });
  assert.deepEqual((await own()).aliases, ['12']);
  assert.deepEqual((await all()).groups, [{ name: 'Billing', limit: null, members: [id], running: 0, queued: 0 }]);
  const refused: [method: string, to: string, body: unknown, why: RegExp][] = [
    ['PATCH', to, { name: 'billing' }, /409.*NAME_TAKEN.*a group is called \\"Billing\\" already/],
    ['PATCH', to, { aliases: ['BILLING'] }, /409.*aliases: a group is called/],
    ['PATCH', to, { groups: [''] }, /400/],
    ['PUT', '/api/worker-groups/rpa%2007', {}, /409.*a worker is called \\"RPA-07\\" already/],
    ['PUT', '/api/worker-groups/12', {}, /409.*has the further name \\"12\\" already/],
    ['PUT', '/api/worker-groups/Night', { limit: 0 }, /400/],
    ['PATCH', '/api/workers/nobody', { name: 'x' }, /404.*There is no worker \\"nobody\\"/],
    ['DELETE', '/api/worker-groups/nobody', undefined, /404.*There is no group \\"nobody\\"/],
    ['DELETE', to, undefined, /409.*is there: stop its Rota first/],
    ['POST', '/api/worker/new-id', {}, /409.*it keeps it/],
  ];
  for (const [method, where, body, why] of refused)
    await assert.rejects(rota.console(method, where, body), why, `${method} ${where}`);
});

test('a start for a worker or group of this computer does not run, or one for nobody runs', async () => {
  for (const worker of [undefined, (await own()).id, 'rpa 07', '12', 'BILLING']) {
    const run = await start(worker);
    assert.equal(run.target, worker === 'BILLING' ? 'Billing' : null, worker);
    await ended(run.id);
  }
  await assert.rejects(start('RPA-70'), /400.*WORKER_NOT_FOUND.*close to it: \\"RPA-07\\"/);
  const client = await rota.addClient({ name: 'starter' });
  await client.final(await client.start({ name: 'Robot', worker: 'billing' }));
});

test('a run for a group that nobody belongs to runs here, or does not say why it waits', async () => {
  await rota.console('PUT', '/api/worker-groups/SAP', { limit: 1 });
  const run = await start('sap');
  assert.deepEqual(await waitingWhy(run.id), ['queued', 'group-empty', 'SAP']);
  const { groups } = await all();
  assert.deepEqual(
    groups.map(({ name, limit, queued }) => [name, limit, queued]),
    [
      ['Billing', null, 0],
      ['SAP', 1, 1],
    ],
  );
  await assert.rejects(rota.console('DELETE', '/api/worker-groups/SAP'), /409.*IN_USE.*runs that wait for it: 1/);
  const other = await start();
  await ended(other.id);
  const { id } = await own();
  await rota.console('PATCH', `/api/workers/${id}`, { groups: ['SAP'] });
  await ended(run.id);
  await rota.console('DELETE', '/api/worker-groups/SAP');
  assert.deepEqual((await own()).groups, []);
});

test('a worker that is drained or in maintenance takes something new, or forgets that after a restart', async () => {
  const { id } = await own();
  for (const [how, code] of [
    ['drain', 'worker-maintenance'],
    ['maintenance', 'worker-maintenance'],
  ] as const) {
    const { worker } = await rota.console<{ worker: FleetWorker }>('POST', `/api/workers/${id}/${how}`, {});
    assert.deepEqual([worker.state, worker.mode?.kind], ['maintenance', how]);
    const run = await start();
    assert.deepEqual(await waitingWhy(run.id), ['queued', code, 'RPA-07']);
    const home = rota.home;
    await rota.stop({ keepHome: true });
    rota = await startRota({ home });
    assert.deepEqual(await waitingWhy(run.id), ['queued', code, 'RPA-07']);
    assert.equal((await own()).mode?.kind, how);
    const back = await rota.console<{ worker: FleetWorker }>('POST', `/api/workers/${id}/resume`, {});
    assert.equal(back.worker.mode, null);
    await ended(run.id);
  }
});

test('what a computer runs is ended because it is drained, or it is not called draining', async () => {
  await rota.addProcess({ name: 'Slow', command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] });
  const { run } = await rota.console<{ run: Run }>('POST', '/api/processes/Slow/run', {});
  await until('it runs', async () => (await runOf(run.id)).status === 'running');
  const { id } = await own();
  await rota.console('POST', `/api/workers/${id}/drain`, {});
  const draining = await own();
  assert.deepEqual([draining.state, draining.running.map((one) => one.process)], ['draining', ['Slow']]);
  await rota.console('POST', `/api/runs/${run.id}/cancel`, { force: true });
  await until('it is empty', async () => (await own()).state === 'maintenance');
  await rota.console('POST', `/api/workers/${id}/resume`, {});
  assert.equal((await own()).state, 'available');
});

test('the command line names no worker, or does something else than the page', async () => {
  const run = async (...words: string[]) => {
    const child = spawn(process.execPath, ['server/cli/rota.ts', ...words], {
      env: { ...process.env, ROTA_HOME: rota.home, NODE_TEST_CONTEXT: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, problem] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return out + problem;
  };
  assert.match(await run('worker', 'list'), /RPA-07 \(this computer\) +available +0 of \d+/);
  assert.match(await run('group', 'set', 'Night', '--limit', '2'), /Group "Night": at most 2 at once\./);
  assert.match(await run('worker', 'groups', 'rpa-07', '--group', 'night'), /"RPA-07": Night/);
  assert.match(await run('worker', 'rename', 'rpa 07', 'RPA-08'), /It is called "RPA-08" now\./);
  assert.match(await run('worker', 'drain', 'RPA-08'), /"RPA-08" finishes what runs/);
  assert.equal((await own()).mode?.kind, 'drain');
  assert.match(await run('worker', 'resume', 'RPA-08'), /"RPA-08" takes runs\./);
  assert.match(await run('run', 'Robot', '--worker', 'Night', '--wait'), /succeeded/);
  assert.match(
    await run('run', 'Robot', '--worker', 'Nigth'),
    /there is no worker and no group "Nigth"; close to it: "Night"/,
  );
  assert.match(await run('group', 'remove', 'Night'), /The group "Night" was removed\./);
});
