import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { Language } from '../../contract/language.ts';
import { call, CallError } from '../api/client.ts';
import { changeOwn, PreferencesContext, usePreferences, type Preferences } from '../api/preferences.ts';
import { ProcessReading, useSession } from '../api/queries.ts';
import { showSettings } from '../api/shown-settings.ts';
import { inBrowser, KeptChoicesContext } from '../ui/kept-choices.ts';
import { SingleKeys } from '../ui/single-keys.ts';
import { useToast } from '../ui/toast.tsx';
import { useWords, WordsProvider } from '../words/words.tsx';
import { fetchWords, hasWords } from '../words/packs.ts';
import { keepLook, keepOwn, languageOf, preferencesOf, readLook, readOwn } from './preferences.ts';

const here = {
  isDesktop: window.desktop !== undefined,
  isAtComputer: /^(localhost|127\.0\.0\.1|\[::1\])$/.test(location.hostname),
};

/** Language, theme and what else belongs to the person in front of the page: shown at once, then saved where it is kept. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const queries = useQueryClient();
  const session = useSession();
  // After a session has ended its data is still at hand.
  const isOver = session.error instanceof CallError && session.error.status === 401;
  const data = isOver ? undefined : session.data;
  const [own, setOwn] = useState(readOwn);
  const { language, theme, singleKeyShortcuts, kept } = useMemo(
    () =>
      data === undefined
        ? { ...readLook(), ...own, singleKeyShortcuts: true, kept: 'browser' as const }
        : preferencesOf(data, own, here),
    [data, own],
  );
  const { setColorScheme } = useMantineColorScheme();
  const { spoken, isHeld } = useSpoken(languageOf(language), !session.isPending);

  useEffect(() => keepLook({ language, theme }), [language, theme]);
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);

  const change = useCallback(
    async (wanted: Partial<Preferences>) => {
      if (kept === 'user') return changeOwn(queries, wanted);
      if (kept === 'settings') return changeSettings(queries, wanted);
      const next = { ...readOwn(), ...wanted };
      keepOwn(next);
      setOwn(next);
    },
    [kept, queries],
  );
  const control = useMemo(
    () => ({ language, theme, singleKeyShortcuts, kept, change }),
    [language, theme, singleKeyShortcuts, kept, change],
  );
  const role = data?.me.role ?? 'administrator';
  const isLimited = (data?.me.tags ?? null) !== null;
  const rights = useMemo(() => ({ role, isLimited }), [role, isLimited]);
  const screens = data?.own?.screens;
  const choices = useMemo(
    () =>
      screens === undefined
        ? inBrowser
        : {
            get: (name: string) => screens[name] ?? null,
            // Shown already; what cannot be kept is asked for again next time.
            set: (name: string, text: string) =>
              void changeOwn(queries, { screens: { ...screens, [name]: text } }).catch(() => undefined),
          },
    [screens, queries],
  );
  return (
    <PreferencesContext value={control}>
      <SingleKeys value={singleKeyShortcuts}>
        <KeptChoicesContext value={choices}>
          <WordsProvider language={spoken} rights={rights}>
            <Reading>{isHeld ? null : children}</Reading>
          </WordsProvider>
        </KeptChoicesContext>
      </SingleKeys>
    </PreferencesContext>
  );
}

async function changeSettings(queries: QueryClient, wanted: Partial<Preferences>): Promise<void> {
  const takeBack = showSettings(queries, wanted);
  try {
    await call('changeSettings', { body: wanted, keepalive: true });
  } catch (error) {
    takeBack();
    throw error;
  }
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
  const { change } = usePreferences();
  const toast = useToast();
  const { notDone } = useWords();
  return useCallback(
    (act, wanted) => void change(wanted).catch((error: unknown) => toast(notDone(act, error))),
    [change, toast, notDone],
  );
}
