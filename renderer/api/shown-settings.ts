import type { QueryClient } from '@tanstack/react-query';
import { keys, type Answer } from './keys.ts';

type Shown = Answer<'session'>['settings'];

/** Shows changed settings at once (optimistic update); the server's answer or announcement overwrites them. Returns the function that undoes it. */
export function showSettings(queries: QueryClient, change: Partial<Shown>): () => void {
  const before = queries.getQueryData<Answer<'session'>>(keys.session)?.settings;
  const was = Object.fromEntries(Object.keys(change).map((key) => [key, before?.[key as keyof Shown]]));
  queries.setQueryData<Answer<'session'>>(
    keys.session,
    (old) => old && { ...old, settings: { ...old.settings, ...change } },
  );
  return () => {
    showSettings(queries, was);
    // Something else may have changed it in the meantime.
    void queries.invalidateQueries({ queryKey: keys.session });
  };
}
