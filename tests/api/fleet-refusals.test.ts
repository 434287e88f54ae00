import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { readConfig } from '../../server/config.ts';
import { fleetAtRest } from '../../server/start.ts';
import type { FleetPort } from '../../server/store/fleet-port.ts';
import { cleanUpLater } from '../support/cleanup.ts';
import { skipUnlessPostgres, startPostgres } from '../support/postgres.ts';
import { startRota } from '../support/server.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

async function folder(t: TestContext): Promise<string> {
  const home = await mkdtemp(path.join(tmpdir(), 'rota-refused-'));
  cleanUpLater(t, () => rm(home, { recursive: true, force: true }));
  return home;
}

/** The verbs on a folder that no Rota uses. */
const atRest = <T>(home: string, use: (fleet: FleetPort) => Promise<T>): Promise<T> =>
  fleetAtRest(readConfig({ ROTA_HOME: home }), use);

const create = (address: string, name: string) => (fleet: FleetPort) => fleet.create({ address, name });
const join = (code: string, address?: string) => (fleet: FleetPort) =>
  fleet.join({ code, ...(address === undefined ? {} : { address }) });

test('a fault of a database or a code is no sentence, or changes something', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const [a, b, c] = [await folder(t), await folder(t), await folder(t)];
  const { code } = await atRest(a, create(url, 'Office'));
  const other = (await atRest(c, create(await postgres.newDatabase(), 'Other'))).code;
  await postgres.sql("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
  await postgres.sql("CREATE ROLE poor LOGIN PASSWORD 'poor'");
  await postgres.sql('CREATE DATABASE empty');
  await postgres.sql('CREATE DATABASE standby');
  await postgres.sql('ALTER DATABASE standby SET default_transaction_read_only = on');
  await postgres.sql('CREATE DATABASE newer');
  const [empty, newer] = [postgres.url({ database: 'empty' }), postgres.url({ database: 'newer' })];
  const tables = 'CREATE SCHEMA rota; CREATE TABLE rota.schema_version (version int)';
  await postgres.sql(`${tables}; INSERT INTO rota.schema_version VALUES (999)`, newer);
  const poor = (database: string) => postgres.url({ database, user: 'poor', password: 'poor' });
  const cases: readonly (readonly [(fleet: FleetPort) => Promise<unknown>, RegExp])[] = [
    [create('hello', 'x'), /address of the database cannot be read: it is not an address/i],
    [create(postgres.url({ port: '1' }), 'x'), /does not answer/],
    [create(postgres.url({ host: 'nowhere.invalid' }), 'x'), /does not answer/],
    [create(postgres.url({ database: 'nothing' }), 'x'), /There is no database nothing at/],
    [create(postgres.url({ password: 'wrong' }), 'x'), /refuses the password of admin/],
    [create(postgres.url({ database: 'latin' }), 'x'), /keeps its text as LATIN1: create it with ENCODING 'UTF8'/],
    [create(postgres.url({ database: 'standby' }), 'x'), /is read-only, as a copy is/],
    [create(newer, 'x'), /changed by a newer Rota \(version 999/],
    [create(poor('empty'), 'x'), /The user poor may not make tables .*CREATE SCHEMA rota AUTHORIZATION poor/],
    [create(url, 'x'), /there is a fleet already, "Office": join it/],
    [join(code.slice(0, -3)), /mistyped or not whole/],
    [join(url), /address of a database, not a join code/],
    [join(code, empty), /There is no fleet in the database .*empty/],
    [join(other, url), /The key in this join code is not that of the fleet/],
    [join(code, poor(new URL(url).pathname.slice(1))), /has not the right|may not read and write/],
    [(fleet) => fleet.leave(), /This computer is in no fleet/],
    [(fleet) => fleet.code({ withPassword: true }), /This computer is in no fleet/],
  ];
  for (const [act, sentence] of cases)
    await assert.rejects(atRest(b, act), (error: Error) => {
      assert.match(error.message, sentence);
      return !error.message.includes('p@ss') && !error.message.includes('p%40ss');
    });
  assert.deepEqual(
    (await readdir(b)).filter((name) => /^fleet/.test(name)),
    [],
  );
  assert.deepEqual(await postgres.sql(`SELECT 1 FROM pg_namespace WHERE nspname = 'rota'`, empty), []);
  await assert.rejects(atRest(a, create(empty, 'x')), /in a fleet already, or will be with the next start/);
});

test('looking at a database does not tell what is there, or changes it', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const [a, b] = [await folder(t), await folder(t)];
  const look = (address: string) => atRest(b, (fleet) => fleet.check({ address }));
  const bare = await look(url);
  assert.match(bare.server ?? '', /^\d+(\.\d+)?$/);
  assert.deepEqual([bare.fleet, bare.problem, bare.needsPassword], [null, null, false]);
  await atRest(a, create(url, 'Office'));
  assert.deepEqual((await look(url)).fleet, { name: 'Office', workers: 0 });
  const without = new URL(url);
  without.password = '';
  const asked = await look(without.toString());
  assert.deepEqual([asked.needsPassword, asked.database], [true, bare.database]);
  assert.match(asked.problem?.message ?? '', /refuses the password/);
  assert.equal((await look(url.replace('admin:', 'admin:x'))).needsPassword, false);
});

test('a folder whose fleet has another key, or none, or whose file is damaged, starts', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const a = await folder(t);
  await atRest(a, create(url, 'Office'));
  const key = path.join(a, 'fleet.key');
  await writeFile(key, `${Buffer.alloc(32, 7).toString('base64')}\n`);
  await assert.rejects(startRota({ home: a }), /fleet\.key\) is not the key of this fleet/);
  await rm(key);
  await assert.rejects(startRota({ home: a }), /fleet\.key, the key of the fleet, is missing/);
  await writeFile(path.join(a, 'fleet.json'), '{"version":1,"address":"postgres://me:geheim@x"');
  await assert.rejects(
    startRota({ home: a }),
    (error: Error) =>
      /fleet\.json is damaged: join the fleet again/.test(error.message) && !/geheim/.test(error.message),
  );
});
