// Windows' zone names at every endpoint that takes a zone: the IANA name is stored.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import type { ScheduleRow } from '../../contract/schedule.ts';
import type { Settings } from '../../contract/settings.ts';
import { startRota, type TestClient, type TestServer } from '../support/server.ts';

const ofWindows = 'Turkey Standard Time';
let server: TestServer;
let client: TestClient;
let folder: string;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rota-zone-names-'));
  server = await startRota();
  client = await server.addClient();
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const robot = { name: 'OneStepNotepadRunner', values: { name: 'Ada' } };
const plan = { kind: 'cron', quartz: '0 0 8 * * ?', timezone: ofWindows, start: null, end: null };
const draft = { name: 'Nightly', process: robot.name, plan, values: robot.values };
const planOf = async (id: string, of: TestServer = server) =>
  (await of.console<{ row: ScheduleRow }>('GET', `/api/schedules/${id}`)).row.plan;
const settingsOf = async (of: TestServer = server) =>
  (await of.console<{ settings: Settings }>('GET', '/api/settings')).settings;

async function rota(...words: string[]): Promise<string> {
  const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: server.home, ROTA_PORT: '0' };
  return (await promisify(execFile)(process.execPath, [main, ...words], { env })).stdout;
}

test('a start of another program: its dates and its plan are those of the zone that Windows calls so', async () => {
  for (const [key, name] of [
    ['timezone', ofWindows],
    ['timeZone', 'TURKEY STANDARD TIME'],
  ] as const) {
    const spid = await client.start({ ...robot, quartzDef: '0 0 8 * * ?', startDate: '2030-01-31 08:00', [key]: name });
    const kept = await planOf(spid);
    assert.equal(kept.timezone, 'Europe/Istanbul');
    assert.equal(kept.kind === 'cron' && kept.start, Date.UTC(2030, 0, 31, 5));
  }
});

test('a start in a form, and a start that is only looked at', async () => {
  const form = new FormData();
  for (const [name, text] of Object.entries({ name: robot.name, 'values.name': 'Ada', quartzDef: '0 0 8 * * ?' }))
    form.append(name, text);
  form.append('timezone', ofWindows);
  const authorization = `Basic ${btoa(`${client.user}:${client.password}`)}`;
  const address = `${server.url}/scheduler/connector-api/process/start`;
  const answer = await fetch(address, { method: 'POST', body: form, headers: { authorization } });
  const { robustaSpid } = (await answer.json()) as { robustaSpid: string };
  assert.equal((await planOf(robustaSpid)).timezone, 'Europe/Istanbul');
  const asked = { ...robot, quartzDef: '0 0 8 * * ?', timezone: ofWindows, from: '2030-01-31T00:00:00Z', count: 1 };
  const { body } = await client.call('process/validate', asked);
  assert.deepEqual(body['nextRuns'], ['2030-01-31T05:00:00.000Z']);
});

test('the screens: a new schedule, a changed one, times before it is saved, and the clocks of the zone', async () => {
  const { row } = await server.console<{ row: ScheduleRow }>('POST', '/api/schedules', draft);
  assert.equal(row.plan.timezone, 'Europe/Istanbul');
  const changed = { ...draft, plan: { ...plan, timezone: 'w. europe standard time' } };
  await server.console('PUT', `/api/schedules/${row.id}`, { version: row.version, draft: changed });
  assert.equal((await planOf(row.id)).timezone, 'Europe/Berlin');
  const once = { kind: 'once', at: Date.UTC(2030, 0, 31), timezone: ofWindows };
  const times = { plan: once, calendars: [], count: 1 };
  assert.match(JSON.stringify(await server.console('POST', '/api/schedules/times', times)), /1896048000000/);
  const ids = encodeURIComponent(`${ofWindows},Central Standard Time (Mexico),Nowhere Standard Time`);
  const { tables } = await server.console<{ tables: Record<string, { offsets: number[] } | null> }>(
    'GET',
    `/api/zones?ids=${ids}`,
  );
  assert.equal(tables[ofWindows]?.offsets.at(-1), 3 * 3600);
  assert.equal(tables['Central Standard Time (Mexico)']?.offsets.at(-1), -6 * 3600);
  assert.equal(tables['Nowhere Standard Time'], null);
  const { names } = await server.console<{ names: string[] }>('GET', '/api/zones?names=true');
  for (const name of [ofWindows, 'Europe/Istanbul']) assert.ok(names.includes(name), name);
});

test('a document of Rota and a crontab, by the API and by the command line', async () => {
  const document = { rota: 1, schedules: [{ draft: { ...draft, name: 'Taken in' } }] };
  const file = path.join(folder, 'set.json');
  await writeFile(file, JSON.stringify(document));
  assert.match(await rota('import', file, '--apply'), /add +schedule Taken in/);
  const crontab = `CRON_TZ=${ofWindows}\n0 8 * * * /opt/night\n`;
  const body = { kind: 'crontab', columns: 'user', cron: 'cronie', document: crontab, isDryRun: false };
  await server.console('POST', '/api/import', body);
  const { rows } = await server.console<{ rows: ScheduleRow[] }>('GET', '/api/schedules?limit=100');
  const zones = rows.filter(({ name, process }) => name === 'Taken in' || process !== robot.name);
  assert.deepEqual(
    zones.map((row) => row.plan.timezone),
    ['Europe/Istanbul', 'Europe/Istanbul'],
  );
});

test('the settings: from then on a time without a zone is meant there', async () => {
  await server.console('PATCH', '/api/settings', { timezone: ofWindows });
  assert.equal((await settingsOf()).timezone, 'Europe/Istanbul');
  const spid = await client.start({ ...robot, runOnce: 'Y', startDate: '2030-01-31 08:00' });
  const kept = await planOf(spid);
  assert.equal(kept.kind === 'once' && kept.at, Date.UTC(2030, 0, 31, 5));
});

test('the configuration written by hand, while Rota runs and before it starts; a zone that nobody knows is not taken', async () => {
  const file = path.join(server.home, 'rota.json');
  const zoneInFile = async (zone: string) => {
    const document = JSON.parse(await readFile(file, 'utf8')) as { settings: Settings };
    document.settings.timezone = zone;
    await writeFile(file, JSON.stringify(document));
  };
  await zoneInFile('Tokyo Standard Time');
  await server.addProcess({ name: 'Looks at the file', command: 'true' });
  assert.equal((await settingsOf()).timezone, 'Asia/Tokyo');
  await zoneInFile('Nowhere Standard Time');
  await assert.rejects(
    server.addProcess({ name: 'X', command: 'true' }),
    /503.*settings\.timezone: it is not a time zone/,
  );
  assert.equal((await settingsOf()).timezone, 'Asia/Tokyo');
  await zoneInFile(ofWindows);
  await server.stop({ keepHome: true });
  server = await startRota({ home: server.home });
  assert.equal((await settingsOf()).timezone, 'Europe/Istanbul');
});

test('TZ of the computer: Windows’ name is that zone, and what is no zone at all is said and means UTC', async () => {
  for (const [name, zone, isSaid] of [
    [ofWindows, 'Europe/Istanbul', false],
    ['Nowhere/Else', 'UTC', true],
    ['', 'UTC', false],
  ] as const) {
    const other = await startRota({ env: { TZ: name } });
    try {
      const { timezone } = await other.console<{ timezone: string }>('GET', '/api/session');
      assert.equal(timezone, zone);
      const caller = await other.addClient();
      const spid = await caller.start({ ...robot, quartzDef: '0 0 8 * * ?' });
      assert.equal((await planOf(spid, other)).timezone, zone);
      const log = await readFile(path.join(other.home, 'rota.log'), 'utf8');
      assert.equal(/TZ names no time zone/.test(log), isSaid);
    } finally {
      await other.stop();
    }
  }
});
