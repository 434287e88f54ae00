import { languages, type Language } from '../../contract/language.ts';

/** A sentence in the plural forms of a language; in Turkish both are the same. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

export type Params = Readonly<Record<string, string | number>>;

/** Fills the `{name}` placeholders of a sentence. */
export function say(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

const pluralRules = new Map(languages.map((language) => [language, new Intl.PluralRules(language)]));
const numbers = new Map(languages.map((language) => [language, new Intl.NumberFormat(language)]));

/** The plural form for a number, with the number as `{n}`. */
export function sayCount(language: Language, plural: Plural, n: number, params: Params = {}): string {
  const sentence = pluralRules.get(language)!.select(n) === 'one' ? plural.one : plural.other;
  return say(sentence, { n: numbers.get(language)!.format(n), ...params });
}
