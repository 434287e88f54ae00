import { exitCodes } from '../../../contract/words/en/exit-codes.ts';
import { reasons } from '../../../contract/words/en/reasons.ts';
import type { Pack } from '../pack.ts';
import { en } from './index.ts';

/** All texts of the page in this language. */
export const pack: Pack = { words: en, reasonSpeech: { reasons, exitCodes }, dictionary: {} };
