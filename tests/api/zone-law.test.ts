import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { Notice } from '../../contract/events.ts';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { ZoneFacts } from '../../contract/zones.ts';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';
import { otherZones } from '../support/zone-files.ts';

let server: TestServer;
let client: TestClient;

before(async () => {
  server = await startRota();
  client = await server.addClient();
});
after(() => server.stop());

async function next(timezone: string, from: string, quartzDef = '0 0 10 * * ?'): Promise<string | undefined> {
  const values = { name: 'Ada' };
  const asked = { name: 'OneStepNotepadRunner', values, quartzDef, timezone, from };
  const { status, body } = await client.call('process/validate', asked);
  assert.equal(status, 200, JSON.stringify(body));
  return (body['nextRuns'] as string[])[0]?.replace('.000', '');
}

const look = () => server.console<ZoneFacts>('POST', '/api/zones');
const zoneFile = () => path.join(server.home, 'zones.json');

async function notices(kind: Notice['kind']): Promise<Notice[]> {
  const answer = await server.console<{ notices: Notice[] }>('GET', '/api/notices');
  return answer.notices.filter((notice) => notice.kind === kind);
}

async function plan(name: string, timezone: string): Promise<ScheduleRow> {
  // Half a year ahead: no change of zone data moves it into the past.
  const month = ((new Date().getUTCMonth() + 6) % 12) + 1;
  const plan = { kind: 'cron', quartz: `0 0 10 1 ${month} ?`, timezone, start: null, end: null };
  const draft = { name, process: 'OneStepNotepadRunner', plan, values: { name: 'Ada' } };
  return (await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft)).row;
}

const dueOf = async ({ id }: ScheduleRow) =>
  (await server.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`)).row.due ?? NaN;

test('a zone whose law changed after the runtime was built runs an hour late', async () => {
  assert.equal(await next('America/Winnipeg', '2026-11-30T00:00:00Z'), '2026-11-30T15:00:00Z');
  assert.equal(await next('America/Havana', '2026-12-01T00:00:00Z'), '2026-12-01T14:00:00Z');
  assert.equal(await next('America/Inuvik', '2026-12-01T00:00:00Z'), '2026-12-01T16:00:00Z');
});

test('an id that was valid is refused by other zone data', async () => {
  const ids = [
    'asia/calcutta',
    'Europe/Kyiv',
    'Europe/Kiev',
    'US/Central',
    'Etc/GMT+5',
    '+05:30',
    '-0330',
    'CNT',
    'utc',
  ];
  for (const id of ids) assert.match((await next(id, '2026-12-01T00:00:00Z')) ?? '', /^2026-12-0/, id);
  assert.equal(await next('CNT', '2026-12-01T00:00:00Z'), '2026-12-01T13:30:00Z');
  assert.equal(await next('+05:30', '2026-12-01T00:00:00Z'), '2026-12-01T04:30:00Z');
});

test('new zone data leaves existing schedules where they were, without a word', async () => {
  const moves = await plan('Winnipeg nightly', 'America/Winnipeg');
  const stays = await plan('Berlin nightly', 'Europe/Berlin');
  const [before, berlin] = [await dueOf(moves), await dueOf(stays)];
  await writeFile(zoneFile(), otherZones('2027a', { 'America/Winnipeg': '60' }));
  const facts = await look();
  assert.equal(facts.inUse.version, '2027a');
  assert.equal(facts.inUse.origin, 'data-folder');
  assert.equal(await dueOf(moves), before + 3_600_000);
  assert.equal(await dueOf(stays), berlin);
  const [told] = await notices('zones');
  assert.deepEqual(told?.params, { version: '2027a', count: 1, names: '"Winnipeg nightly"' });
});

test('zone data that is broken stops Rota, or is taken', async () => {
  await writeFile(zoneFile(), otherZones('2027b').slice(0, 5000));
  const facts = await look();
  assert.equal(facts.inUse.origin, 'rota');
  assert.equal(facts.refused[0]?.place, zoneFile());
  const [told] = await notices('configuration');
  assert.equal(told?.params['what'], 'zones-refused');
  assert.equal(await next('America/Winnipeg', '2026-11-30T00:00:00Z'), '2026-11-30T15:00:00Z');
  await rm(zoneFile());
  assert.deepEqual((await look()).refused, []);
  assert.deepEqual(await notices('configuration'), []);
});

test('what changed while Rota was off is overlooked: the next start plans anew and says so', async () => {
  const schedule = await plan('Regina nightly', 'America/Regina');
  const before = await dueOf(schedule);
  await server.stop({ keepHome: true });
  await writeFile(zoneFile(), otherZones('2027c', { 'America/Regina': '70' }));
  server = await startRota({ home: server.home });
  assert.equal(await dueOf(schedule), before + 3_600_000);
  const told = (await notices('zones')).find(({ params }) => params['version'] === '2027c');
  assert.equal(told?.params['names'], '"Regina nightly"');
});

test('the command line takes what it did not check, or does not say what is in use', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rota-zones-'));
  try {
    const [good, cut] = [path.join(folder, 'latest.json'), path.join(folder, 'cut.json')];
    await writeFile(good, otherZones('2027d'));
    await writeFile(cut, '{"version":"2027e"}');
    assert.match(await rota('zones', 'use', good), /^2027d is in .*zones\.json\. In use: 2027d from the data folder/);
    await assert.rejects(rota('zones', 'use', cut), /cannot be used: it is not zone data.*Nothing was changed/);
    const doctor = await rota('doctor');
    assert.match(doctor, /ok +clock +.*the running Rota has the same/);
    assert.match(doctor, /ok +time zone data +2027d from the data folder .*\(0 days old\)/);
    assert.match(doctor, /ok +not used +2026f that came with Rota, of 2026-10-29/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a newer edition of the operating system is not taken', { skip: process.platform === 'win32' }, async () => {
  const [home, system] = [await mkdtemp(path.join(os.tmpdir(), 'rota-')), await mkdtemp(path.join(os.tmpdir(), 'tz-'))];
  for (const zone of ['UTC', 'Etc/UTC', 'Europe/Berlin', 'Europe/Istanbul', 'America/New_York', 'Asia/Tokyo']) {
    await mkdir(path.dirname(path.join(system, zone)), { recursive: true });
    await cp(`/usr/share/zoneinfo/${zone}`, path.join(system, zone), { dereference: true });
  }
  await mkdir(path.join(system, 'Australia'));
  // As if Sydney had adopted the time of Tokyo.
  await cp('/usr/share/zoneinfo/Asia/Tokyo', path.join(system, 'Australia/Sydney'), { dereference: true });
  await writeFile(path.join(system, 'tzdata.zi'), '# version 2028a\n');
  const other = await startRota({ home, env: { TZDIR: system } });
  try {
    const { facts } = await other.console<{ facts: ZoneFacts }>('GET', '/api/zones');
    assert.equal(facts.inUse.origin, 'system');
    assert.equal(facts.inUse.version, '2028a');
    client = await other.addClient();
    assert.equal(await next('Australia/Sydney', '2026-12-01T00:00:00Z'), '2026-12-01T01:00:00Z');
    assert.equal(await next('Europe/Berlin', '2124-07-01T00:00:00Z'), '2124-07-01T08:00:00Z');
    // Missing zones come from the next source.
    assert.equal(await next('America/Winnipeg', '2026-11-30T00:00:00Z'), '2026-11-30T15:00:00Z');
  } finally {
    await other.stop();
    await rm(system, { recursive: true, force: true });
  }
});

async function rota(...words: readonly string[]): Promise<string> {
  const file = path.join(import.meta.dirname, '..', '..', 'server', 'cli', 'rota.ts');
  const env = { ...process.env, ROTA_HOME: server.home, NODE_TEST_CONTEXT: '' };
  return (await promisify(execFile)(process.execPath, [file, ...words], { env })).stdout;
}

test('health tells a stranger which zone data is in use, or does not tell who signs in', async () => {
  const health = (headers: Record<string, string>) =>
    fetch(`${server.url}/scheduler/connector-api/health`, { headers }).then(
      async (answer) => (await answer.json()) as Record<string, unknown>,
    );
  const one = await server.addClient({ name: 'watcher' });
  const basic = (password: string) => ({
    authorization: `Basic ${Buffer.from(`${one.user}:${password}`).toString('base64')}`,
  });
  assert.deepEqual(Object.keys(await health({})), ['message', 'status']);
  assert.deepEqual(Object.keys(await health(basic('wrong'))), ['message', 'status']);
  const { status, timeZoneData } = await health(basic(one.password));
  assert.equal(status, 'UP');
  const { version, source, ageDays } = timeZoneData as { version: string; source: string; ageDays: number };
  assert.deepEqual([version, source], ['2027d', 'data-folder']);
  assert.ok(ageDays >= 0);
});
