import assert from 'node:assert/strict';
import test from 'node:test';
import { fits, type SearchSubject } from '../../contract/search-match.ts';
import { hasTerms, searchPart, withoutPart } from '../../contract/search-parts.ts';
import { readSearch } from '../../contract/search-query.ts';
import { searchKeys, searchStates } from '../../contract/search-words.ts';
import { folderPath, isFolder, isInFolder, isTag, marksOf, tagKey, withoutDoubles } from '../../contract/tags.ts';
import { inEnglish } from '../../contract/translatable.ts';
import { grouped } from '../../renderer/search/groups.ts';
import { suggest, withSuggestion } from '../../renderer/search/suggest.ts';
import { withTerm } from '../../renderer/search/with-term.ts';

const zone = 'Europe/Istanbul';
const now = Date.parse('2026-12-01T09:30:00+03:00');
const read = (text: string) => readSearch(text, { now, zone });
const terms = (text: string) =>
  read(text).terms.map(({ isNot, key, ...what }) => `${isNot ? '-' : ''}${key} ${Object.values(what).join()}`);
const problems = (text: string) => read(text).problems.map(inEnglish);

test('a search with keys, quotes and a minus is not understood', () => {
  const text = 'tag:bank state:failed -tag:test process:"Invoice load" worker:RPA-07 enabled:no late report';
  assert.deepEqual(terms(text), [
    'tag bank',
    'state failed',
    '-tag test',
    'process invoice load',
    'worker rpa-07',
    'enabled false',
  ]);
  assert.deepEqual(read(text).words, ['late', 'report']);
  assert.deepEqual(read('-late "two words" -"not these"').notWords, ['late', 'not these']);
  assert.deepEqual(read('"two words"').words, ['two words']);
});

test('the other language is not understood, or only with its letters', () => {
  const wanted = terms('tag:bank folder:finance state:failed process:x enabled:yes');
  assert.deepEqual(terms('etiket:bank klasör:finance durum:başarısız süreç:x etkin:evet'), wanted);
  assert.deepEqual(terms('ETİKET:bank KLASOR:finance DURUM:BASARISIZ surec:x Etkin:EVET'), wanted);
  assert.deepEqual(terms('durum:yarıda-kaldı durum:"yarıda kaldı"'), ['state interrupted', 'state interrupted']);
  assert.equal(problems('etiket:bank').length, 0);
});

test('a day, a span or a date means another moment', () => {
  const at = (text: string) => {
    const [term] = read(text).terms;
    return term?.key === 'since' ? new Date(term.at).toISOString() : null;
  };
  assert.equal(at('since:today'), '2026-11-30T21:00:00.000Z');
  assert.equal(at('since:yesterday'), '2026-11-29T21:00:00.000Z');
  assert.equal(at('başlangıç:dün'), '2026-11-29T21:00:00.000Z');
  assert.equal(at('since:24h'), '2026-11-30T06:30:00.000Z');
  assert.equal(at('since:7g'), at('since:1w'));
  assert.equal(at('since:2026-11-30'), '2026-11-29T21:00:00.000Z');
  assert.equal(at('since:30.11.2026'), at('since:2026-11-30'));
  assert.match(problems('since:soon')[0]!, /"since:soon" is no time/);
  assert.match(problems('since:2026-13-01')[0]!, /is no time/);
});

test('a word with a colon that is no key is refused, or nobody is told that it is none', () => {
  for (const text of ['C:\\robots\\x.exe', 'http://erp', '09:30', 'Note:', 'tag:', 'state:'])
    assert.deepEqual([read(text).terms.length, problems(text)], [0, []], text);
  assert.deepEqual(read('SAP:close').words, ['sap:close']);
  assert.match(problems('tga:bank')[0]!, /"tga:" is no key .* looked for as text\. Did you mean "tag:"/);
  assert.match(problems('stauts:x')[0]!, /Did you mean "state:"|The keys are/);
  assert.match(problems('zzzzzz:x')[0]!, /The keys are tag, folder/);
  assert.match(problems('state:faild')[0]!, /"faild" is no state\. Did you mean "failed"/);
  assert.match(problems('enabled:perhaps')[0]!, /neither yes nor no/);
  assert.deepEqual(problems('"SAP:close"'), []);
});

test('a sentence lists other keys or states than there are', () => {
  assert.ok(problems('zzzzzz:x')[0]!.includes(searchKeys.join(', ')));
  assert.ok(problems('state:zzzzzz')[0]!.includes(searchStates.join(', ')));
});

test('any text throws, or loses a part of itself', () => {
  const texts = [
    '',
    ' ',
    '-',
    '--',
    '"',
    '""',
    '-"',
    ':',
    'tag:"',
    'tag:""',
    '-tag:',
    'a"b',
    '\u0000:x',
    'tag:a:b',
    '🙂:🙂',
  ];
  for (const text of texts) {
    const { parts } = read(text);
    for (const [at, part] of parts.entries())
      assert.ok(part.to > part.from && part.from >= (parts[at - 1]?.to ?? 0) && part.to <= text.length, text);
  }
  assert.deepEqual(terms('tag:""'), ['tag '], 'quotes without anything ask for what has none');
});

test('plain words are taken for more than words', () => {
  for (const text of ['invoice', 'invoice load', 'e-mail', '2026-12-01']) assert.equal(hasTerms(text), false, text);
  for (const text of ['tag:x', '"a b"', '-test', 'a -test']) assert.equal(hasTerms(text), true, text);
});

const subject = (change: Partial<SearchSubject> = {}): SearchSubject => ({
  marks: { tags: ['Bank', 'daily'], folder: 'Finance/Bank' },
  names: { process: 'load\ninvoice load', schedule: 'nightly', client: 'erp', worker: 'rpa-07' },
  isIn: (state) => state === 'failed' || state === 'failing',
  isEnabled: true,
  at: now - 3_600_000,
  ...change,
});
const finds = (text: string, change?: Partial<SearchSubject>) => fits(subject(change), read(text));

test('a search finds what it does not ask for, or not what it asks for', () => {
  for (const text of [
    'tag:BANK',
    'tag:bank tag:daily',
    '-tag:test',
    'folder:finance',
    'folder:"finance/bank"',
    'state:failed',
    'state:missed state:failed',
    'process:invoice',
    'client:erp worker:07',
    'enabled:yes since:2h',
    '-enabled:no',
  ])
    assert.ok(finds(text), text);
  for (const text of [
    'tag:ban',
    'tag:bank tag:test',
    '-tag:bank',
    'folder:fin',
    'folder:bank',
    'state:missed',
    '-state:failed',
    'process:sap',
    'enabled:no',
    'since:10.12.2026',
  ])
    assert.ok(!finds(text), text);
  assert.ok(finds('tag:""', { marks: { tags: [], folder: '' } }));
  assert.ok(finds('folder:""', { marks: { tags: [], folder: '' } }));
  assert.ok(!finds('folder:""'));
  assert.ok(!finds('since:today', { at: null }));
});

test('a tag or a folder is compared by how it was typed', () => {
  assert.equal(tagKey(' İSTANBUL  Şube '), tagKey('istanbul sube'));
  assert.deepEqual(withoutDoubles(['Bank', 'bank', 'BANK', 'daily']), ['Bank', 'daily']);
  for (const tag of ['bank', 'Şube 12', 'a/b_c-d', '9', 'x'.repeat(40)]) assert.ok(isTag(tag), tag);
  for (const tag of ['', ' a', 'a ', 'a,b', 'a:b', '"a"', 'x'.repeat(41)]) assert.ok(!isTag(tag), tag);
  assert.equal(folderPath(' Finance // Bank/ '), 'Finance/Bank');
  assert.ok(isFolder('Finance/Banka & Sigorta (2026)') && !isFolder('C:\\x') && !isFolder('a"b'));
  assert.ok(isInFolder('Finance/Bank', 'finance') && !isInFolder('Finances', 'finance'));
});

test('a schedule loses the tags of its process, or keeps its folder beside its own', () => {
  const process = { tags: ['bank', 'daily'], folder: 'Finance' };
  assert.deepEqual(marksOf({ tags: ['Daily', 'test'], folder: '' }, process), {
    tags: ['Daily', 'test', 'bank'],
    folder: 'Finance',
  });
  assert.deepEqual(marksOf({ folder: 'Tests' }, process), { tags: ['bank', 'daily'], folder: 'Tests' });
  assert.deepEqual(marksOf({}, null), { tags: [], folder: '' });
});

test('a part that is written, clicked or taken away leaves the search broken', () => {
  assert.equal(searchPart('tag', 'bank'), 'tag:bank');
  assert.equal(searchPart('folder', 'Finance/My bank', true), '-folder:"Finance/My bank"');
  const text = 'late tag:bank  report';
  const { parts } = read(text);
  assert.equal(withoutPart(text, parts[1]!), 'late report');
  assert.equal(withTerm('late', 'tag', 'bank', 'tr'), 'late etiket:bank');
  assert.equal(withTerm('late tag:Bank', 'tag', 'bank', 'en'), 'late', 'a second click takes it away');
  assert.equal(withTerm('folder:A x', 'folder', 'B C', 'en'), 'x folder:"B C"');
});

test('what is offered while one types does not go on from what was typed', () => {
  const values = { tag: ['bank', 'Şube 12'], state: ['failed', 'failing'] } as const;
  const from = (language: 'en' | 'tr') => ({
    ...{ language, keys: searchKeys },
    valuesOf: (key: string): readonly string[] => (key === 'tag' || key === 'state' ? values[key] : []),
  });
  const offered = (text: string, language: 'en' | 'tr' = 'en') =>
    suggest(text, text.length, from(language)).map((one) => withSuggestion(text, one).text);
  assert.deepEqual(offered('late s'), ['late state:', 'late schedule:', 'late since:']);
  assert.deepEqual(offered('-t'), ['-tag:']);
  assert.deepEqual(offered('etk', 'tr'), ['etkin:']);
  assert.deepEqual(offered('tag:'), ['tag:bank ', 'tag:"Şube 12" ']);
  assert.deepEqual(offered('etiket:sub', 'tr'), ['etiket:"Şube 12" ']);
  assert.deepEqual(offered('state:failed'), [], 'what is whole needs no help');
  assert.deepEqual(offered('late '), []);
  assert.deepEqual(offered('zzz'), []);
});

test('rows fall into the wrong group, or those without one come first', () => {
  const rows = ['b2', 'a1', '-0', 'B1', 'a2'];
  const options = {
    ...{ closed: new Set<string>(), without: 'None', note: String },
    groupOf: (row: string) => (row.startsWith('-') ? '' : row[0]!),
    compare: (one: string, other: string) => one.localeCompare(other),
  };
  const open = grouped(rows, options, tagKey);
  assert.deepEqual(open.rows, ['a1', 'a2', 'b2', 'B1', '-0']);
  assert.deepEqual(
    open.headings.map(({ text, note, at }) => `${text} ${note} ${at}`),
    ['a 2 0', 'b 2 2', 'None 1 4'],
  );
  const closed = grouped(rows, { ...options, closed: new Set(['a']) }, tagKey);
  assert.deepEqual(closed.rows, ['b2', 'B1', '-0']);
  assert.deepEqual(
    closed.headings.map(({ isOpen, note, at }) => `${isOpen} ${note} ${at}`),
    ['false 2 0', 'true 2 0', 'true 1 2'],
  );
});
