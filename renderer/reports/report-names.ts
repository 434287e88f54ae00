import { locales, type Language } from '../../contract/language.ts';
import { say } from '../words/say.ts';
import { reportWords } from '../words/report-words.ts';

// Days and months of a report are dates of Rota's zone without a time: they are shown as they are.

const format = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', ...options });

/** `November 2026`, of `2026-11`. */
export const monthName = (language: Language, month: string): string =>
  format(language, { month: 'long', year: 'numeric' }).format(Date.parse(`${month}-01T00:00:00Z`));

/** `3 Nov 2026`, of `2026-11-03`. */
export const dayName = (language: Language, day: string): string =>
  format(language, { day: 'numeric', month: 'short', year: 'numeric' }).format(Date.parse(`${day}T00:00:00Z`));

export const weekdayName = (language: Language, day: string): string =>
  format(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(Date.parse(`${day}T00:00:00Z`));

interface Span {
  readonly month?: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The month by its name, else the first and the last day. */
export function spanName(language: Language, { month, firstDay, lastDay }: Span): string {
  if (month) return monthName(language, month);
  const { days } = reportWords[language];
  return say(days, { from: dayName(language, firstDay), to: dayName(language, lastDay) });
}
