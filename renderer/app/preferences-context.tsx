import { createContext, use, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { Language } from '../../contract/language.ts';
import { call } from '../api/client.ts';
import { ProcessReading, useSession } from '../api/queries.ts';
import { showSettings } from '../api/shown-settings.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords, WordsProvider } from '../words/words.tsx';
import { fetchWords, hasWords } from '../words/packs.ts';
import { keepPreferences, languageOf, readPreferences, type Preferences } from './preferences.ts';

interface PreferencesControl extends Preferences {
  readonly change: (change: Partial<Preferences>) => Promise<void>;
}

const PreferencesContext = createContext<PreferencesControl | null>(null);

/** Language and theme: shown at once, then saved on the server; the server's answer wins. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const session = useSession();
  const settings = session.data?.settings;
  const [own, setOwn] = useState(readPreferences);
  const language = settings?.language ?? own.language;
  const theme = settings?.theme ?? own.theme;
  const { setColorScheme } = useMantineColorScheme();
  const { spoken, isHeld } = useSpoken(languageOf(language), !session.isPending);

  useEffect(() => keepPreferences({ language, theme }), [language, theme]);
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);

  const isSignedIn = settings !== undefined;
  const change = useCallback(
    async (wanted: Partial<Preferences>) => {
      setOwn((old) => ({ ...old, ...wanted }));
      if (!isSignedIn) return;
      const takeBack = showSettings(queries, wanted);
      try {
        await call('changeSettings', { body: wanted, keepalive: true });
      } catch (error) {
        takeBack();
        throw error;
      }
    },
    [isSignedIn, queries],
  );
  const control = useMemo(() => ({ language, theme, change }), [language, theme, change]);
  return (
    <PreferencesContext value={control}>
      <WordsProvider language={spoken}>
        <Reading>{isHeld ? null : children}</Reading>
      </WordsProvider>
    </PreferencesContext>
  );
}

function Reading({ children }: { readonly children: ReactNode }) {
  return <ProcessReading value={useWords().readProcess}>{children}</ProcessReading>;
}

/**
 * The chosen language once its words are loaded; until then the previous one. Only the first load waits for the words: otherwise the page
 * would flash in the browser's language.
 */
function useSpoken(wanted: Language, isAnswered: boolean): { readonly spoken: Language; readonly isHeld: boolean } {
  const [last, setLast] = useState(wanted);
  const [hasStarted, setHasStarted] = useState(false);
  const spoken = hasWords(wanted) ? wanted : last;
  const isHere = spoken === wanted;
  if (isHere && isAnswered && !hasStarted) setHasStarted(true);
  useEffect(() => {
    const left = new AbortController();
    void fetchWords(wanted, left.signal).then(() => left.signal.aborted || setLast(wanted));
    return () => left.abort();
  }, [wanted]);
  return { spoken, isHeld: isAnswered && !isHere && !hasStarted };
}

/** Changes the language or the theme; a refusal is shown as a toast, and the change is undone. */
export function useChangePreferences(): (act: string, wanted: Partial<Preferences>) => void {
  const control = use(PreferencesContext);
  if (!control) throw new Error('useChangePreferences is used outside PreferencesProvider');
  const { change } = control;
  const toast = useToast();
  const { notDone } = useWords();
  return useCallback(
    (act, wanted) => void change(wanted).catch((error: unknown) => toast(notDone(act, error))),
    [change, toast, notDone],
  );
}
