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

/** Whether the page is being printed; set early enough to render for paper. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, read);

/** The most rows or lines to print beyond the visible ones: nobody prints a list of a million. */
export const printedRows = 2000;
