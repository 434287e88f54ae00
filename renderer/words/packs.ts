import type { Language } from '../../contract/language.ts';
import type { Pack } from './pack.ts';

/** The words of each language, in files of their own: a reader fetches those of one. */
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

/** Fetches the words of a language, as often as it takes: the server may be away for a while. */
export async function fetchWords(language: Language, signal?: AbortSignal): Promise<void> {
  while (!here.has(language) && signal?.aborted !== true) {
    try {
      here.set(language, await files[language]());
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}
