import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import test from 'node:test';
import { fingerprintOf, printJoinCode, readJoinCode } from '../../server/fleet/join-code.ts';
import { printAddress, readAddress } from '../../server/store/postgres/address.ts';

const key = new Uint8Array(randomBytes(32));
const address = 'postgres://rota:p%40ss@db.example:5432/rota';
const code = printJoinCode({ address, key });

test('a join code does not give back what was put in, also over the lines of a mail', () => {
  for (const text of [code, `  ${code.slice(0, 40)}\r\n  ${code.slice(40, 80)}\n${code.slice(80)} \n`]) {
    const read = readJoinCode(text);
    assert.equal(read.address, address);
    assert.deepEqual([...read.key], [...key]);
  }
});

test('a mistyped join code is taken, or its fault is called another one', () => {
  const at = 'rota-fleet-1-'.length;
  for (let place = at; place < code.length; place += 1) {
    const other = code[place] === 'A' ? 'B' : 'A';
    assert.throws(
      () => readJoinCode(`${code.slice(0, place)}${other}${code.slice(place + 1)}`),
      /mistyped or not whole/,
    );
  }
  for (const part of [
    code.slice(0, -1),
    code.slice(0, -20),
    `${code}A`,
    'rota-fleet-1-',
    `${code.slice(0, 60)}ş${code.slice(61)}`,
  ])
    assert.throws(() => readJoinCode(part), /mistyped or not whole/);
  assert.throws(() => readJoinCode(code.replace('-1-', '-2-')), /made by another Rota \(version 2, this one reads 1\)/);
  assert.throws(() => readJoinCode('hello'), /not a join code: it begins with rota-fleet-/);
  for (const secret of ['postgres://rota:geheim@db/rota', `${code.slice(0, 60)}`])
    assert.throws(
      () => readJoinCode(secret),
      (error: Error) => !error.message.includes('geheim') && !error.message.includes(secret.slice(20)),
    );
});

test('two keys have one fingerprint, or it tells the key', () => {
  const one = fingerprintOf(key);
  assert.match(one, /^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/);
  assert.equal(fingerprintOf(new Uint8Array(key)), one);
  assert.notEqual(fingerprintOf(new Uint8Array(randomBytes(32))), one);
  assert.ok(!Buffer.from(key).toString('hex').toUpperCase().includes(one.replaceAll('-', '')));
});

test('an address that is written down is read as another one', () => {
  for (const text of [
    'postgres://rota@db/rota',
    'postgres://ro%40ta:p%3A%2F%25s@db.example:6543/fleet?sslmode=disable',
    'postgres://rota:x@[::1]/rota?sslmode=verify-full',
    'postgres://rota:x@[fd00::1]/rota?sslrootcert=/etc/ca.crt&sslmode=verify-ca',
    'postgres://rota:x@localhost:5433/rota?host=/var/run/postgresql',
  ]) {
    const read = readAddress(text);
    assert.deepEqual(readAddress(printAddress(read)), read);
    assert.deepEqual(readAddress(printAddress(read, { withPassword: false })), { ...read, password: null });
  }
});
