import type { Language } from '../../contract/language.ts';
import { signInWays as en, type SignInWaysWords } from './en/sign-in-ways.ts';
import { signInWays as tr } from './tr/sign-in-ways.ts';

/** The texts of the ways to sign in besides name and password; outside the catalogues, to keep them out of the first load. */
export const signInWaysWords: Readonly<Record<Language, SignInWaysWords>> = { en, tr };
