/** The charset in a locale, on systems without code pages: `tr_TR.ISO-8859-9` is `iso-8859-9`; null for UTF-8, and if there is none. */
export function charsetOf(environment: Readonly<Record<string, string | undefined>>): string | null {
  const language = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  const charset = /\.([\w-]+)/.exec(language)?.[1] ?? '';
  return charset === '' || /^utf-?8$/i.test(charset) ? null : charset.toLowerCase();
}
