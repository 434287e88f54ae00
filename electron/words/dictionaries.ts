import type { Language } from '../../contract/language.ts';
import type { Dictionary } from '../../contract/translatable.ts';
import { dictionary as dictionaryTr } from '../../contract/words/tr/dictionary.ts';

/** What the server says, which it says in English: null where that is the language. */
export const dictionaries: Readonly<Record<Language, Dictionary | null>> = { en: null, tr: dictionaryTr };
