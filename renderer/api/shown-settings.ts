import type { QueryClient } from '@tanstack/react-query';
import { keys, type Answer } from './keys.ts';

type Shown = Answer<'session'>['settings'];

/**
 * Shows changed settings at once, wherever the session's are read; the server's answer or announcement comes over them.
 * What it gives back shows the settings as they were.
 */
export function showSettings(queries: QueryClient, change: Partial<Shown>): () => void {
  const before = queries.getQueryData<Answer<'session'>>(keys.session)?.settings;
  const was = Object.fromEntries(Object.keys(change).map((key) => [key, before?.[key as keyof Shown]]));
  queries.setQueryData<Answer<'session'>>(
    keys.session,
    (old) => old && { ...old, settings: { ...old.settings, ...change } },
  );
  return () => {
    showSettings(queries, was);
    // It may have been changed elsewhere meanwhile.
    void queries.invalidateQueries({ queryKey: keys.session });
  };
}
