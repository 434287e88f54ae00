import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { auditActions } from '../../contract/console.ts';
import { rotaError, type ErrorCode } from '../../contract/errors.ts';
import { reasonIn } from '../../contract/words/reason-in.ts';
import { auditActionWords } from '../../renderer/words/audit-action-words.ts';
import { en } from '../../renderer/words/en/index.ts';
import { tr } from '../../renderer/words/tr/index.ts';
import { searchText } from '../../renderer/words/search-text.ts';
import { personName, withNames } from '../../renderer/words/people.ts';
import { problemIn } from '../../renderer/words/problems.ts';
import { dictionary } from '../../contract/words/tr/dictionary.ts';
import { say, sayCount } from '../../renderer/words/say.ts';
import { createTimes } from '../../renderer/words/times.ts';
import { allWords, filesApart } from './support/all-words.ts';

/** Every sentence with its path. */
function sentences(words: unknown, place = ''): [string, string][] {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words !== 'object' || words === null) return [];
  return Object.entries(words).flatMap(([key, inner]) => sentences(inner, place === '' ? key : `${place}.${key}`));
}

const english = new Map(sentences(allWords.en));
const turkish = new Map(sentences(allWords.tr));
const places = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

test('texts outside the catalogues are looked at by no test of words', () => {
  const folder = path.join(import.meta.dirname, '..', '..', 'renderer', 'words');
  const files = readdirSync(folder).filter((name) => /-words\.ts$|^icon-names\.ts$/.test(name));
  assert.deepEqual(files.map((name) => name.replace('.ts', '')).sort(), [...filesApart].sort());
});

test('no sentence of the Turkish page is missing or left over', () => {
  assert.deepEqual([...turkish.keys()].sort(), [...english.keys()].sort());
});

test('no translation loses the name or number that belongs in it', () => {
  const wrong = [...english].filter(([place, sentence]) => {
    const wanted = places(sentence).join();
    return places(turkish.get(place) ?? '').join() !== wanted;
  });
  assert.deepEqual(wrong, []);
});

test('no sentence shouts, pleads or congratulates itself', () => {
  const wrong = [...english, ...turkish].filter(([, sentence]) =>
    /!|\bplease\b|successfully|lütfen|başarıyla/i.test(sentence),
  );
  assert.deepEqual(wrong, []);
});

test('no Turkish sentence glues a suffix to a name that is put in', () => {
  assert.deepEqual(
    [...turkish].filter(([, sentence]) => /\}[’']\p{L}/u.test(sentence)),
    [],
  );
});

test('"İstanbul" is not lost to somebody who types "istanbul", in any of its spellings', () => {
  for (const spelling of ['İstanbul', 'ISTANBUL', 'istanbul', 'ıstanbul'])
    assert.equal(searchText(spelling), 'istanbul');
  assert.equal(searchText('Müşteri ÖDEMESİ Ağ'), 'musteri odemesi ag');
});

test('a name with braces is not read as a place to fill in', () => {
  assert.equal(say('Run now: {name}', { name: '{other}' }), 'Run now: {other}');
});

test('one is not counted as many', () => {
  assert.equal(sayCount('en', en.schedules.remove.keptCount, 1), 'Its 1 run is kept.');
  assert.equal(sayCount('en', en.schedules.remove.keptCount, 1234), 'Its 1,234 runs are kept.');
  assert.equal(sayCount('tr', tr.schedules.remove.keptCount, 1234), '1.234 çalıştırması saklanır.');
});

/** The texts that an expression can become. */
function textsOf(node: ts.Expression | undefined): string[] {
  if (node === undefined) return [];
  if (ts.isAsExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  return ts.isStringLiteral(node) ? [node.text] : [];
}

const hasCalendar = ({ properties }: ts.ObjectLiteralExpression): boolean =>
  properties.some(({ name }) => name?.getText() === 'calendar');

test('nothing can be done of which the activity has no words, and no words are of what nobody does', () => {
  const server = path.join(import.meta.dirname, '..', '..', 'server');
  const noted = new Set<string>();
  for (const file of readdirSync(server, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )) {
    const visit = (node: ts.Node): void => {
      // In the room of people the audit of one caller is called `note`.
      const writes = file.startsWith('people') ? /\baudit(\.record)?$|^note$/ : /\baudit(\.record)?$/;
      if (ts.isCallExpression(node) && writes.test(node.expression.getText())) {
        // The store receives the time first.
        const action = node.arguments[node.expression.getText().endsWith('records.audit') ? 2 : 1];
        for (const text of textsOf(action)) noted.add(text);
      }
      // A line that joins the transaction of what it tells; what a calendar does with a day is no such line.
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'action' && !hasCalendar(node.parent))
        for (const text of textsOf(node.initializer)) noted.add(text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, readFileSync(path.join(server, file), 'utf8'), ts.ScriptTarget.Latest, true));
  }
  assert.deepEqual([...noted].sort(), [...auditActions].sort());
  for (const actions of Object.values(auditActionWords))
    assert.deepEqual(Object.keys(actions).sort(), [...noted].sort());
});

const at = Date.UTC(2026, 11, 7, 5, 0);

test('times are not written in the wrong order, clock or zone', () => {
  const times = createTimes('tr', 'Europe/Istanbul');
  assert.equal(times.full(at), '07 Ara 2026 Pzt 08:00');
  assert.equal(times.full(at, 'Europe/Berlin'), '07 Ara 2026 Pzt 06:00 Europe/Berlin');
  assert.equal(createTimes('en', 'Europe/Istanbul').full(at), 'Mon 07 Dec 2026 08:00');
  assert.equal(times.percent(0.962), '%96,2');
  assert.equal(times.short(at, at + 3_600_000), '08:00');
  assert.equal(times.short(at, at - 86_400_000), '07 Ara 08:00');
  assert.equal(times.short(at, at + 90 * 86_400_000), '07 Ara 2026 08:00');
});

test('durations and ages are not written in the wrong unit', () => {
  const times = createTimes('en', 'UTC');
  assert.deepEqual(
    [820, 12_000, 115_000, 7_500_000, 90_000_000].map((ms) => times.duration(ms)),
    ['0.8 s', '12 s', '1 m 55 s', '2 h 5 m', '1 d 1 h'],
  );
  assert.equal(times.relative(at + 15 * 60_000, at), 'in 15 min');
  assert.equal(times.relative(at - 3 * 3_600_000, at), '3 h ago');
  assert.equal(createTimes('tr', 'UTC').relative(at - 86_400_000, at), '1 g önce');
});

test('a refusal of the server is said in Turkish to whoever reads Turkish, with what it names', () => {
  const refused = (code: ErrorCode, message: string) => rotaError(code, message);
  assert.equal(
    problemIn('tr', refused('NAME_TAKEN', 'process: the name is taken'), dictionary),
    'Bu ad zaten kullanılıyor. Başka bir ad verin.',
  );
  assert.equal(
    problemIn('tr', refused('CONFLICT', 'run 7 has ended'), dictionary),
    'Bu, şu anki duruma uymuyor.',
    'no English in brackets',
  );
  assert.equal(problemIn('en', refused('CONFLICT', 'run 7 has ended'), {}), 'run 7 has ended');
  assert.equal(problemIn('tr', 'odd', dictionary), 'odd');
});

test('who did something is named in the language of the reader', () => {
  const by = (who: string) => ({ code: 'cancelled-by', params: { who } }) as const;
  assert.equal(reasonIn('tr', withNames(by('operator'), tr)), 'iptal eden: operatör');
  assert.equal(reasonIn('en', withNames(by('command line'), en)), 'cancelled by command line');
  assert.equal(reasonIn('tr', withNames(by('ERP'), tr)), 'iptal eden: ERP');
});

test('a program that is called like something every object has keeps its name', () => {
  assert.equal(personName('constructor', en), 'constructor');
  assert.equal(personName('tray', tr), tr.states.people.tray);
});
