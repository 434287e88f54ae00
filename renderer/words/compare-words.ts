import type { Language } from '../../contract/language.ts';
import { compare as en, type CompareWords } from './en/compare.ts';
import { compare as tr } from './tr/compare.ts';

/** The texts of the comparison of runs; outside the catalogues, to keep them out of the first load. */
export const compareWords: Readonly<Record<Language, CompareWords>> = { en, tr };
