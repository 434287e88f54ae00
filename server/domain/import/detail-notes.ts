import type { ErrorDetail } from '../../../contract/errors.ts';
import { said, type Translatable } from '../../../contract/translatable.ts';
import { joined, type Note } from './import-set.ts';

/** The faults that a check found, as one note. */
export function noteOfDetails(details: readonly ErrorDetail[]): Note {
  const sentence = joined(details.map(sentenceOf));
  const note = details.map(({ message }) => message).join('; ');
  return sentence === null ? { note } : { note, said: sentence };
}

/** The field and its fault; a fault without a translatable sentence stays English. */
export function sentenceOf({ field, message, said: own }: ErrorDetail): Translatable {
  if (own === undefined) return { words: '{0}', facts: [message] };
  return field === null ? own : said`${field}: ${own}`;
}
