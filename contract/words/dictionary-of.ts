import type { Language } from '../language.ts';
import type { Dictionary } from '../translatable.ts';

/**
 * Translations of the server's English sentences. Those of a language are loaded when it is first spoken: they are a fifth of the server's code,
 * and most servers only write English, because the page translates for itself.
 */
export async function dictionaryOf(language: Language): Promise<Dictionary> {
  return language === 'tr' ? (await import('./tr/dictionary.ts')).dictionary : {};
}
