import type { Language } from '../../contract/language.ts';
import type { Dictionary } from '../../contract/translatable.ts';
import { dictionary as dictionaryTr } from '../../contract/words/tr/dictionary.ts';

/** Translations of the server's English texts; null for English itself. */
export const dictionaries: Readonly<Record<Language, Dictionary | null>> = { en: null, tr: dictionaryTr };
