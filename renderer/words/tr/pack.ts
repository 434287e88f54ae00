import { dictionary } from '../../../contract/words/tr/dictionary.ts';
import { exitCodes } from '../../../contract/words/tr/exit-codes.ts';
import { reasons } from '../../../contract/words/tr/reasons.ts';
import type { Pack } from '../en/pack.ts';
import { tr } from './index.ts';

/** All texts of the page in this language. */
export const pack: Pack = { words: tr, reasonSpeech: { reasons, exitCodes }, dictionary };
