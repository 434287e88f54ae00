import type { ValueProblems } from './check-values.ts';

/** The suffix of the id that marks a file upload in progress. */
export const sendingMark = '-sending';

/**
 * The input under a prefix of ids that is no value yet (invalid JSON), by parameter. It exists only in the fields, as the browser's own
 * validity; a form checks it before sending, so that no visible text is silently left out.
 */
export function unreadableValues(idPrefix: string): ValueProblems {
  const fields = [...document.querySelectorAll('textarea')].filter(
    ({ id, validity }) => id.startsWith(idPrefix) && validity.customError,
  );
  return Object.fromEntries(
    fields.map((field) => [field.id.slice(idPrefix.length).replace(sendingMark, ''), field.validationMessage]),
  );
}
