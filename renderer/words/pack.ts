import type { ReasonSpeech } from '../../contract/reasons.ts';
import type { Dictionary } from '../../contract/translatable.ts';
import type { Words } from './en/index.ts';

export interface Pack {
  readonly words: Words;
  readonly reasonSpeech: ReasonSpeech;
  /** Translations of the server's English texts. */
  readonly dictionary: Dictionary;
}
