import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call, type Answer } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { useSession } from '../api/queries.ts';
import { WordsProvider } from '../words/words.tsx';
import { keepPreferences, languageOf, readPreferences, type Preferences } from './preferences.ts';

interface PreferencesControl extends Preferences {
  readonly change: (change: Partial<Preferences>) => void;
}

const PreferencesContext = createContext<PreferencesControl | null>(null);

/** Language and theme: shown at once, then kept by the server; the server's answer wins. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const session = useSession();
  const settings = session.data?.settings;
  const [own, setOwn] = useState(readPreferences);
  const language = settings?.language ?? own.language;
  const theme = settings?.theme ?? own.theme;
  const { setColorScheme } = useMantineColorScheme();
  const spoken = languageOf(language);

  useEffect(() => keepPreferences({ language, theme }), [language, theme]);
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);

  const isSignedIn = settings !== undefined;
  const change = useCallback(
    (wanted: Partial<Preferences>) => {
      setOwn((old) => ({ ...old, ...wanted }));
      if (!isSignedIn) return;
      queries.setQueryData<Answer<'session'>>(
        keys.session,
        (old) => old && { ...old, settings: { ...old.settings, ...wanted } },
      );
      call('changeSettings', { body: wanted, keepalive: true }).catch(() =>
        queries.invalidateQueries({ queryKey: keys.session }),
      );
    },
    [isSignedIn, queries],
  );
  const control = useMemo(() => ({ language, theme, change }), [language, theme, change]);
  return (
    <PreferencesContext value={control}>
      <WordsProvider language={spoken}>{children}</WordsProvider>
    </PreferencesContext>
  );
}

export function usePreferences(): PreferencesControl {
  const control = use(PreferencesContext);
  if (!control) throw new Error('usePreferences is used outside PreferencesProvider');
  return control;
}
