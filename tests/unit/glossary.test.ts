import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { pathToFileURL } from 'node:url';

// What docs/words.md says, held in both languages.

const root = path.join(import.meta.dirname, '..', '..');

/** All texts of a language in these folders, each with its file before it; keys are none. */
async function texts(language: 'en' | 'tr', folders: readonly string[]): Promise<string[]> {
  const all = folders.map(async (folder) => {
    const names = readdirSync(path.join(root, folder, language)).filter((name) => name.endsWith('.ts'));
    const modules = names.map(async (name) => {
      const file = path.join(root, folder, language, name);
      return textsIn(await import(pathToFileURL(file).href)).map((text) => `${folder}/${language}/${name}: ${text}`);
    });
    return (await Promise.all(modules)).flat();
  });
  return [...new Set((await Promise.all(all)).flat())];
}

const textsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

const found = (all: readonly string[], wrong: RegExp) => all.filter((text) => wrong.test(text.replace(/^\S+ /, '')));

test('Turkish has one word for a thing: no second one comes back', async () => {
  const all = await texts('tr', ['renderer/words', 'contract/words']);
  assert.ok(all.length > 1500, String(all.length));
  const spoken = all.map((text) => text.replace(/\{\w+\}/g, ''));
  assert.deepEqual(found(spoken, /\bworkers?\b/i), []);
  assert.deepEqual(
    found(spoken, /süzgeç|yaşam belirtisi|işe geri|başarıyla|hazır gelen|\bkendi(?:si)?nin yaptığı/i),
    [],
  );
  assert.deepEqual(found(spoken, /(?:^|\s)sır(?:rı|lar|ları|rın|dır)?(?=[\s.,;:]|$)/), []);
});

test('English has no riddles where the field has a term', async () => {
  const all = await texts('en', ['renderer/words', 'contract/words']);
  const riddles =
    /\bwhoever\b|all the same|in the box|switched o(?:n|ff)|\btold\b|\bOne a (?:line|field)\b|by themselves|the other way about/i;
  assert.deepEqual(found(all, riddles), []);
});

test('no suffix is glued to a placeholder in Turkish: its vowels depend on the value', async () => {
  const glued = found(await texts('tr', ['renderer/words', 'contract/words']), /\}(?:’|')?(?:[a-zçğıöşü]{1,4})\b/);
  assert.deepEqual(
    glued.filter((text) => !/\{\{|\{n\}/.test(text)),
    [],
  );
});
