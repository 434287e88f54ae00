import type { Language } from '../../contract/language.ts';
import { searchPart, searchParts, withoutPart } from '../../contract/search-parts.ts';
import { keyNames } from '../../contract/search-words.ts';
import { tagKey } from '../../contract/tags.ts';

/** The search with a tag or a folder besides; a folder takes the place of another one. Clicked again, it is gone. */
export function withTerm(text: string, key: 'tag' | 'folder', value: string, language: Language): string {
  const parts = searchParts(text);
  const same = parts.find((one) => one.key === key && !one.isNot && tagKey(one.value) === tagKey(value));
  if (same !== undefined) return withoutPart(text, same);
  const other = key === 'folder' ? parts.find((one) => one.key === 'folder' && !one.isNot) : undefined;
  const rest = other === undefined ? text.trim() : withoutPart(text, other);
  return `${rest} ${searchPart(keyNames[language][key], value)}`.trim();
}
