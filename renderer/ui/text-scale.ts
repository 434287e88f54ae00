import { useSyncExternalStore } from 'react';

const usualPx = 16;
let known = 0;

// Measured on subscribing and on resize, not at each render: reading a style while rows scroll forces another layout.
function measure(): number {
  known = parseFloat(getComputedStyle(document.documentElement).fontSize) / usualPx || 1;
  return known;
}

function subscribe(onChange: () => void): () => void {
  const onResize = (): void => {
    measure();
    onChange();
  };
  measure();
  addEventListener('resize', onResize);
  return () => removeEventListener('resize', onResize);
}

/** The reader's text size: 1 is normal, 2 is 200 %. For lengths measured in px. */
export const useTextScale = (): number => useSyncExternalStore(subscribe, () => known || measure());
