import type { Language } from '../../contract/language.ts';
import { formParts as en, type FormPartWords } from './en/form-parts.ts';
import { formParts as tr } from './tr/form-parts.ts';

/** The texts of the folded parts of a form; outside the catalogues, to keep them out of the first load. */
export const formPartWords: Readonly<Record<Language, FormPartWords>> = { en, tr };
