import type { ErrorDetail } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { joined, type Note } from './import-set.ts';

/** What a check found wrong, as one note. */
export function noteOfDetails(details: readonly ErrorDetail[]): Note {
  const sentence = joined(details.map(sentenceOf));
  const note = details.map(({ message }) => message).join('; ');
  return sentence === null ? { note } : { note, said: sentence };
}

/** The field and what is wrong there; what cannot be said in another language stays English. */
export function sentenceOf({ field, message, said: own }: ErrorDetail): Translatable {
  if (own === undefined) return { words: '{0}', facts: [message] };
  return field === null ? own : said`${field}: ${own}`;
}
