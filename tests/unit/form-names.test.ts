import assert from 'node:assert/strict';
import test from 'node:test';
import { partName, sentFileName } from '../../server/http/body/form-names.ts';

test('a file has the name that it has where it comes from, however the client writes it', () => {
  for (const [written, name] of [
    ['%C5%9Feb%20nem%22%C3%B6.pdf', 'şeb nem"ö.pdf'], // aiohttp writes everything this way
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['C%3A%5Cx%5Cy.txt', 'y.txt'],
    ['a%22b c.txt', 'a"b c.txt'], // browsers, curl, requests
    ['with%0Aline.txt', 'with\nline.txt'],
    ['%41.txt', '%41.txt'],
    ['100%25.txt', '100%25.txt'],
    ['%E9.txt', '%E9.txt'],
    ['50% off.txt', '50% off.txt'],
    ['şeb nem.pdf', 'şeb nem.pdf'],
    ['', ''],
  ] as const)
    assert.equal(sentFileName(written), name, written);
});

test('a value may be named with brackets, as PHP and axios do', () => {
  assert.equal(partName('values[customer no]'), 'values.customer no');
  assert.equal(partName('Values[a]'), 'values.a');
  for (const name of ['values.a', 'values[]', 'values[a][b]', 'x[a]', 'values']) assert.equal(partName(name), name);
});
