import { useEffect, useSyncExternalStore } from 'react';

let note: string | null = null;
const listeners = new Set<() => void>();

function set(next: string | null): void {
  note = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the screen says in the footer strip, such as "3 of 3 schedules". */
export const useFooterNote = (): string | null => useSyncExternalStore(subscribe, () => note);

/** Says something in the footer strip while the screen is shown. */
export function useSetFooterNote(text: string | null): void {
  useEffect(() => {
    set(text);
    return () => set(null);
  }, [text]);
}
