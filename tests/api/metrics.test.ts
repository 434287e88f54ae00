import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { openConnector, type Connector } from '../support/connector.ts';
import { basic } from '../support/http-client.ts';
import type { TestClient } from '../support/server.ts';

let connector: Connector;
let monitor: TestClient;
before(async () => {
  connector = await openConnector();
  monitor = await connector.server.addClient({ name: 'prometheus', scopes: ['metrics'] });
});
after(() => connector.stop());

const scrape = (client: TestClient, init: RequestInit = {}) =>
  fetch(`${connector.server.url}/metrics`, {
    ...init,
    headers: { authorization: basic(`${client.user}:${client.password}`) },
  });
const textOf = async (client: TestClient) => (await scrape(client)).text();

async function run(values: object, wanted: string): Promise<void> {
  const end = await connector.client.final(await connector.client.start({ name: 'Obey', values }));
  assert.equal(end['status'], wanted);
}

test('what ran stands in the figures with its outcome, and how long it took', async () => {
  await run({}, 'SUCCEEDED');
  await run({ exitCode: 3 }, 'FAILED');
  const text = await textOf(monitor);
  assert.match(text, /^rota_runs_total\{process="Obey",outcome="succeeded"\} 1$/m);
  assert.match(text, /^rota_runs_total\{process="Obey",outcome="failed"\} 1$/m);
  assert.match(text, /^rota_run_duration_seconds_count\{process="Obey"\} 2$/m);
  assert.match(text, /^rota_run_lateness_seconds_count\{process="Obey"\} 2$/m);
  assert.match(text, /^rota_build_info\{version="[^"]+",node="[^"]+",platform="[^"]+"\} 1$/m);
});

test('a run that is active is counted as active, not as over', async () => {
  const gate = connector.gate();
  const spid = await connector.client.start({ name: 'Obey', values: { holdUntil: gate } });
  for (;;) {
    const { body } = await connector.client.call(`process/status/${spid}`);
    if (body['status'] === 'RUNNING') break;
  }
  const text = await textOf(monitor);
  connector.release(gate);
  assert.match(text, /^rota_runs_running 1$/m);
  assert.match(text, /^rota_worker_state\{state="running"\} 1$/m);
  await connector.client.final(spid);
});

test('a schedule is counted by its state', async () => {
  const plan = { name: 'Obey', quartzDef: '0 0 3 * * ?', startDate: '2099-01-01 00:00:00' };
  const activeOf = (text: string) => Number(/^rota_schedules\{state="active"\} (\d+)$/m.exec(text)?.[1]);
  const was = activeOf(await textOf(monitor));
  await connector.client.start(plan);
  assert.equal(activeOf(await textOf(monitor)), was + 1);
});

test('Prometheus would refuse or find fault with what it is told', (context) => {
  if (spawnSync('promtool', ['--version']).error) return context.skip('promtool is not installed (Debian: prometheus)');
  const text = execFileSync('curl', [
    '-sf',
    '-u',
    `${monitor.user}:${monitor.password}`,
    `${connector.server.url}/metrics`,
  ]);
  assert.match(text.toString(), /^rota_runs_total/m);
  const checked = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  assert.deepEqual([checked.status, checked.stdout, checked.stderr], [0, '', '']);
});

test('a scrape without the content type of Prometheus fails in Prometheus 3', async () => {
  const answer = await scrape(monitor);
  assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('who may read the figures may read nothing else, and the other way round', async () => {
  const reader = await connector.server.addClient({ name: 'reader', scopes: ['start', 'read'] });
  const manager = await connector.server.addClient({ name: 'manager', scopes: ['manage'] });
  assert.equal((await scrape(reader)).status, 403);
  assert.equal((await scrape(manager)).status, 200);
  assert.equal((await fetch(`${connector.server.url}/metrics`)).status, 401);
  assert.equal((await scrape(monitor, { method: 'POST' })).status, 405);
  for (const path of ['process/list', 'process/history', 'worker/list'])
    assert.equal((await monitor.call(path)).status, 403, path);
  assert.equal((await monitor.call('process/start', { name: 'Obey' })).status, 403);
});

test('a client of some processes does not learn the names of the others', async () => {
  await run({}, 'SUCCEEDED');
  const other = await connector.server.addClient({ name: 'desk', scopes: ['metrics'], processes: ['Desk'] });
  const text = await textOf(other);
  assert.doesNotMatch(text, /Obey/);
  assert.match(text, /^rota_runs_limit \d+$/m);
});
