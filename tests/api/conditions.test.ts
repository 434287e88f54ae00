import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import test, { after, before } from 'node:test';
import type { TestConditionAnswer } from '../../contract/conditions.ts';
import type { Run } from '../../contract/run.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import { openConnector, type Connector } from '../support/connector.ts';
import { startRota } from '../support/server.ts';
import { until } from '../support/until.ts';

let connector: Connector;
let web: Server;
let webUrl: string;
let hits: string[] = [];
before(async () => {
  connector = await openConnector();
  web = createHttpServer((request, response) => {
    hits.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const [, kind = '', left = ''] = (request.url ?? '').split('?')[0]!.split('/');
    if (kind === 'loop') return void response.writeHead(302, { location: `/loop/${Number(left) + 1}` }).end();
    if (kind === 'on') return void response.writeHead(302, { location: `/ok` }).end();
    if (kind === 'away') return void response.writeHead(503).end('not now');
    if (kind === 'slow') return;
    response.end('all is ready');
  });
  web.listen(0, '127.0.0.1');
  await once(web, 'listening');
  webUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
});
after(async () => {
  web.closeAllConnections();
  web.close();
  await connector.stop();
});

const look = (condition: object) =>
  connector.server.console<TestConditionAnswer>('POST', '/api/conditions/test', { condition });
const seen = async (condition: object): Promise<[boolean, string]> => {
  const { holds, seen: what } = await look(condition);
  return [holds, typeof what === 'string' ? what : JSON.stringify(what)];
};

test('a port that answers counts as closed, or one that refuses as open', async () => {
  const listening = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const condition = { kind: 'port', host: '127.0.0.1', port };
  assert.deepEqual((await seen(condition))[0], true);
  assert.deepEqual((await seen({ ...condition, not: true }))[0], false);
  listening.close();
  await once(listening, 'close');
  const gone = await until('the port is seen closed', async () => {
    const answer = await seen(condition);
    return answer[0] ? null : answer;
  });
  assert.match(gone[1], /connection refused/);
  // An answer is good for a second.
  await until('its opposite holds', async () => (await seen({ ...condition, not: true }))[0]);
});

test('an address counts by another status than asked, leads round in circles, or its key is told', async () => {
  const url = (place: string, more: object = {}) => seen({ kind: 'url', url: `${webUrl}${place}`, ...more });
  assert.equal((await url('/ok'))[0], true);
  assert.equal((await url('/on'))[0], true, 'a redirect is followed');
  assert.equal((await url('/on', { statusFrom: 302, statusTo: 302 }))[0], true, 'unless it is what is asked for');
  assert.match((await url('/away?key=geheim'))[1], /answers/);
  assert.doesNotMatch((await url('/away?key=geheim'))[1], /geheim/);
  assert.equal((await url('/away'))[0], false);
  assert.equal((await url('/away', { not: true }))[0], true);
  assert.equal((await url('/ok', { contains: 'is ready' }))[0], true);
  assert.match((await url('/ok', { contains: 'is over' }))[1], /without the text/);
  hits = [];
  assert.match((await url('/loop/0'))[1], /leads on more than/);
  assert.equal(hits.length, 6);
  await url('/ok', { method: 'HEAD' });
  assert.equal(hits.at(-1), 'HEAD /ok');
  for (const wrong of ['ftp://host/x', 'http://me:secret@host/']) {
    await assert.rejects(look({ kind: 'url', url: wrong }), (error: Error) => !error.message.includes('secret@'));
  }
});

const isWindows = process.platform === 'win32' && 'it copies a program of Unix';

test('a program that runs is not seen, or one that is over still is', { skip: isWindows }, async () => {
  const name = 'rota-probe-7c1';
  const file = path.join(connector.server.home, name);
  await copyFile('/bin/sleep', file);
  const child = spawn(file, ['600']);
  await once(child, 'spawn');
  const program = { kind: 'program', program: name };
  await until('it is seen to run', async () => (await seen(program))[0]);
  assert.equal((await seen({ ...program, program: 'rota-pro?e-*' }))[0], true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  await until('it is seen to be over', async () => (await seen({ ...program, not: true }))[0]);
});

test('a file is there although its folder is not, or is whole while it grows', async () => {
  const folder = path.join(connector.server.home, 'in');
  const file = { kind: 'file', folder, pattern: '*.xml' };
  for (const not of [false, true]) assert.equal((await seen({ ...file, not }))[0], false, 'nobody knows');
  await mkdir(path.join(folder, 'deep.xml'), { recursive: true });
  assert.equal((await seen(file))[0], false, 'a folder is no file');
  assert.equal((await seen({ ...file, what: 'folder' }))[0], true);
  await writeFile(path.join(folder, 'deep.xml', 'a.xml'), '1');
  await until('what is below is found', async () => (await seen({ ...file, subfolders: true }))[0]);
  const [holds] = await seen({ ...file, subfolders: true, stillSeconds: 1 });
  assert.equal(holds, true, 'a test waits a moment until it is known to be still');
});

test('a schedule counts that has not run, or has failed; mouse and keyboard count as idle where nobody knows', async () => {
  const { server } = connector;
  const make = (name: string, values: object) =>
    server.console<{ row: ScheduleRow }>('POST', '/api/schedules', {
      ...{ name, process: 'Obey', plan: { kind: 'call', timezone: 'UTC' }, values },
    });
  const run = async (id: string) => {
    await server.console('POST', `/api/schedules/${id}/run`, {});
    await until('it has ended', async () => {
      const { runs } = await server.console<{ runs: Run[] }>('GET', `/api/runs?result=all&schedule=${id}`);
      return runs[0]?.status === 'ended';
    });
  };
  const good = (await make('Load the bank', {})).row;
  const bad = (await make('Fails', { exitCode: 3 })).row;
  assert.match((await seen({ kind: 'schedule', schedule: good.id }))[1], /has not run to its end today/);
  await run(good.id);
  await run(bad.id);
  await until('it is seen', async () => (await seen({ kind: 'schedule', schedule: 'Load the bank' }))[0]);
  assert.match((await seen({ kind: 'schedule', schedule: bad.id }))[1], /did not succeed/);
  assert.match((await seen({ kind: 'schedule', schedule: 'Nobody' }))[1], /there is no schedule/);
  const [holds, what] = await seen({ kind: 'idle', minutes: 0.1 });
  assert.equal(holds, false);
  assert.match(what, /does not tell when mouse and keyboard/);
});

test('a call keeps conditions that cannot be looked at, or leads a client into the network', async () => {
  const { client, server } = connector;
  const body = (conditions: unknown) => ({ name: 'Obey', values: {}, conditions });
  for (const place of ['process/start', 'process/validate']) {
    const { status, body: answer } = await client.call(
      place,
      body([{ kind: 'port', host: 'a b', port: 1 }, { kind: 'file', folder: 'in' }, { kind: 'nothing' }]),
    );
    assert.equal(status, 400, JSON.stringify(answer));
    const { details } = answer['error'] as { details: { field: string }[] };
    assert.deepEqual(details.map(({ field }) => field).toSorted(), [
      'conditions[0].host',
      'conditions[1].folder',
      'conditions[2].kind',
    ]);
  }
  const { body: looking } = await client.call('process/start', body([{ kind: 'file', folder: '/in' }]));
  assert.match(JSON.stringify(looking), /needs a client with the scope/);
  const narrow = await server.addClient({ name: 'narrow', processes: ['Obey'] });
  const { body: unknown } = await narrow.call('process/start', body([{ kind: 'schedule', schedule: 'Load the bank' }]));
  assert.match(JSON.stringify(unknown), /there is no schedule/, 'another owner’s is none for a client');
  const port = Number(new URL(webUrl).port);
  const here = { limitMinutes: 0, list: [{ kind: 'port', host: '127.0.0.1', port }] };
  const refused = await client.final(await client.start(body(here)));
  assert.equal(refused['status'], 'CANCELLED');
  assert.match(
    String(refused['message']),
    /127\.0\.0\.1:\d+ was not asked: the address is inside this computer or its network/,
  );
  await server.console('PATCH', '/api/settings', { allowPrivateWebhooks: true });
  const allowed = await client.final(await client.start(body(here)));
  assert.equal(allowed['status'], 'SUCCEEDED', JSON.stringify(allowed));
});

test('conditions lose the schedule that they name on their way to another Rota, or run without them meanwhile', async () => {
  const { server } = connector;
  const list = [
    { kind: 'schedule', schedule: 'Load the bank' },
    { kind: 'program', program: 'excel.exe', not: true },
  ];
  const draft = {
    name: 'Report on the bank',
    process: 'Obey',
    plan: { kind: 'call', timezone: 'UTC' },
    options: { conditions: { list, everySeconds: 10 } },
  };
  await server.console('POST', '/api/schedules', draft);
  const document = await server.console<{ schedules: { draft: ScheduleRow }[] }>('GET', '/api/export');
  const kept = document.schedules.find((one) => one.draft.name === 'Report on the bank')!;
  assert.deepEqual(kept.draft.options.conditions?.list[0], { kind: 'schedule', schedule: 'Load the bank' });
  const rowOf = async (name: string) => {
    const { rows } = await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules');
    return rows.find((row) => row.name === name);
  };
  for (const name of ['Report on the bank', 'Load the bank'])
    await server.console('DELETE', `/api/schedules/${(await rowOf(name))!.id}`);
  const schedules = document.schedules.toSorted((one) => (one === kept ? -1 : 1));
  await server.console('POST', '/api/import', {
    ...{ kind: 'rota', isDryRun: false },
    document: { ...document, schedules },
  });
  const [one, load] = [await rowOf('Report on the bank'), await rowOf('Load the bank')];
  assert.equal(one?.state, 'active');
  assert.ok(load !== undefined);
  assert.deepEqual(one.options.conditions?.list[0], { kind: 'schedule', schedule: load.id });
});

test('killed -9 while it waits, a run is lost, starts twice or waits for ever', async () => {
  let server = await startRota();
  const { home } = server;
  try {
    const folder = path.join(home, 'in');
    await mkdir(folder);
    await server.addProcess({ name: 'Load', command: process.execPath, args: ['-e', '0'] });
    const conditions = { list: [{ kind: 'file', folder, pattern: 'bank.xml' }], everySeconds: 5 };
    const client = await server.addClient({ name: 'erp', scopes: ['start', 'read', 'manage'] });
    await client.start({ name: 'Load', values: {}, conditions });
    const runs = async () => (await server.console<{ runs: Run[] }>('GET', '/api/runs?result=all')).runs;
    await until('it waits', async () => JSON.stringify((await runs())[0]?.reason ?? '').includes('no file matches'));
    await server.kill();
    server = await startRota({ home });
    assert.deepEqual(
      (await runs()).map(({ status, reason }) => [status, reason?.code]),
      [['retrying', 'waits-for']],
    );
    await server.kill();
    await writeFile(path.join(folder, 'bank.xml'), '<xml/>');
    server = await startRota({ home });
    await until('it has run', async () => (await runs())[0]?.outcome === 'succeeded');
    const all = await runs();
    assert.equal(all.length, 1);
    assert.equal(all[0]?.attempt, 1);
  } finally {
    await server.stop();
  }
});
