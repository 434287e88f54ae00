import type { Language } from '../../contract/language.ts';
import { processes as en, type ProcessWords } from './en/processes.ts';
import { processes as tr } from './tr/processes.ts';

/** What the screens of processes say; beside the catalogues, so that the first load does without. */
export const processWords: Readonly<Record<Language, ProcessWords>> = { en, tr };
