import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';
import { languages } from '../../contract/language.ts';
import { errorDictionary } from '../../contract/quartz/index.ts';
import { missingSentences, missingWords } from '../support/missing-words.ts';
import { sentencesOfCode } from '../support/sentences-of-code.ts';

// A language has one folder at each level. Missing keys are listed one by one, even where the compiler is silenced.

const root = path.join(import.meta.dirname, '..', '..');

/** The folders of a language, each compared with the English one. */
const places = {
  'what a run came to': 'contract/words/LANGUAGE/reasons.ts',
  'what Windows says by an exit code': 'contract/words/LANGUAGE/exit-codes.ts',
  'Quartz expressions': 'contract/quartz/LANGUAGE/index.ts',
  'the page': 'renderer/words/LANGUAGE/index.ts',
  'the screens of processes': 'renderer/words/LANGUAGE/processes.ts',
  'what follows a run': 'renderer/words/LANGUAGE/follow-ups.ts',
  'the Workers screen': 'renderer/words/LANGUAGE/workers.ts',
  'people who sign in': 'renderer/words/LANGUAGE/users.ts',
  'the shell': 'electron/words/LANGUAGE.ts',
};

const wordsAt = async (place: string, language: string): Promise<unknown> => {
  const file = pathToFileURL(path.join(root, place.replace('LANGUAGE', language))).href;
  const module = (await import(file)) as Record<string, unknown>;
  return module[language] ?? Object.values(module)[0];
};

for (const [what, place] of Object.entries(places))
  for (const language of languages.filter((one) => one !== 'en'))
    test(`${what}: nothing is left unsaid in "${language}"`, async () => {
      const english = await wordsAt(place, 'en');
      assert.ok(Object.keys(english as object).length > 0);
      assert.deepEqual(missingWords(english, await wordsAt(place, language)), []);
    });

for (const language of languages.filter((one) => one !== 'en'))
  test(`the server: nothing is left unsaid in "${language}"`, async () => {
    const sentences = new Set([...sentencesOfCode(), ...Object.keys(errorDictionary('en'))]);
    assert.ok(sentences.size > 40);
    const dictionary = (await wordsAt('contract/words/LANGUAGE/dictionary.ts', language)) as Record<string, string>;
    assert.deepEqual(missingSentences(sentences, dictionary), []);
  });

test('a language that is half written is told key by key what it lacks', async () => {
  const english = (await wordsAt(places['the page'], 'en')) as { runs: Record<string, unknown> };
  const half = structuredClone((await wordsAt(places['the page'], 'tr')) as typeof english);
  const [first = assert.fail('no words')] = Object.keys(half.runs);
  const { [first]: gone, ...rest } = half.runs;
  assert.notEqual(gone, undefined);
  const reported = missingWords(english, { ...half, runs: rest, clients: undefined });
  assert.ok(
    reported.some((key) => key === `runs.${first}` || key.startsWith(`runs.${first}.`)),
    `runs.${first}`,
  );
  assert.ok(reported.some((key) => key.startsWith('clients.')));
  assert.ok(reported.every((key) => key.startsWith('clients.') || key.startsWith(`runs.${first}`)));
  assert.deepEqual(missingWords({ a: 'x', b: { c: 'y' } }, { a: '', b: {} }), ['a', 'b.c']);
  assert.deepEqual(missingSentences(['the disk is full', 'is missing'], { 'is missing': 'eksik' }), [
    'the disk is full',
  ]);
});
