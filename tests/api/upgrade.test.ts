import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test, type TestContext } from 'node:test';
import { newestVersion } from '../../server/store/sqlite/migrations.ts';
import { upgradeNotes } from '../../server/store/sqlite/upgrade-notes.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { oneLine } from '../runner/rig.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { startRota, testClient, type TestServer } from '../support/server.ts';
import { unpack } from '../support/unpack.ts';
import { isWindows } from '../support/windows.ts';

// Data folders of earlier builds of this repository; tests/fixtures/upgrade/make.mjs created them by running those builds.
const folder = path.join(import.meta.dirname, '../fixtures/upgrade');
const builds = readdirSync(folder).filter((name) => name.endsWith('.tar.gz'));

interface Facts {
  readonly worker: string;
  readonly schedule: { readonly id: string; readonly due: number };
  readonly paused: string;
  readonly client: { readonly user: string; readonly password: string };
  readonly runs: readonly { readonly spid: string; readonly process: string; readonly status: string }[];
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly due: number | null;
  readonly plan: { readonly quartz: string; readonly timezone: string };
}

async function unpacked(t: TestContext, build: string): Promise<{ home: string; facts: Facts }> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-upgrade-'));
  cleanUpLater(t, () => rm(home, { recursive: true, force: true, maxRetries: 10 }));
  unpack(path.join(folder, build), home);
  return { home, facts: JSON.parse(await readFile(path.join(home, 'facts.json'), 'utf8')) as Facts };
}

/** The builds ran on Linux, and their robot is a line of /bin/sh: on Windows JavaScript does the same. */
async function useNode(rota: TestServer, name: string): Promise<void> {
  const { processes } = await rota.console<{ processes: { process: RpaProcess }[] }>('GET', '/api/processes');
  const found = processes.find(({ process }) => process.name === name);
  assert.ok(found);
  const code = `const { INPUT_N, INPUT_PIN, ROTA_OUTPUT } = process.env;
    require('fs').writeFileSync(ROTA_OUTPUT, 'n=' + INPUT_N);
    process.exitCode = INPUT_PIN === '4711' ? 0 : 1`;
  await rota.addProcess({ ...found.process, ...oneLine(code) });
}

async function open(t: TestContext, home: string) {
  const rota = await startRota({ home });
  cleanUpLater(t, () => rota.stop({ keepHome: true }));
  return rota;
}

test('builds of three days are kept', () => assert.ok(builds.length >= 3, builds.join()));

for (const build of builds) {
  test(`what ${build} left is all there and right in this build`, async (t) => {
    const { home, facts } = await unpacked(t, build);
    const rota = await open(t, home);

    const { worker } = await rota.console<{ worker: { id: string; name: string; aliases: string[] } }>(
      'GET',
      '/api/worker',
    );
    assert.deepEqual([worker.id, worker.name, worker.aliases], [facts.worker, 'Robot room', ['robots']]);
    const { settings } = await rota.console<{ settings: { runsAtOnce: number; retention: { days: number } } }>(
      'GET',
      '/api/settings',
    );
    assert.deepEqual([settings.runsAtOnce, settings.retention.days], [3, 3650]);
    const { calendars } = await rota.console<{ calendars: { name: string; country: string; off: unknown }[] }>(
      'GET',
      '/api/calendars',
    );
    const office = calendars.find(({ name }) => name === 'Office');
    assert.deepEqual([office?.country, office?.off], ['TR', [{ day: '2027-01-04', name: 'Inventory' }]]);

    const { row } = await rota.console<{ row: Row }>('GET', `/api/schedules/${facts.schedule.id}`);
    assert.deepEqual(
      [row.name, row.state, row.due, row.plan.quartz, row.plan.timezone],
      ['Far ahead', 'active', facts.schedule.due, '0 0 6 5 1 ? 2090', 'Europe/Istanbul'],
    );
    const { row: paused } = await rota.console<{ row: Row }>('GET', `/api/schedules/${facts.paused}`);
    assert.deepEqual([paused.name, paused.state], ['Paused', 'paused']);

    if (isWindows) await useNode(rota, 'Invoices');
    // The schedule's robot succeeds only if it gets the secret.
    const { run } = await rota.console<{ run: { id: string } }>('POST', `/api/schedules/${row.id}/run`, {});
    const client = testClient(rota.url, facts.client);
    const again = await client.start({ name: 'Invoices', values: { n: 43, pin: '4711' } });
    assert.equal((await client.final(again))['status'], 'SUCCEEDED');
    let outcome: string | null = null;
    while (outcome === null) {
      const now = await rota.console<{ run: { outcome: string | null } }>('GET', `/api/runs/${run.id}`);
      outcome = now.run.outcome;
    }
    assert.equal(outcome, 'succeeded');

    const { runs } = await rota.console<{ runs: { id: string; process: string; outcome: string }[] }>(
      'GET',
      '/api/runs?limit=100',
    );
    for (const [process, outcome, line] of [
      ['Invoices', 'succeeded', 'hello 42'],
      ['Breaks', 'failed', 'no such customer'],
      ['Sleeps', 'cancelled', null],
    ]) {
      // The newest come first.
      const old = runs.findLast((one) => one.process === process);
      assert.equal(old?.outcome, outcome);
      const log = await rota.console<{ lines: { text: string }[]; isGone: boolean }>('GET', `/api/runs/${old?.id}/log`);
      assert.equal(log.isGone, false);
      const { run: detail } = await rota.console<{ run: { outputs: unknown } }>('GET', `/api/runs/${old?.id}`);
      assert.deepEqual(detail.outputs, process === 'Invoices' ? { n: '42' } : {});
      if (line !== null) assert.ok(JSON.stringify(log.lines).includes(line!), JSON.stringify(log.lines));
    }

    // Its own history belongs to the old client, by its identity: another client may have the same name.
    for (const { spid, status } of facts.runs)
      assert.equal((await client.call(`process/status/${spid}`)).body['status'], status);
    const other = await rota.addClient({ name: 'another', scopes: ['start'] });
    assert.equal((await other.call(`process/status/${facts.runs[0]!.spid}`)).status, 404);
    const wrong = testClient(rota.url, { user: facts.client.user, password: `${facts.client.password}x` });
    assert.equal((await wrong.call('process/list')).status, 401);
  });
}

test('before the database is brought to a newer version it is kept, and a newer one is refused with that way back', async (t) => {
  const { home, facts } = await unpacked(t, builds[0]!);
  const version = (file: string, to?: number): number => {
    const db = new DatabaseSync(file);
    try {
      if (to !== undefined) db.exec(`PRAGMA user_version = ${to}`);
      return Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    } finally {
      db.close();
    }
  };
  const file = path.join(home, 'rota.db');
  const before = version(file);
  assert.ok(before < newestVersion);
  const upgraded = await startRota({ home });
  await upgraded.stop({ keepHome: true });
  assert.equal(version(file), newestVersion);
  const kept = readdirSync(path.join(home, 'backups'));
  assert.equal(kept.length, 1);
  assert.match(kept[0]!, /^before-upgrade-\d{4}-/);
  assert.deepEqual(readdirSync(path.join(home, 'backups', kept[0]!)).sort(), ['rota.db', 'rota.json', 'secret.key']);
  assert.equal(version(path.join(home, 'backups', kept[0]!, 'rota.db')), before);

  // What an older Rota does with a newer Rota's data.
  version(file, newestVersion + 1);
  await assert.rejects(startRota({ home }), (error: Error) => {
    assert.match(error.message, new RegExp(`newer Rota \\(version ${newestVersion + 1}, this one knows`));
    assert.match(error.message, /"rota backups".*"before-upgrade-….*"rota restore NAME"/);
    return true;
  });
  assert.equal(version(file), newestVersion + 1);
  await command(home, 'restore', kept[0]!, '--yes');
  const back = await open(t, home);
  const { row } = await back.console<{ row: Row }>('GET', `/api/schedules/${facts.schedule.id}`);
  assert.equal(row.name, 'Far ahead');
});

for (const build of builds) {
  test(`what the upgrade of ${build} will do is said before, and nothing is done by saying it`, async (t) => {
    const { home } = await unpacked(t, build);
    const before = await everything(home);
    const found = JSON.parse(await command(home, 'upgrade-check', '--json')) as Check;
    assert.deepEqual([found.state, found.to, found.isInFleet], ['upgrade', newestVersion, false]);
    assert.ok(found.from !== null && found.from >= 1 && found.from < newestVersion);
    assert.ok(
      found.steps.some((step) => step.includes('counts as seen')),
      found.steps.join(),
    );
    const printed = await command(home, 'upgrade-check');
    assert.match(printed, new RegExp(`from version ${found.from} to ${newestVersion}:`));
    assert.match(printed, /\n- failed runs can be marked as seen.*\n/);
    assert.match(printed, /Before that a backup is made.*\n.*"rota restore before-upgrade-…" with the older Rota/);
    assert.deepEqual(await everything(home), before);
  });
}

test('an upgrade is announced where nothing is changed, or a newer folder is taken for a good one', async (t) => {
  const { home } = await unpacked(t, builds[0]!);
  const empty = path.join(home, 'nothing');
  assert.equal((JSON.parse(await command(empty, 'upgrade-check', '--json')) as Check).state, 'new');
  const rota = await startRota({ home });
  await rota.stop({ keepHome: true });
  const [kept] = readdirSync(path.join(home, 'backups'));
  const same = JSON.parse(await command(home, 'upgrade-check', '--json')) as Check;
  assert.deepEqual([same.state, same.steps, same.waysBack], ['same', [], [kept]]);

  const db = new DatabaseSync(path.join(home, 'rota.db'));
  db.exec(`PRAGMA user_version = ${newestVersion + 1}`);
  db.close();
  await assert.rejects(command(home, 'upgrade-check'), (error: Error) => {
    assert.match(error.message, /A newer Rota made the data.*this Rota cannot read it/s);
    assert.ok(error.message.includes(`rota restore ${kept}`), error.message);
    return true;
  });
  assert.match(await command(home, 'restore', kept!, '--yes'), /./);
  assert.equal((JSON.parse(await command(home, 'upgrade-check', '--json')) as Check).state, 'same');
});

test('a step of the tables has no word about what it does', () => assert.equal(upgradeNotes.length, newestVersion));

interface Check {
  readonly state: string;
  readonly from: number | null;
  readonly to: number;
  readonly steps: readonly string[];
  readonly waysBack: readonly string[];
  readonly isInFleet: boolean;
}

/** Names, sizes and times of change of the files in a folder, without SQLite's own helpers and compiled sources. */
async function everything(home: string): Promise<string[]> {
  const names = readdirSync(home, { recursive: true }).map(String);
  const kept = names.filter((name) => !/-(wal|shm)$|^compiled/.test(name)).sort();
  return Promise.all(
    kept.map(async (name) => {
      const { size, mtimeMs, isDirectory } = await stat(path.join(home, name)).then((facts) => ({
        ...{ size: facts.size, mtimeMs: facts.mtimeMs, isDirectory: facts.isDirectory() },
      }));
      return isDirectory ? name : `${name} ${size} ${mtimeMs}`;
    }),
  );
}

/** This build's command line; rejects with its output if it fails. */
async function command(home: string, ...words: string[]): Promise<string> {
  const main = path.join(import.meta.dirname, '../../server/cli/rota.ts');
  const env = { ...process.env, NODE_TEST_CONTEXT: '', ROTA_HOME: home, LC_ALL: 'C' };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, ...words], { env }, (error, out, problem) =>
      error ? reject(new Error(out + problem)) : resolve(out),
    );
  });
}
