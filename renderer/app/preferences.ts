import type { Settings } from '../../contract/settings.ts';
import type { Language } from '../../contract/language.ts';
import { storeText, storedText } from '../ui/browser-storage.ts';

/** The two settings needed before sign-in, so they are cached in the browser. */
export interface Preferences {
  readonly language: Settings['language'];
  readonly theme: Settings['theme'];
}

const place = 'rota-preferences';

export function readPreferences(): Preferences {
  try {
    const stored = JSON.parse(storedText(place) ?? '{}') as Partial<Preferences>;
    return { language: stored.language ?? 'system', theme: stored.theme ?? 'system' };
  } catch {
    return { language: 'system', theme: 'system' };
  }
}

export const keepPreferences = (preferences: Preferences): void => storeText(place, JSON.stringify(preferences));

/** The language to use: the chosen one, else the browser's if it is supported. */
export function languageOf(choice: Settings['language']): Language {
  if (choice !== 'system') return choice;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('tr')) && !/^en/i.test(navigator.language)
    ? 'tr'
    : 'en';
}
