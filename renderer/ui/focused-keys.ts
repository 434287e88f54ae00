import { useSyncExternalStore } from 'react';

const fields = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]';

/**
 * The names of the keys that work where the focus is: `data-keys` of the nearest element around it, else of the whole screen
 * (`data-screen-keys`); null where nothing has any, and while something is typed.
 */
function read(): string | null {
  const focused = document.activeElement;
  if (focused?.matches(fields) === true || document.querySelector('[role=dialog]') !== null) return null;
  const near = focused?.closest<HTMLElement>('[data-keys]') ?? null;
  const around = document.querySelector<HTMLElement>('main [data-screen-keys]');
  return near?.dataset['keys'] ?? around?.dataset['screenKeys'] ?? null;
}

function subscribe(listener: () => void): () => void {
  // A focus that leaves has not arrived yet.
  const later = (): void => queueMicrotask(listener);
  addEventListener('focusin', listener);
  addEventListener('focusout', later);
  return () => {
    removeEventListener('focusin', listener);
    removeEventListener('focusout', later);
  };
}

export const useFocusedKeys = (): string | null => useSyncExternalStore(subscribe, read);
