import type { Language } from '../../contract/language.ts';
import type { Pack } from './en/pack.ts';

/** The texts of each language, in separate chunks: a reader loads only one. */
const files: Readonly<Record<Language, () => Promise<Pack>>> = {
  en: async () => (await import('./en/pack.ts')).pack,
  tr: async () => (await import('./tr/pack.ts')).pack,
};

const here = new Map<Language, Pack>();

export const hasWords = (language: Language): boolean => here.has(language);

export function packOf(language: Language): Pack {
  const pack = here.get(language);
  if (!pack) throw new Error(`the words of ${language} are not fetched yet`);
  return pack;
}

const pauseMs = 1000;

/** Loads the texts of a language, retrying while the server is down. */
export async function fetchWords(language: Language, signal?: AbortSignal): Promise<void> {
  while (!here.has(language) && signal?.aborted !== true) {
    try {
      here.set(language, await files[language]());
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
