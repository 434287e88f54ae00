import type { ErrorDetail } from '../../contract/errors.ts';
import type { Language } from '../../contract/language.ts';
import { saidIn, type Dictionary } from '../../contract/translatable.ts';

/** One error of a field. */
export function detailIn(language: Language, detail: ErrorDetail, dictionary: Dictionary): string {
  const { code, message, said } = detail;
  if (language === 'en') return message;
  return said && Object.hasOwn(dictionary, said.words)
    ? saidIn(said, dictionary)
    : (ofCode(code, dictionary) ?? message);
}

const ofCode = (code: string, dictionary: Dictionary): string | undefined => dictionary[`code:${code}`];

/** A refusal, or any other thrown error, as a sentence in the reader's language. */
export function problemIn(language: Language, error: unknown, dictionary: Dictionary): string {
  const message = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = ofCode(code, dictionary);
  if (language === 'en' || sentence === undefined) return message;
  const details = (error as { details?: readonly ErrorDetail[] }).details ?? [];
  const faults = details.map((detail) => {
    const { field, message: english } = detail;
    const fault = detailIn(language, detail, dictionary);
    // Without its field the message is a whole sentence.
    return field !== null && english.startsWith(field) ? `${fieldIn(field, dictionary)}: ${fault}` : fault;
  });
  return faults.length > 0 ? [...new Set(faults)].join('; ') : sentence;
}

/** The label of a field; a value uses the name that its process gives it. */
function fieldIn(field: string, dictionary: Dictionary): string {
  if (field.startsWith('values.')) return field.slice('values.'.length);
  const known = field
    .split('.')
    .toReversed()
    .map((key) => dictionary[`field:${key.replace(/\[\d+\]$/, '')}`]);
  return known.find((label) => label !== undefined) ?? field;
}
