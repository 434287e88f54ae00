import type { ErrorDetail } from '../contract/errors.ts';
import type { Language } from '../contract/reasons.ts';
import { saidIn, toldIn, whatItSays } from '../contract/translatable.ts';
import { fieldsTr } from '../contract/said-tr/fields-tr.ts';
import { serverTr } from '../contract/said-tr/index.ts';

/** What went wrong, in the language of the shell; what the system itself says of it stays as it came. */
export function problemIn(language: Language, error: unknown): string {
  if (language === 'en') return error instanceof Error ? error.message : String(error);
  const details = error instanceof Error && 'details' in error ? (error.details as readonly ErrorDetail[]) : [];
  return details.length === 0 ? toldIn(whatItSays(error), serverTr) : details.map(inTurkish).join('; ');
}

function inTurkish({ field, message, said }: ErrorDetail): string {
  if (said === undefined) return message;
  const sentence = saidIn(said, serverTr);
  // A message without its field is a whole sentence.
  if (field === null || !message.startsWith(field)) return sentence;
  return `${fieldsTr[`field:${field}`] ?? field.replace(/^values\./, '')}: ${sentence}`;
}
