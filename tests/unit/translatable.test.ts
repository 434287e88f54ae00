import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { errorDictionary, explainError, parseQuartz, saidError } from '../../contract/quartz/index.ts';
import { rotaError, wholeSentence } from '../../contract/errors.ts';
import { either, inEnglish, said, saidIn } from '../../contract/translatable.ts';
import { saidSchema } from '../../contract/translatable-schema.ts';
import { errorAnswerOf } from '../../server/http/answers/error-answer.ts';
import type { ProcessRow } from '../../contract/console.ts';
import type { RpaProcess } from '../../contract/process.ts';
import { translateProcess } from '../../renderer/words/bundled-process-texts.ts';
import { bundledProcessesTr } from '../../contract/words/tr/bundled-processes.ts';
import { dictionary } from '../../contract/words/tr/dictionary.ts';
import { serverTr } from '../../contract/words/tr/server.ts';
import { problemIn } from '../../renderer/words/problems.ts';
import { sentencesOfCode } from '../support/sentences-of-code.ts';

const root = path.join(import.meta.dirname, '..', '..');

const placesOf = (sentence: string): string => (sentence.match(/\{\d+\}/g) ?? []).sort().join(' ');

test('nothing that the server says is left without its Turkish, and no Turkish is left over', () => {
  const inCode = new Set([...sentencesOfCode(), ...Object.keys(errorDictionary('en'))]);
  assert.ok(inCode.size > 40, 'the sentences of the code are found');
  const inTurkish = new Set(Object.keys(serverTr));
  assert.deepEqual(
    [...inCode].filter((text) => !inTurkish.has(text)),
    [],
    'said in the code, but not in Turkish',
  );
  assert.deepEqual(
    [...inTurkish].filter((text) => !inCode.has(text)),
    [],
    'Turkish that nobody says',
  );
});

test('what comes in the box has its texts in Turkish, and no Turkish is left over', () => {
  const box = path.join(root, 'processes');
  const files = readdirSync(box, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('process.json'));
  const texts = files.flatMap((file) => {
    const process = JSON.parse(readFileSync(path.join(box, file), 'utf8')) as RpaProcess;
    const shown = [process, ...Object.values(process.parameters.properties)] as {
      title?: string;
      description?: string;
    }[];
    return shown.flatMap(({ title, description }) => [title, description]).filter((text) => text !== undefined);
  });
  assert.ok(texts.length > 10, 'the texts are found');
  assert.deepEqual(Object.keys(bundledProcessesTr).sort(), [...new Set(texts.map((text) => `box:${text}`))].sort());
});

test('a process of the box is read in Turkish, and one that a person named keeps its name', () => {
  const row = (isBundled: boolean) =>
    ({
      isBundled,
      process: { name: 'R', title: 'Surname', parameters: { properties: { title: { title: 'First name' } } } },
    }) as unknown as ProcessRow;
  const { process } = translateProcess(row(true), bundledProcessesTr);
  assert.deepEqual([process.title, process.parameters.properties['title']], ['Soyadı', { title: 'Adı' }]);
  assert.deepEqual(translateProcess(row(false), bundledProcessesTr), row(false));
  assert.deepEqual(translateProcess(row(true), {}), row(true));
});

test('no Turkish sentence loses or makes up a fact', () => {
  const wrong = Object.entries(serverTr).filter(([english, turkish]) => placesOf(english) !== placesOf(turkish));
  assert.deepEqual(wrong, []);
});

test('a sentence is said with its facts, inner sentences in the same language, and English where nothing is known', () => {
  const sentence = said`must be ${either([said`a text`, said`a number`])}`;
  assert.equal(inEnglish(sentence), 'must be a text or a number');
  assert.equal(saidIn(sentence, serverTr), 'şöyle olmalı: bir metin ya da bir sayı');
  assert.equal(saidIn({ words: 'nobody knows {0}', facts: ['$&{0}'] }, serverTr), 'nobody knows $&{0}');
  const many = Array.from({ length: 300 }, (_, n) => `${n}`);
  assert.equal(inEnglish(said`${either(many)}`), many.join(' or '), 'a long list is whole');
  assert.deepEqual(saidSchema.parse(JSON.parse(JSON.stringify(sentence))), sentence);
});

test('programs get the English message and nothing new; only the page gets the sentence', () => {
  const error = rotaError('NAME_TAKEN', said`there is a client "${'Acme'}" already`, 'name');
  assert.equal(error.message, 'name: there is a client "Acme" already');
  const forPrograms = JSON.stringify(errorAnswerOf(error).error.details);
  assert.equal(
    forPrograms,
    '[{"code":"NAME_TAKEN","field":"name","message":"name: there is a client \\"Acme\\" already"}]',
  );
  assert.match(JSON.stringify(errorAnswerOf(error, { isForPage: true })), /"said":\{"words":"there is a client/);
  assert.equal(problemIn('tr', error, dictionary), 'ad: bu adda bir istemci zaten var: "Acme"');
});

test('an expression is refused in the words that the form has for it, whatever stands in it', () => {
  const broken = [
    '',
    '0 0 25 * * ?',
    '0 0 9 ? * 8',
    '0 0 9 ? * FRIDAY#2,1',
    '0 0/99 9 L-44 * ?',
    '0 0 9 ? $&{0} *',
    'a b c d e f g h',
    '@daily',
    '@reboot',
    '@sometimes',
  ];
  for (const text of broken) {
    const parsed = parseQuartz(text);
    assert.ok(!parsed.ok, text);
    for (const error of parsed.errors)
      assert.equal(saidIn(saidError(error), serverTr), explainError(error, 'tr'), text);
  }
});

/** Endpoints that only answer programs, or run before there is a page; and why they stay in English. */
const plainAllowed: Readonly<Record<string, string>> = {
  'server/engine/connector': 'the connector API, whose wire is English',
  'server/http/connector-routes.ts': 'the connector API',
  'server/http/gates/basic-auth.ts': 'programs sign in with it, and nobody else',
  'server/http/gates/access.ts': 'the scopes of programs',
  'server/http/gates/host-check.ts': 'answered before the page can load',
  'server/http/listening/broken-request.ts': 'no browser sends such a request',
  'server/http/body/body-text.ts': 'the page sends JSON in UTF-8',
  'server/http/body/form-body.ts': 'the page sends no forms',
  'server/http/gates/forgery-guard.ts': 'the page sends JSON',
  'server/http/answers/error-answer.ts': 'what is wrong with the bytes of a body; the page sends whole JSON',
  'server/http/mount.ts': 'a method that the page does not use',
  'server/http/front-door.ts': 'what the connector API adds while Rota stops',
};

test('a refusal that reaches the page is never a plain text, which could be read in English alone', () => {
  const plain: string[] = [];
  const withoutPage = ['cli', 'domain', 'runner', 'zones'];
  for (const { name } of readdirSync(path.join(root, 'server'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  )) {
    if (withoutPage.includes(name)) continue;
    const room = `server/${name}`;
    const files = readdirSync(path.join(root, room), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const place = `${room}/${file.replaceAll('\\', '/')}`;
      if (Object.keys(plainAllowed).some((allowed) => place === allowed || place.startsWith(`${allowed}/`))) continue;
      const source = ts.createSourceFile(
        file,
        readFileSync(path.join(root, place), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
      );
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && node.expression.getText() === 'rotaError' && isPlain(node.arguments[1])) {
          plain.push(`${place}: ${node.arguments[1]?.getText()}`);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  }
  assert.deepEqual(plain, []);
});

function isPlain(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false;
  if (ts.isConditionalExpression(node)) return isPlain(node.whenTrue) || isPlain(node.whenFalse);
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

test('no English is left in what a reader of Turkish is told of several faults, and fields have their Turkish names', () => {
  const known = rotaError('NAME_TAKEN', said`there is a client "${'Acme'}" already`, 'name').details;
  const unknown = rotaError('CRON_INVALID', 'plan.quartz: something new', 'plan.quartz').details;
  const both = Object.assign(new Error('English'), { code: 'NAME_TAKEN', details: [...known, ...unknown] });
  assert.equal(
    problemIn('tr', both, dictionary),
    'ad: bu adda bir istemci zaten var: "Acme"; Quartz ifadesi: Bu bir Quartz ifadesi değil.',
  );
  const told = wholeSentence(
    'PROCESS_NOT_FOUND',
    said`There is no process "${'x'}". Add it, or start another one.`,
    'process',
  );
  assert.equal(told.message, 'There is no process "x". Add it, or start another one.');
  assert.equal(problemIn('tr', told, dictionary), '"x" adlı bir süreç yok. Ekleyin ya da başka bir süreç başlatın.');
  const later = Object.assign(new Error('English'), { code: 'CONFLICT', details: [] });
  assert.equal(problemIn('tr', later, dictionary), 'Bu, şu anki duruma uymuyor.');
});
