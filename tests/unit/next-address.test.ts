import assert from 'node:assert/strict';
import test from 'node:test';
import { nextAddressFor, type Browser } from '../../server/http/listening/next-address.ts';

const at = (url: string, isHere = true, arrivesAt?: number): Browser => {
  const { protocol, host, port } = new URL(url);
  return { isTls: protocol === 'https:', host, isHere, arrivesAt: arrivesAt ?? Number(port) };
};
const plain = (host: string, port = 8484) => ({ host, port, isTls: false });
const secure = (host: string, port = 8484) => ({ host, port, isTls: true });

test('a browser is sent to an address that does not answer it, or waits where nobody will come', () => {
  const cases: readonly [Browser, ReturnType<typeof plain>, string, { isMoving: boolean; isSameName: boolean }][] = [
    [
      at('http://127.0.0.1:8484'),
      plain('127.0.0.1', 9000),
      'http://127.0.0.1:9000',
      { isMoving: true, isSameName: true },
    ],
    [
      at('http://localhost:8484'),
      plain('127.0.0.1', 9000),
      'http://localhost:9000',
      { isMoving: true, isSameName: true },
    ],
    [
      at('http://localhost:8484'),
      plain('127.0.0.1', 0),
      'http://localhost:8484',
      { isMoving: false, isSameName: true },
    ],
    [at('http://127.0.0.1:8484'), secure('0.0.0.0'), 'https://127.0.0.1:8484', { isMoving: true, isSameName: true }],
    [at('https://127.0.0.1:8484'), secure('0.0.0.0'), 'https://127.0.0.1:8484', { isMoving: false, isSameName: true }],
    [at('http://[::1]:8484'), secure('0.0.0.0'), 'https://127.0.0.1:8484', { isMoving: true, isSameName: false }],
    [at('http://[::1]:8484'), secure('::'), 'https://[::1]:8484', { isMoving: true, isSameName: true }],
    [at('http://localhost:8484'), secure('192.0.2.9'), 'https://192.0.2.9:8484', { isMoving: true, isSameName: false }],
    [at('https://192.0.2.9:8484'), secure('192.0.2.9', 443), 'https://192.0.2.9', { isMoving: true, isSameName: true }],
    [at('https://192.0.2.9:8484'), secure('0.0.0.0'), 'https://192.0.2.9:8484', { isMoving: false, isSameName: true }],
    [at('https://192.0.2.9:8484'), plain('127.0.0.1'), 'http://127.0.0.1:8484', { isMoving: true, isSameName: false }],
    [at('http://127.0.0.1:8484'), plain('::1'), 'http://[::1]:8484', { isMoving: true, isSameName: false }],
    // A proxy is in front of the server, and stays.
    [
      at('https://rota.example:443', false, 8484),
      plain('127.0.0.1', 9000),
      'https://rota.example',
      { isMoving: false, isSameName: true },
    ],
  ];
  for (const [browser, next, url, rest] of cases)
    assert.deepEqual(
      nextAddressFor(browser, next),
      { url, ...rest, isOutOfReach: false },
      `${browser.host} to ${next.host}`,
    );
});

test('a browser on another computer waits for an address that only this one has', () => {
  assert.equal(nextAddressFor(at('https://192.0.2.9:8484', false), plain('127.0.0.1')).isOutOfReach, true);
  assert.equal(nextAddressFor(at('https://192.0.2.9:8484', false), secure('0.0.0.0')).isOutOfReach, false);
});
