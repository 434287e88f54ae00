import type { Language } from '../language.ts';
import type { Dictionary } from '../translatable.ts';
import { dictionary as dictionaryTr } from './tr/dictionary.ts';

// For programs that have all languages loaded. The page loads one.

/** Translations of the server's English sentences. */
export const dictionaries: Readonly<Record<Language, Dictionary>> = { en: {}, tr: dictionaryTr };
