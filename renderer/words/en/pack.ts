import type { ReasonSpeech } from '../../../contract/reasons.ts';
import type { Dictionary } from '../../../contract/translatable.ts';
import { exitCodes } from '../../../contract/words/en/exit-codes.ts';
import { reasons } from '../../../contract/words/en/reasons.ts';
import { en, type Words } from './index.ts';

/** All texts of the page in one language. */
export interface Pack {
  readonly words: Words;
  readonly reasonSpeech: ReasonSpeech;
  /** Translations of the server's English texts. */
  readonly dictionary: Dictionary;
}

export const pack: Pack = { words: en, reasonSpeech: { reasons, exitCodes }, dictionary: {} };
