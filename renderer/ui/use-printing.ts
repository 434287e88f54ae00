import { useSyncExternalStore } from 'react';

let isPrinting = false;
const read = (): boolean => isPrinting;

function subscribe(tell: () => void): () => void {
  const end = new AbortController();
  for (const event of ['beforeprint', 'afterprint']) {
    const note = (): void => {
      isPrinting = event === 'beforeprint';
      tell();
    };
    addEventListener(event, note, { signal: end.signal });
  }
  return () => end.abort();
}

/** Whether the page is being printed; told in time for what is drawn to be on paper. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, read);

/** How many rows or lines beyond those in view are on paper: a list of a million is no printed page. */
export const printedRows = 2000;
