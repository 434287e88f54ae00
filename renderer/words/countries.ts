import { languages, type Language } from '../../contract/language.ts';

export interface Country {
  readonly code: string;
  readonly name: string;
}

/** The name of a country in the reader's language; regions (`DE-BY`) keep the server's name. */
export function countryName(code: string, countries: readonly Country[], language: Language): string {
  const given = countries.find((country) => country.code === code)?.name ?? code;
  if (!/^[A-Z]{2}$/.test(code)) return given;
  return new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(code) ?? given;
}

/** Names that people still type, or short ones; none of `Intl`. */
const usualNames: Readonly<Record<string, readonly string[]>> = {
  AE: ['UAE', 'BAE'],
  CD: ['DRC'],
  CI: ['Ivory Coast', 'Fildişi Sahili'],
  CZ: ['Czech Republic'],
  GB: ['England', 'Great Britain', 'UK', 'İngiltere'],
  KR: ['South Korea'],
  MK: ['Macedonia'],
  MM: ['Burma'],
  NL: ['Holland'],
  RU: ['Russian Federation'],
  SZ: ['Swaziland'],
  TR: ['Turkey'],
  US: ['USA', 'America', 'ABD'],
};

/** What a country is found by beside its name in the reader's language: its code, its names in all languages, and those it had. */
export const otherNames = (code: string, countries: readonly Country[]): string[] => [
  code,
  ...languages.map((language) => countryName(code, countries, language)),
  ...(usualNames[code] ?? []),
];
