import type { Language } from '../../contract/language.ts';
import { processes as en, type ProcessWords } from './en/processes.ts';
import { processes as tr } from './tr/processes.ts';

/** The texts of the process screens; outside the catalogues, to keep them out of the first load. */
export const processWords: Readonly<Record<Language, ProcessWords>> = { en, tr };
