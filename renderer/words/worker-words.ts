import type { Language } from '../../contract/language.ts';
import { workers as en, type WorkerWords } from './en/workers.ts';
import { workers as tr } from './tr/workers.ts';

/** The texts of the Workers screen; outside the catalogues, to keep them out of the first load. */
export const workerWords: Readonly<Record<Language, WorkerWords>> = { en, tr };
