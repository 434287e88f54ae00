import type { Settings } from '../../contract/settings.ts';
import type { Language } from '../../contract/language.ts';
import { keep, kept } from '../ui/kept.ts';

/** The two settings that are needed before anybody is signed in: kept in the browser, too. */
export interface Preferences {
  readonly language: Settings['language'];
  readonly theme: Settings['theme'];
}

const place = 'rota-preferences';

export function readPreferences(): Preferences {
  try {
    const stored = JSON.parse(kept(place) ?? '{}') as Partial<Preferences>;
    return { language: stored.language ?? 'system', theme: stored.theme ?? 'system' };
  } catch {
    return { language: 'system', theme: 'system' };
  }
}

export const keepPreferences = (preferences: Preferences): void => keep(place, JSON.stringify(preferences));

/** The language to speak: the chosen one, else the browser's if it is one of ours. */
export function languageOf(choice: Settings['language']): Language {
  if (choice !== 'system') return choice;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('tr')) && !/^en/i.test(navigator.language)
    ? 'tr'
    : 'en';
}
