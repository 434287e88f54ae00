import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import test, { type TestContext } from 'node:test';
import { generate } from 'selfsigned';
import type { RotaError } from '../../../contract/errors.ts';
import { silentLog } from '../../../server/log.ts';
import { readAddress, shownAddress } from '../../../server/store/postgres/address.ts';
import { openDatabase, type Database } from '../../../server/store/postgres/connection.ts';
import { freePort } from '../../support/free-port.ts';
import { skipUnlessPostgres, startPostgres } from '../../support/postgres.ts';
import { fillDisk, skipUnlessMounts, smallDisk } from '../../support/small-disk.ts';

const skip = skipUnlessPostgres;
const postgres = skip === false ? await startPostgres() : null!;

async function open(t: TestContext, url: string): Promise<Database> {
  const db = await openDatabase(readAddress(url), silentLog);
  t.after(() => db.close());
  return db;
}

/** Opening fails with a sentence, as 503, and the password is nowhere in it. */
async function isRefused(t: TestContext, url: string, sentence: RegExp): Promise<void> {
  const { password } = readAddress(url);
  await assert.rejects(open(t, url), (error: RotaError) => {
    assert.match(error.message, sentence);
    assert.equal(error.status, 503, error.message);
    for (const text of [error.message, JSON.stringify(error.details)])
      assert.ok(password === null || !text.includes(password), text);
    return true;
  });
}

test('who is not let in is told nothing of use, or the password is shown', { skip }, async (t) => {
  const url = await postgres.newDatabase();
  const database = new URL(url).pathname.slice(1);
  await isRefused(
    t,
    postgres.url({ database, password: 'not-this-one' }),
    /refuses the password of admin: put the right one/,
  );
  await isRefused(t, postgres.url({ database, user: 'nobody' }), /refuses the password of nobody/);
  await isRefused(t, url.replace(/:[^:@]+@/, '@'), /refuses the password of admin/);
  await isRefused(t, postgres.url({ database: 'elsewhere' }), /There is no database elsewhere at .*: create it/);
  await isRefused(t, postgres.url({ port: String(await freePort()) }), /does not answer \(.*ECONNREFUSED.*\)/);
  await isRefused(
    t,
    postgres.url({ host: 'no-such-host.invalid', query: '?sslmode=disable' }),
    /does not answer \(.*\)/,
  );
  await postgres.sql(`CREATE ROLE weak LOGIN PASSWORD 'weak-secret'`);
  await isRefused(
    t,
    postgres.url({ database, user: 'weak', password: 'weak-secret' }),
    /The user weak has not the right .*permission denied.*docs\/fleet\.md/,
  );
});

test('an entrance that is closed, or a copy that is read-only, is not told as such', { skip }, async (t) => {
  const closed = await startPostgres({ of: t, entrance: ['local all all scram-sha-256'] });
  await isRefused(t, closed.url(), /does not let admin in \(.*\): let it in, in pg_hba\.conf/);
  await isRefused(t, `${closed.url()}?sslmode=verify-full`, /is not encrypted: turn ssl on there/);
  const copy = await startPostgres({ of: t, settings: ['default_transaction_read_only = on'] });
  await isRefused(t, copy.url(), /is read-only, as a copy is: name the server that is written to/);
});

test('text that is not kept as Unicode is taken', { skip }, async (t) => {
  await postgres.sql(`CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`);
  await assert.rejects(
    open(t, postgres.url({ database: 'latin' })),
    /keeps its text as LATIN1: create it with ENCODING 'UTF8'/,
  );
});

test('a certificate that nobody vouches for is taken, or one for another host', { skip }, async (t) => {
  const authority = await generate([{ name: 'commonName', value: 'the authority' }], {
    keySize: 2048,
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  let trusted = '';
  const server = await startPostgres({
    of: t,
    settings: ['ssl = on', `ssl_cert_file = 'FOLDER/server.crt'`, `ssl_key_file = 'FOLDER/server.key'`],
    async files(folder) {
      trusted = path.join(folder, 'authority.crt');
      await writeFile(trusted, authority.cert, { mode: 0o644 });
      await writeFile(path.join(folder, 'server.crt'), made.cert);
      await writeFile(path.join(folder, 'server.key'), made.private);
      return [path.join(folder, 'server.crt'), path.join(folder, 'server.key')];
    },
  });
  const withQuery = (host: string, query: string) => server.url({ host, query });
  const ca = `sslrootcert=${encodeURIComponent(trusted)}`;
  await isRefused(
    t,
    withQuery('localhost', '?sslmode=verify-full'),
    /is not trusted \(.*\): name the file of the authority/,
  );
  await isRefused(t, withQuery('localhost', '?sslmode=require'), /is not trusted/);
  await isRefused(t, withQuery('127.0.0.1', `?sslmode=verify-full&${ca}`), /is for another host \(.*\): name the host/);
  const isEncrypted = async (url: string) =>
    (await (await open(t, url)).get('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'))?.['ssl'];
  assert.equal(await isEncrypted(withQuery('localhost', `?sslmode=verify-full&${ca}`)), 1);
  assert.equal(await isEncrypted(withQuery('127.0.0.1', `?sslmode=verify-ca&${ca}`)), 1);
  assert.equal(await isEncrypted(withQuery('127.0.0.1', '')), 0, 'on this computer nothing needs it');
  await assert.rejects(
    open(t, withQuery('localhost', '?sslmode=verify-full&sslrootcert=/nowhere.crt')),
    /cannot be read: .*Name the file/,
  );
});

test(
  'a full disk of the server loses what was kept, or is told as a fault of Rota',
  { skip: skip || skipUnlessMounts },
  async (t) => {
    const disk = await smallDisk(t, '160M');
    const server = await startPostgres({ of: t, disk });
    const db = await open(t, await server.newDatabase());
    const keep = (name: string, bytes: number) =>
      db.write(async (sql) => void (await sql.run('INSERT INTO fact VALUES ($1, $2)', name, randomText(bytes))));
    await keep('before', 10);
    const free = fillDisk(disk);
    await assert.rejects(keep('during', 4_000_000), (error: RotaError) => {
      assert.match(error.message, /The disk of the database .* is full: free some space there\. Nothing was changed/);
      assert.equal(error.status, 503);
      return true;
    });
    free();
    await keep('after', 1000);
    assert.deepEqual(
      (await db.all('SELECT name FROM fact ORDER BY name')).map(({ name }) => name),
      ['after', 'before'],
    );
  },
);

/** Text that cannot be packed. */
const randomText = (bytes: number) =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(Math.min(bytes, 60_000))))
    .toString('hex')
    .repeat(Math.ceil(bytes / 60_000));

test('an address is read in another way than it is written, or a fault in it is shown with the password', () => {
  const plain = readAddress('postgresql://me:p%40ss@db.example:6000/ro%20ta');
  assert.deepEqual(plain, {
    ...{ host: 'db.example', port: 6000, database: 'ro ta', user: 'me', password: 'p@ss', tls: 'full' },
    rootCertificate: null,
  });
  assert.equal(shownAddress(plain), 'me@db.example:6000/ro ta');
  assert.equal(shownAddress(readAddress('postgres://me@[::1]/x')), 'me@[::1]:5432/x');
  for (const [text, tls] of [
    ['postgres://me@localhost/x', 'off'],
    ['postgres://me@127.1.2.3/x', 'off'],
    ['postgres://me@localhost/x?host=/run/postgresql', 'off'],
    ['postgres://me@10.0.0.1/x', 'full'],
    ['postgres://me@10.0.0.1/x?sslmode=disable', 'off'],
    ['postgres://me@localhost/x?sslmode=verify-ca', 'ca'],
  ] as const)
    assert.equal(readAddress(text).tls, tls, text);
  for (const [text, why] of [
    ['secret', /is not an address/],
    ['http://me:secret@host/x', /is not an address/],
    ['postgres:///x', /names no host|is not an address/],
    ['postgres://me:secret@host/', /names no database/],
    ['postgres://:secret@host/x', /names no user/],
    ['postgres://me:secret@host/x?sslmode=prefer', /its sslmode is "prefer"/],
    ['postgres://me:secret@host/x?pool=9', /has "pool", which is not known/],
    ['postgres://me:secret%zz@host/x', /has a "%" that stands for nothing/],
  ] as const)
    assert.throws(
      () => readAddress(text),
      (error: Error) => {
        assert.match(error.message, why);
        assert.doesNotMatch(error.message, /secret/);
        return true;
      },
      text,
    );
});
