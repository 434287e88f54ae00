import assert from 'node:assert/strict';
import test from 'node:test';
import { scheduleOptions } from '../../contract/schedule.ts';
import { isWebAddress, longestAddress } from '../../contract/web-address.ts';

test('the page does not take an address that the server refuses, nor refuse one that it takes', () => {
  const addresses = [
    'https://example.com',
    'HTTP://Example.com:8080/a?b#c',
    'http://[::1]/x',
    'http://localhost',
    'https://kullanıcı@örnek.com/ş',
    'https://exa mple.com',
    'https://example.com:99999',
    'http:example.com',
    'https:/example.com',
    'https://',
    'ftp://example.com',
    'javascript:alert(1)',
    'example.com',
    '/a',
    '',
    `https://example.com/${'x'.repeat(longestAddress - 20)}`,
    `https://example.com/${'x'.repeat(longestAddress - 19)}`,
  ];
  const { callbackUrl } = scheduleOptions.shape;
  const takenBy = (isTaken: (address: string) => boolean) => addresses.map((one) => [one, isTaken(one)] as const);
  assert.deepEqual(
    takenBy(isWebAddress),
    takenBy((one) => callbackUrl.safeParse(one).success),
  );
  assert.equal(addresses.filter(isWebAddress).length, 6);
});
