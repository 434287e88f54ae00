import { useSyncExternalStore } from 'react';

const usualPx = 16;

const read = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / usualPx || 1;

function subscribe(onChange: () => void): () => void {
  addEventListener('resize', onChange);
  return () => removeEventListener('resize', onChange);
}

/** How much larger than usual the reader has text: 1 is usual, 2 is 200 %. For what is measured in px. */
export const useTextScale = (): number => useSyncExternalStore(subscribe, read);
