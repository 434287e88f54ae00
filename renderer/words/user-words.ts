import type { Language } from '../../contract/language.ts';
import { users as en, type UsersWords } from './en/users.ts';
import { users as tr } from './tr/users.ts';

/** The texts about people who sign in; outside the catalogues, to keep them out of the first load. */
export const userWords: Readonly<Record<Language, UsersWords>> = { en, tr };
