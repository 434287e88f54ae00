import type { ReasonSpeech } from '../../contract/reasons.ts';
import type { Dictionary } from '../../contract/translatable.ts';
import type { Words } from './en/index.ts';

export interface Pack {
  readonly words: Words;
  readonly reasonSpeech: ReasonSpeech;
  /** What the server says, which it says in English. */
  readonly dictionary: Dictionary;
}
