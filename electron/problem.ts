import type { ErrorDetail } from '../contract/errors.ts';
import type { Language } from '../contract/language.ts';
import { saidIn, toldIn, whatItSays, type Dictionary } from '../contract/translatable.ts';
import { dictionaries } from './words/dictionaries.ts';

/** An error in the language of the shell; the system's own message stays untranslated. */
export function problemIn(language: Language, error: unknown): string {
  const dictionary = dictionaries[language];
  if (dictionary === null) return error instanceof Error ? error.message : String(error);
  const details = error instanceof Error && 'details' in error ? (error.details as readonly ErrorDetail[]) : [];
  if (details.length === 0) return toldIn(whatItSays(error), dictionary);
  return details.map((detail) => detailIn(dictionary, detail)).join('; ');
}

function detailIn(dictionary: Dictionary, { field, message, said }: ErrorDetail): string {
  if (said === undefined) return message;
  const sentence = saidIn(said, dictionary);
  // Without its field the message is a whole sentence.
  if (field === null || !message.startsWith(field)) return sentence;
  return `${dictionary[`field:${field}`] ?? field.replace(/^values\./, '')}: ${sentence}`;
}
