import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { silentLog } from '../../../server/log.ts';
import { readAddress } from '../../../server/store/postgres/address.ts';
import { openDatabase, type Database } from '../../../server/store/postgres/connection.ts';
import { newestVersion } from '../../../server/store/postgres/schema.ts';
import { skipUnlessPostgres, startPostgres } from '../../support/postgres.ts';
import { startRelay } from '../../support/relay.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

async function open(t: TestContext, url: string): Promise<Database> {
  const db = await openDatabase(readAddress(url), silentLog);
  t.after(() => db.close());
  return db;
}

const setFact = (db: Database, name: string, value: string) =>
  db.write((sql) =>
    sql.run('INSERT INTO fact VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value),
  );
const fact = async (db: Database, name: string) =>
  (await db.get('SELECT value FROM fact WHERE name = $1', name))?.['value'];

test('several computers that start at once make the tables twice, or not at all', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const all = await Promise.all([open(t, url), open(t, url), open(t, url), open(t, url)]);
  for (const db of all)
    assert.deepEqual(
      (await db.all('SELECT version FROM schema_version ORDER BY version')).map(({ version }) => version),
      Array.from({ length: newestVersion }, (_, index) => index + 1),
    );
  await open(t, url);
});

test('a database that a newer Rota has changed is used by an older one', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const db = await open(t, url);
  await postgres.sql(`INSERT INTO rota.schema_version (version) VALUES (${newestVersion + 1})`, url);
  await assert.rejects(
    open(t, url),
    /changed by a newer Rota \(version \d+, this one knows \d+\): install that Rota here/,
  );
  // One that runs already takes nothing new, and finishes what runs.
  await assert.rejects(
    db.write((sql) => Promise.resolve(sql.mustBeNewest())),
    /starts no new runs; active ones are finished/,
  );
  await setFact(db, 'ended', 'yes');
  assert.equal(await fact(db, 'ended'), 'yes');
});

test('changes are made in another order than they were asked for', { skip }, async (t) => {
  const db = await open(t, await postgres.newDatabase());
  const numbers = Array.from({ length: 300 }, (_, index) => index);
  await Promise.all(
    numbers.map((at) =>
      db.write((sql) => sql.run('INSERT INTO audit (at, who, action, what) VALUES ($1, $2, $2, $2)', at, '')),
    ),
  );
  const rows = await db.all('SELECT at FROM audit ORDER BY seq');
  assert.deepEqual(
    rows.map(({ at }) => at),
    numbers,
  );
});

test('a change that fails takes those beside it along', { skip }, async (t) => {
  const db = await open(t, await postgres.newDatabase());
  const refused: unknown[] = [];
  db.onRefused((error) => refused.push(error));
  const done = await Promise.allSettled([
    setFact(db, 'one', '1'),
    db.write((sql) => sql.run('INSERT INTO nothing VALUES (1)')),
    db.write(() => Promise.reject(new TypeError('mine'))),
    setFact(db, 'two', '2'),
  ]);
  assert.deepEqual(
    done.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
  );
  assert.deepEqual([await fact(db, 'one'), await fact(db, 'two')], ['1', '2']);
  assert.match(String((done[2] as PromiseRejectedResult).reason), /TypeError: mine/);
  assert.equal(refused.length, 1, 'only what the database refused counts as such');
});

test('a change that swallows the error of a statement is taken for made', { skip }, async (t) => {
  const db = await open(t, await postgres.newDatabase());
  const half = db.write(async (sql) => {
    await sql.run(`INSERT INTO fact VALUES ('half', '')`);
    await sql.run('INSERT INTO nothing VALUES (1)').catch(() => {});
  });
  await assert.rejects(half, /went on after one of its statements had failed/);
  assert.equal(await fact(db, 'half'), undefined);
});

test('two computers that lock the same rows crosswise both give up', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const [here, there] = await Promise.all([open(t, url), open(t, url)]);
  await Promise.all([setFact(here, 'a', '0'), setFact(here, 'b', '0')]);
  let met = 0;
  let meet = () => {};
  const both = new Promise<void>((resolve) => (meet = resolve));
  const crosswise = (db: Database, names: readonly [string, string]) =>
    db.write(async (sql) => {
      const add = (name: string) => sql.run(`UPDATE fact SET value = (value::int + 1)::text WHERE name = $1`, name);
      await add(names[0]);
      if ((met += 1) === 2) meet();
      await both;
      await add(names[1]);
    });
  await Promise.all([crosswise(here, ['a', 'b']), crosswise(there, ['b', 'a'])]);
  assert.deepEqual([await fact(here, 'a'), await fact(here, 'b')], ['2', '2']);
});

test('a NUL character makes a text that cannot be stored, or another JSON', { skip }, async (t) => {
  const db = await open(t, await postgres.newDatabase());
  const json = JSON.stringify({ text: 'a\0b', long: '12345678901234567890' });
  await setFact(db, 'json', json);
  assert.equal(await fact(db, 'json'), json);
  await setFact(db, 'raw', 'a\0b');
  assert.equal(await fact(db, 'raw'), 'a\u2400b');
  assert.equal(await fact(db, 'no\0thing'), undefined);
});

test('numbers, flags and lists come as something else', { skip }, async (t) => {
  const db = await open(t, await postgres.newDatabase());
  const now = await db.get(
    'SELECT now_ms() AS ms, count(*) AS n, sum(2::bigint) AS sum, NULL AS nothing FROM generate_series(1, 3)',
  );
  assert.equal(typeof now?.['ms'], 'number');
  assert.deepEqual({ ...now, ms: 0 }, { ms: 0, n: 3, sum: 6, nothing: null });
  assert.deepEqual(await db.get(`SELECT 'b' = ANY($1) AS yes, 5 = ANY($2) AS no`, ['a', 'b'], [4]), { yes: 1, no: 0 });
  await assert.rejects(db.get('SELECT 9007199254740993::bigint AS n'), /no exact number/);
});

test('a server that was away and is back is not found again, or is not said to be away', { skip }, async (t) => {
  const relay = await startRelay(postgres.port);
  const url = await postgres.newDatabase();
  const db = await open(t, url.replace(`:${postgres.port}/`, `:${relay.port}/`));
  await setFact(db, 'before', '1');
  relay.cut();
  const refused: unknown[] = [];
  db.onRefused((error) => refused.push(error));
  await assert.rejects(setFact(db, 'during', '1'), (error: Error & { code?: string }) => {
    assert.equal(error.code, 'STORAGE_UNAVAILABLE');
    assert.match(error.message, /does not answer .* Rota goes on by itself once it is back/);
    assert.doesNotMatch(error.message, /p@ss|p%40ss/);
    return true;
  });
  await assert.rejects(fact(db, 'before'), /does not answer/);
  assert.equal(refused.length, 1);
  relay.mend();
  await setFact(db, 'after', '1');
  assert.deepEqual(
    [await fact(db, 'before'), await fact(db, 'during'), await fact(db, 'after')],
    ['1', undefined, '1'],
  );
});

test('connections that broke while nothing was asked make the next change fail', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const db = await open(t, url);
  await Promise.all([1, 2, 3, 4].map(() => db.get('SELECT pg_sleep(0.05)')));
  await postgres.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rota'`);
  await setFact(db, 'kept', '1');
  assert.equal(await fact(db, 'kept'), '1');
});

test('a change whose last word was lost is made twice, or called refused though it was made', { skip }, async (t) => {
  const relay = await startRelay(postgres.port);
  const url = await postgres.newDatabase();
  const db = await open(t, url.replace(`:${postgres.port}/`, `:${relay.port}/`));
  // A trigger at the end of the transaction gives the test time to cut the connection while COMMIT is under way.
  await postgres.sql(
    `SET search_path = rota;
     CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(1); RETURN NULL; END $$;
     CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON audit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION linger()`,
    url,
  );
  let calls = 0;
  const asked = db.write(async (sql) => {
    calls += 1;
    await sql.run(`INSERT INTO audit (at, who, action, what) VALUES (1, '', '', '')`);
    return 'made';
  });
  const isCommitting = async () =>
    (await postgres.sql(`SELECT 1 FROM pg_stat_activity WHERE state = 'active' AND query = 'COMMIT'`)).length > 0;
  while (!(await isCommitting()));
  relay.cut();
  relay.mend();
  assert.equal(await asked, 'made');
  assert.equal(calls, 1);
  assert.equal((await postgres.sql('SELECT 1 FROM rota.audit', url)).length, 1);
});
