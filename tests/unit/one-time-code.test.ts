import assert from 'node:assert/strict';
import test from 'node:test';
import { codeAt, readSeed } from '../../server/vault/one-time-code.ts';

const ascii = (text: string) => Buffer.from(text, 'ascii');
function base32(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

test('codes differ from those of RFC 6238 (appendix B)', () => {
  const seeds = { SHA1: '12345678901234567890', SHA256: '12345678901234567890123456789012' };
  const rows: [keyof typeof seeds, number, string][] = [
    ['SHA1', 59, '94287082'],
    ['SHA1', 1111111109, '07081804'],
    ['SHA1', 20000000000, '65353130'],
    ['SHA256', 59, '46119246'],
    ['SHA256', 2000000000, '90698825'],
  ];
  for (const [algorithm, seconds, code] of rows) {
    const seed = readSeed(`otpauth://totp/x?secret=${base32(ascii(seeds[algorithm]))}&digits=8&algorithm=${algorithm}`);
    assert.equal(codeAt(seed, seconds * 1000), code);
  }
});

test('the usual secret of 16 letters is refused, or its blanks, dashes and small letters are', () => {
  const codes = ['JBSWY3DPEHPK3PXP', 'jbsw y3dp ehpk 3pxp', 'JBSW-Y3DP-EHPK-3PXP', 'JBSWY3DPEHPK3PXP===='].map((seed) =>
    codeAt(readSeed(seed), 1_700_000_000_000),
  );
  assert.equal(new Set(codes).size, 1);
  assert.match(codes[0]!, /^\d{6}$/);
});

test('a seed that gives no code, or always a wrong one, is accepted', () => {
  for (const seed of [
    '',
    '   ',
    'ABC',
    'JBSWY3DPEHPK3PX1',
    'otpauth://totp/x',
    'otpauth://totp/x?secret=',
    'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1',
  ])
    assert.throws(() => readSeed(seed), /seed|HOTP/, seed);
});
