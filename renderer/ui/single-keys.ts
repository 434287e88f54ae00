import { createContext } from 'react';

/** Whether single-letter shortcuts work; the settings can turn them off. */
export const SingleKeys = createContext(true);
