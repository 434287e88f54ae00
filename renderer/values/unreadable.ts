import type { ValueProblems } from './check-values.ts';

/** Stands behind the id of a file's field: of what says that the file is still on its way. */
export const sendingMark = '-sending';

/**
 * What is typed under a prefix of ids but is no value yet (broken JSON), by parameter. It lives in the fields alone,
 * as the browser's own validity: a form asks for it before it sends, so that the text in view is never left out.
 */
export function unreadableValues(idPrefix: string): ValueProblems {
  const fields = [...document.querySelectorAll('textarea')].filter(
    ({ id, validity }) => id.startsWith(idPrefix) && validity.customError,
  );
  return Object.fromEntries(
    fields.map((field) => [field.id.slice(idPrefix.length).replace(sendingMark, ''), field.validationMessage]),
  );
}
