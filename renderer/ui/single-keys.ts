import { createContext } from 'react';

/** Whether single letters act; they can be turned off in the settings. */
export const SingleKeys = createContext(true);
