import type { Language } from '../../contract/language.ts';
import { followUps as en, type FollowUpWords } from './en/follow-ups.ts';
import { followUps as tr } from './tr/follow-ups.ts';

/** The texts of what follows a run; outside the catalogues, to keep them out of the first load. */
export const followUpWords: Readonly<Record<Language, FollowUpWords>> = { en, tr };
