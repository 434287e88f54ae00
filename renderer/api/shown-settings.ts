import type { QueryClient } from '@tanstack/react-query';
import { keys, type Answer } from './keys.ts';

/** Shows changed settings at once, wherever the session's are read; the server's answer or announcement comes over them. */
export function showSettings(queries: QueryClient, change: Partial<Answer<'session'>['settings']>): void {
  queries.setQueryData<Answer<'session'>>(
    keys.session,
    (old) => old && { ...old, settings: { ...old.settings, ...change } },
  );
}
