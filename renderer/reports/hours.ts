import { locales, type Language } from '../../contract/language.ts';

const hourMs = 3_600_000;

/** `12.4`; of little two digits after the point, so that it does not read as nothing. */
export const hoursIn = (language: Language, ms: number): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: ms < 10 * hourMs ? 2 : 1 }).format(ms / hourMs);
