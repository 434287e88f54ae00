/** The languages of Rota, in the order in which they are offered. A new language begins with a line here. */
export const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

/** Each name in its own language. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', tr: 'Türkçe' };

/** The locale that formats times and numbers. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr-TR' };

/** The first of these tags (`de-AT`, `tr`) whose language Rota has; else English. */
export function spokenOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = languages.find((language) => tag.toLowerCase().split(/[-_]/)[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
