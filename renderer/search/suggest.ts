import type { Language } from '../../contract/language.ts';
import { foldForSearch } from '../../contract/search.ts';
import { searchPart, searchParts } from '../../contract/search-parts.ts';
import { keyNames, nameKey, type SearchKey } from '../../contract/search-words.ts';

/** What would stand in a search text instead of its part from `from` up to `to`. */
export interface Suggestion {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** A key still needs a value. */
  readonly isKey: boolean;
}

export interface SuggestFrom {
  readonly language: Language;
  /** The keys of the screen. */
  readonly keys: readonly SearchKey[];
  /** The values of a key that are worth offering. */
  readonly valuesOf: (key: SearchKey) => readonly string[];
}

const most = 8;

/** What can follow in a search text at a place: keys for a word, then values for a key. */
export function suggest(text: string, at: number, { language, keys, valuesOf }: SuggestFrom): readonly Suggestion[] {
  const part = searchParts(text).find(({ from, to }) => from < at && at <= to);
  if (part === undefined || part.to !== at) return [];
  const { from, to, key, value, isNot } = part;
  const minus = isNot ? '-' : '';
  if (key === null) {
    const typed = nameKey(value);
    if (typed === '') return [];
    return keys
      .filter((one) => nameKey(keyNames[language][one]).startsWith(typed))
      .map((one) => ({ text: `${minus}${keyNames[language][one]}:`, from, to, isKey: true }));
  }
  if (!keys.includes(key)) return [];
  const written = text.slice(from + minus.length, text.indexOf(':', from));
  const wanted = foldForSearch(value);
  return valuesOf(key)
    .filter((one) => foldForSearch(one).includes(wanted) && foldForSearch(one) !== wanted)
    .slice(0, most)
    .map((one) => ({ text: searchPart(written, one, isNot), from, to, isKey: false }));
}

/** The text with a suggestion in its place, and where one goes on typing. */
export function withSuggestion(text: string, { text: put, from, to, isKey }: Suggestion): { text: string; at: number } {
  const rest = text.slice(to);
  const gap = isKey || rest.startsWith(' ') ? '' : ' ';
  const before = `${text.slice(0, from)}${put}${gap}`;
  return { text: before + rest, at: before.length };
}
