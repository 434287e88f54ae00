import type { SessionAnswer } from '../../contract/console.ts';
import type { Language } from '../../contract/language.ts';
import type { Preferences, PreferencesControl } from '../api/preferences.ts';
import { storeText, storedText } from '../ui/browser-storage.ts';

type Look = Pick<Preferences, 'language' | 'theme'>;

/** What was shown last: before the server has said who is here, so that nothing flashes in another language or theme. */
const lastPlace = 'rota-preferences';
/** What whoever has the computer chose in this browser; a key that is absent was not chosen. */
const ownPlace = 'rota-own-preferences';

export function readLook(): Look {
  return { language: 'system', theme: 'system', ...readJson<Look>(lastPlace), ...readOwn() };
}
export const keepLook = ({ language, theme }: Look): void => storeText(lastPlace, JSON.stringify({ language, theme }));

export const readOwn = (): Partial<Preferences> => readJson<Preferences>(ownPlace);
export const keepOwn = (own: Partial<Preferences>): void => storeText(ownPlace, JSON.stringify(own));

function readJson<Kept>(place: string): Partial<Kept> {
  try {
    return JSON.parse(storedText(place) ?? '{}') as Partial<Kept>;
  } catch {
    return {};
  }
}

/** Where the page is shown. */
export interface Here {
  readonly isDesktop: boolean;
  /** Whether the address is one of the computer itself. */
  readonly isAtComputer: boolean;
}

/**
 * What is shown to whom: a user sees their own choices everywhere; the desktop app Rota's settings, which steer the tray, too; any other
 * browser what was chosen in it, else Rota's settings at the computer itself, and the browser's own language and theme over the network.
 */
export function preferencesOf(
  { settings, own }: Pick<SessionAnswer, 'settings' | 'own'>,
  inBrowser: Partial<Preferences>,
  { isDesktop, isAtComputer }: Here,
): Preferences & Pick<PreferencesControl, 'kept'> {
  const { language, theme, singleKeyShortcuts } = settings;
  if (own !== null) return { ...own, kept: 'user' };
  if (isDesktop) return { language, theme, singleKeyShortcuts, kept: 'settings' };
  const unchosen = isAtComputer ? { language, theme } : ({ language: 'system', theme: 'system' } as const);
  return { ...unchosen, singleKeyShortcuts, ...inBrowser, kept: 'browser' };
}

/** The language to use: the chosen one, else the browser's if it is supported. */
export function languageOf(choice: Preferences['language']): Language {
  if (choice !== 'system') return choice;
  return navigator.languages.some((tag) => tag.toLowerCase().startsWith('tr')) && !/^en/i.test(navigator.language)
    ? 'tr'
    : 'en';
}
