import { useSyncExternalStore } from 'react';

const usualPx = 16;
let known = 0;

// Measured when asked for anew, not with each drawing: to read a style while rows scroll makes the browser lay out twice.
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

/** How much larger than usual the reader has text: 1 is usual, 2 is 200 %. For what is measured in px. */
export const useTextScale = (): number => useSyncExternalStore(subscribe, () => known || measure());
