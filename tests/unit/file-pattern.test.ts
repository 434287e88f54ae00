import assert from 'node:assert/strict';
import test from 'node:test';
import { fileNames } from '../../server/domain/file-pattern.ts';

const cases: readonly [pattern: string, meant: readonly string[], notMeant: readonly string[]][] = [
  ['*.xml', ['a.xml', 'A.XML', 'Fatura İl.xml'], ['a.xml.part', 'axml', '.hidden.xml']],
  ['*', ['a', 'a.b'], ['.a']],
  ['.*', ['.a'], ['a']],
  ['invoice-????.xml', ['invoice-0815.xml'], ['invoice-815.xml', 'invoice-08150.xml']],
  ['*.{xml,csv}', ['a.xml', 'a.csv'], ['a.txt']],
  ['*.xml; *.csv', ['a.xml', 'a.csv'], ['a.txt']],
  ['[a-c]*', ['a', 'cd'], ['d']],
  ['[!a-c]*', ['d'], ['a', 'cd']],
  ['a[b', ['a[b'], ['ab']],
  ['a{b', ['a{b'], ['ab']],
  ['ÇIKIŞ*', ['çıkış.txt', 'C\u0327IKIS\u0327.txt'], ['cikis.txt']],
  ['*a*b*', ['ab', 'xaxbx'], ['ba']],
];

test('a pattern means other names than it says', () => {
  for (const [pattern, meant, notMeant] of cases) {
    const matches = fileNames(pattern);
    for (const name of meant) assert.equal(matches(name), true, `${pattern}: ${name}`);
    for (const name of notMeant) assert.equal(matches(name), false, `${pattern}: ${name}`);
  }
});

test('a pattern of many stars takes for ever', () => {
  assert.equal(fileNames('*a'.repeat(90) + '*z')('a'.repeat(255)), false);
  assert.equal(fileNames('{a,b}'.repeat(30))('a'.repeat(30)), true);
});
