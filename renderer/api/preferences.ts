import { createContext, use } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import type { PersonSettings } from '../../contract/person-settings.ts';
import { call, type Answer } from './client.ts';
import { keys } from './keys.ts';

/** How the page looks and listens for the person in front of it. */
export type Preferences = Pick<PersonSettings, 'language' | 'theme' | 'singleKeyShortcuts'>;

export interface PreferencesControl extends Preferences {
  /** Where they are kept: with the user, in this browser, or in Rota's settings (the desktop app). */
  readonly kept: 'user' | 'browser' | 'settings';
  /** Shown at once, then saved; rejects, and is undone, if the server refuses it. */
  readonly change: (change: Partial<Preferences>) => Promise<void>;
}

export const PreferencesContext = createContext<PreferencesControl | null>(null);

export function usePreferences(): PreferencesControl {
  const control = use(PreferencesContext);
  if (!control) throw new Error('usePreferences is used outside PreferencesContext');
  return control;
}

/** Changes what the signed-in user chose for themself: shown at once; rejects, and is undone, if the server refuses it. */
export async function changeOwn(queries: QueryClient, change: Partial<PersonSettings>): Promise<void> {
  const own = queries.getQueryData<Answer<'session'>>(keys.session)?.own ?? null;
  if (own === null) return;
  const next = { ...own, ...change };
  const show = (settings: PersonSettings): void => {
    queries.setQueryData<Answer<'session'>>(keys.session, (old) => old && { ...old, own: settings });
  };
  show(next);
  try {
    await call('changeMyPreferences', { body: next, keepalive: true });
  } catch (error) {
    show(own);
    throw error;
  }
}
