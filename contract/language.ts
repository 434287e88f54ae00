/** The languages that Rota speaks, in the order in which they are offered. A new one begins with its line here. */
export const languages = ['en', 'tr'] as const;
export type Language = (typeof languages)[number];

/** Each as its own readers call it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', tr: 'Türkçe' };

/** How times and numbers are written for its readers. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', tr: 'tr-TR' };

/** The first of these tags (`de-AT`, `tr`) whose language is spoken here; English where none is. */
export function spokenOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    const found = languages.find((language) => tag.toLowerCase().split(/[-_]/)[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
