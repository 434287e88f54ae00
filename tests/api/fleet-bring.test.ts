import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { type TestContext } from 'node:test';
import pg from 'pg';
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
/** It tells how long its secrets are, which are masked wherever it writes them. */
const robot = (words: string) =>
  ({
    ...{ name: 'Robot', command: 'sh', parameters, env: { BANK: '{{vault:Bank/Pin}}' } },
    args: [
      '-c',
      `echo "told=${words} $(printf %s "$INPUT_PIN" | wc -c) $(printf %s "$BANK" | wc -c)" > "$ROTA_OUTPUT"`,
    ],
  }) as never;
async function putPin(server: TestServer, value: string): Promise<void> {
  await server.console('PUT', '/api/vault/Bank', { note: '', processes: null, clients: null });
  const key = { kind: 'text', note: '', expiresAt: null, keepOldSeconds: 0, value };
  await server.console('PUT', '/api/vault/Bank/Pin', key);
}
const draft = (process: string, pin = 'four-words') => ({
  ...{ name: 'Mornings', process, worker: null, values: { pin }, options: {}, runImmediately: false },
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
  let referring = '';
  let run = { id: '' };
  await alone(t, b, async (server) => {
    await putPin(server, 'seventeen-letters');
    await server.addProcess(robot('b'));
    const asked = draft('Robot', '{{vault:Bank/Pin}}');
    referring = (await server.console<{ row: { id: string } }>('POST', '/api/schedules', asked)).row.id;
    schedule = (await server.console<{ row: { id: string } }>('POST', '/api/schedules', draft('Robot'))).row.id;
    run = await runNow(server, schedule);
  });
  await alone(t, a, async (server) => {
    await putPin(server, 'short');
    await server.addProcess(robot('a'));
  });
  const { code } = await atRest(a, (fleet) => fleet.create({ address: url, name: 'Office' }));
  await assert.rejects(bring(await folder(t)), /works with its own database still/);
  const before = await bring(b, { isDryRun: true, join: { code } });
  assert.deepEqual(await readdir(b).then((names) => names.filter((name) => name.startsWith('fleet'))), []);
  await assert.rejects(bring(b, { join: { code } }), /works with its own database still/);
  await atRest(b, (fleet) => fleet.join({ code }));

  const dry = await bring(b, { isDryRun: true });
  assert.deepEqual(dry, before, 'what is said before joining is other than after it');
  assert.deepEqual(counts(dry).robots, [0, 0, 1, 0]);
  assert.ok(dry.schedules.add >= 1 && dry.runs.add >= 1, JSON.stringify(dry));
  assert.deepEqual(await postgres.sql('SELECT id FROM rota.schedule', url), [], 'a dry run changes nothing');
  await assert.rejects(bring(b), /The fleet has 2 of these names with other content \(Bank\/Pin, Robot\): say whether/);
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
  const mine = done.entries.find(({ kind, change }) => kind === 'processes' && change === 'both');
  assert.equal(brought?.process, mine?.as);
  assert.equal(brought?.last, run.id);

  const server = await startRota({ home: b });
  cleanUpLater(t, () => server.stop({ keepHome: true }));
  const { worker } = await server.console<{ worker: { id: string } }>('GET', '/api/worker');
  assert.equal(brought?.worker, worker.id, 'a robot that lived here goes on running here');
  const next = await runNow(server, schedule);
  assert.equal(next.outcome, 'succeeded');
  // Its own secret is opened with the fleet's key, and what it refers to in the vault is what it was here, under its other name.
  assert.deepEqual(next.outputs, { told: 'b 10 17' });
  assert.deepEqual((await runNow(server, referring)).outputs, { told: 'b 17 17' });
  const { runs } = await server.console<{ runs: { id: string }[] }>('GET', '/api/runs?limit=10');
  const ids = runs.map(({ id }) => id);
  assert.ok(ids.indexOf(next.id) >= 0 && ids.indexOf(run.id) > ids.indexOf(next.id), 'what is older comes first');
  const { lines } = await server.console<{ lines: { text: string }[] }>('GET', `/api/runs/${run.id}/log?attempt=1`);
  assert.ok(Array.isArray(lines), 'the log of a brought run is found where it ran');
});

/** Schedules and ended runs as a long life leaves them: copies of those that are there. */
function grow(home: string, copies: number): void {
  const db = new DatabaseSync(path.join(home, 'rota.db'));
  const names = (table: string) =>
    (db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all() as { name: string }[])
      .map(({ name }) => name)
      .filter((name) => !['seq', 'id', 'last_run', 'queued_at', 'due_at'].includes(name));
  const counted = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${copies})`;
  const [schedule, run] = [names('schedule').join(), names('run').join()];
  db.exec(`
    ${counted} INSERT INTO schedule (id, ${schedule}) SELECT 'copy-' || i, ${schedule} FROM n, (SELECT * FROM schedule WHERE is_listed = 1 LIMIT 1);
    ${counted} INSERT INTO run (id, queued_at, due_at, ${run}) SELECT 'copy-' || i, queued_at - i, due_at - i, ${run}
      FROM n, (SELECT * FROM run WHERE status = 'ended' LIMIT 1);
  `);
  db.close();
}

test('what was brought when it was killed is lost or doubled', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const [a, b] = [await folder(t), await folder(t)];
  await alone(t, b, async (server) => {
    await putPin(server, 'seventeen-letters');
    await server.addProcess(robot('b'));
    await runNow(
      server,
      (await server.console<{ row: { id: string } }>('POST', '/api/schedules', draft('Robot'))).row.id,
    );
  });
  grow(b, 450);
  await alone(t, a, () => Promise.resolve());
  const { code } = await atRest(a, (fleet) => fleet.create({ address: url, name: 'Office' }));
  await atRest(b, (fleet) => fleet.join({ code }));
  const dry = await bring(b, { isDryRun: true });
  assert.ok(dry.schedules.add > 450 && dry.runs.add > 450);

  const holder = new pg.Client({ connectionString: url });
  await holder.connect();
  cleanUpLater(t, () => holder.end());
  // Both tables hold what is brought once more than 300 are there: between two turns of it.
  for (const table of ['schedule', 'run']) {
    await holder.query(`
      CREATE FUNCTION rota.hold_${table}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF (SELECT count(*) FROM rota.${table}) > 300 THEN PERFORM pg_advisory_xact_lock(77); END IF; RETURN NULL; END $$;
      CREATE TRIGGER hold AFTER INSERT ON rota.${table} FOR EACH STATEMENT EXECUTE FUNCTION rota.hold_${table}()`);
  }
  for (const table of ['schedule', 'run']) {
    await holder.query('SELECT pg_advisory_lock(77)');
    const child = spawn(
      process.execPath,
      ['server/cli/rota.ts', 'fleet', 'bring', '--on-conflict', 'mine', '--apply'],
      {
        cwd: path.join(import.meta.dirname, '../..'),
        env: { ...process.env, ROTA_HOME: b, ROTA_DATABASE: '' },
        stdio: 'ignore',
      },
    );
    const ended = once(child, 'exit');
    await until(
      'it waits in the middle',
      async () => {
        assert.equal(child.exitCode, null, 'it ended before');
        return (await holder.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 77 AND NOT granted`))
          .rowCount;
      },
      120_000,
    );
    child.kill('SIGKILL');
    await ended;
    // What was under way is undone before the table can be changed.
    await holder.query('SELECT pg_advisory_unlock(77)');
    await holder.query(`DROP TRIGGER hold ON rota.${table}`);
  }
  const done = await bring(b, { onConflict: 'mine' });
  assert.ok(done.runs.add > 0 && done.runs.same > 0, JSON.stringify(done));
  const [count] = await postgres.sql<Record<string, string>>(
    `SELECT (SELECT count(*) FROM rota.schedule WHERE is_listed = 1) AS schedules, (SELECT count(DISTINCT id) FROM rota.run) AS runs,
       (SELECT count(*) FROM rota.attempt) AS attempts`,
    url,
  );
  assert.deepEqual(
    [Number(count?.['schedules']), Number(count?.['runs'])],
    [dry.schedules.add, dry.runs.add],
    'other than the dry run said',
  );
  assert.deepEqual(
    await postgres.sql(
      'SELECT id FROM rota.run GROUP BY id HAVING count(*) > 1 UNION ALL SELECT id FROM rota.schedule GROUP BY id HAVING count(*) > 1',
      url,
    ),
    [],
  );
  assert.deepEqual([(await bring(b, { onConflict: 'mine' })).runs.add, done.schedules.add], [0, 0]);
});
