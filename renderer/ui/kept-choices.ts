import { createContext, use, useState } from 'react';
import { storedText, storeText } from './browser-storage.ts';

/** Where small choices of screens are kept, such as a column that is shown. */
export interface KeptChoices {
  /** Null if nothing was chosen. */
  readonly get: (name: string) => string | null;
  readonly set: (name: string, text: string) => void;
}

/** In this browser, unless the app knows a better place. */
export const inBrowser: KeptChoices = { get: storedText, set: storeText };
export const KeptChoicesContext = createContext(inBrowser);

/** A choice by its name, and what changes it. */
export function useKeptChoice(name: string): readonly [string | null, (text: string) => void] {
  const { get, set } = use(KeptChoicesContext);
  // What was chosen here is shown even where it cannot be kept.
  const [chosen, setChosen] = useState<string | null>(null);
  return [
    chosen ?? get(name),
    (text) => {
      setChosen(text);
      set(name, text);
    },
  ];
}
