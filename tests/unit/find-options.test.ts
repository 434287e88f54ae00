import assert from 'node:assert/strict';
import test from 'node:test';
import { countryName, otherNames } from '../../renderer/words/countries.ts';
import { findOptions, type OtherNames } from '../../renderer/words/find-options.ts';
import { namedCountries } from '../../server/domain/time/holidays/holiday-countries.ts';

const countries = namedCountries();

/** What the list of countries offers for what is typed, by code. */
const offered = (search: string, language: 'en' | 'tr' = 'en') => {
  const options = countries.map(({ code }) => ({ value: code, label: countryName(code, countries, language) }));
  const found = findOptions((code) => otherNames(code, countries))({ options, search, limit: Infinity });
  return found.map((item) => ('value' in item ? item.value : ''));
};

const labels = (given: readonly string[], search: string, names?: OtherNames) =>
  findOptions(names)({ options: given.map((label) => ({ value: label, label })), search, limit: Infinity }).map(
    (item) => ('label' in item ? item.label : ''),
  );

test('a country is not found by what people call it: its code, its old name, without accents, in the other language', () => {
  for (const typed of ['TR', 'tr', 'Turk', 'Turkey', 'turkey', 'Türkiye', 'TÜRKİYE', 'turkiye'])
    for (const language of ['en', 'tr'] as const)
      assert.equal(offered(typed, language)[0], 'TR', `${typed}, ${language}`);
  assert.equal(offered('Almanya')[0], 'DE');
  assert.equal(offered('Germany', 'tr')[0], 'DE');
  assert.equal(offered('UK')[0], 'GB');
  assert.equal(offered('uk', 'tr')[0], 'GB');
  assert.equal(offered('fildisi', 'tr')[0], 'CI');
  assert.deepEqual(offered('no such country'), []);
});

test('the best match does not come first, or what is not in order is not found', () => {
  assert.deepEqual(labels(['Asia/Istanbul', 'Europe/Istanbul', 'Istanbul'], 'istanbul'), [
    'Istanbul',
    'Asia/Istanbul',
    'Europe/Istanbul',
  ]);
  assert.deepEqual(labels(['Repayment', 'Pay the bills', 'Bills to pay'], 'pay'), [
    'Pay the bills',
    'Bills to pay',
    'Repayment',
  ]);
  assert.deepEqual(labels(['Pay the bills'], 'bills pay'), ['Pay the bills']);
  assert.deepEqual(labels(['Şirket raporu', 'IŞIK'], 'SIRKET'), ['Şirket raporu']);
  assert.deepEqual(labels(['Şirket raporu', 'IŞIK'], 'ışık'), ['IŞIK']);
  assert.deepEqual(labels(['a', 'b'], ' '), ['a', 'b']);
});

test('a group whose options do not match is shown empty, or one that matches is lost', () => {
  const options = [
    { value: '*', label: 'Any' },
    { group: 'Workers', items: [{ value: '1', label: 'RPA-07' }] },
    { group: 'Groups', items: [{ value: '2', label: 'Finance' }] },
  ];
  const find = (search: string) =>
    findOptions((value) => (value === '1' ? ['kasa'] : []))({ options, search, limit: 9 });
  assert.deepEqual(find('kasa'), [options[1]]);
  assert.deepEqual(find('fin'), [options[2]]);
  assert.deepEqual(find(''), options);
});
