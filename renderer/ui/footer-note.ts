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

/** The screen's text in the footer, such as "3 of 3 schedules". */
export const useFooterNote = (): string | null => useSyncExternalStore(subscribe, () => note);

/** Shows a text in the footer while the screen is mounted. */
export function useSetFooterNote(text: string | null): void {
  useEffect(() => {
    set(text);
    return () => set(null);
  }, [text]);
}
