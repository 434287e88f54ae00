import type { Page } from 'playwright-core';
import { en as shellEn } from '../../../electron/words/en.ts';
import { tr as shellTr } from '../../../electron/words/tr.ts';
import { dictionary } from '../../../contract/words/tr/dictionary.ts';
import { serverTr } from '../../../contract/words/tr/server.ts';
import { reasonCodes } from '../../../contract/reasons.ts';
import { reasonIn } from '../../../contract/words/reason-in.ts';
import { allWords } from './all-words.ts';

const reasonsIn = (language: 'en' | 'tr') => reasonCodes.map((code) => reasonIn(language, { code, params: {} }));
const wordsOf = (text: string): string[] =>
  text
    .replace(/\{\w+\}/g, ' ')
    .toLowerCase()
    .match(/(?<![\p{L}\p{M}])[a-z]{3,}(?![\p{L}\p{M}])/gu) ?? [];

function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

/** Allowed names of months and days, so that the test does not depend on the date. */
const dates = Array.from({ length: 366 }, (_, day) =>
  new Intl.DateTimeFormat('tr', { weekday: 'short', month: 'short', timeZone: 'UTC' }).format(day * 86_400_000),
);

const turkish = new Set(
  [dates, allWords.tr, shellTr, Object.values(dictionary), reasonsIn('tr')].flatMap(textsOf).flatMap(wordsOf),
);

/** A method of HTTP is called the same in every language. */
const methods = ['post'];

/** The words of our English sentences that occur in none of our Turkish ones. */
const english = new Set(
  [allWords.en, shellEn, Object.keys(serverTr), reasonsIn('en')]
    .flatMap(textsOf)
    .flatMap(wordsOf)
    .filter((word) => !turkish.has(word) && !methods.includes(word)),
);

/** All text of a page, visible or for screen readers, without code. */
async function said(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const texts = [document.title];
    for (const node of document.querySelectorAll('body, body *')) {
      if (node.closest('script, style, code, pre, textarea, [data-line], [aria-hidden=true]') !== null) continue;
      for (const name of [
        'aria-label',
        'aria-description',
        'aria-roledescription',
        'aria-valuetext',
        'title',
        'placeholder',
        'alt',
      ])
        texts.push(node.getAttribute(name) ?? '');
      for (const child of node.childNodes) if (child.nodeType === Node.TEXT_NODE) texts.push(child.textContent ?? '');
      if (node instanceof HTMLInputElement && node.type === 'text' && node.readOnly) texts.push(node.value);
    }
    return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
  });
}

/** The texts of a page with an English word; a path may have any. */
export async function englishOn(page: Page): Promise<readonly string[]> {
  return (await said(page)).filter((text) =>
    wordsOf(text.replace(/\S*[/\\]\S*/g, '')).some((word) => english.has(word)),
  );
}
