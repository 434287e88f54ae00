import { runtimeZone, zoneOf } from '../../contract/quartz/index.ts';
import { locales, spokenOf, type Language } from '../../contract/language.ts';
import { en, type Words } from './en.ts';
import { tr } from './tr.ts';

export type { Words };

const dayMs = 86_400_000;

/** The words of each language. */
const wordsIn: Readonly<Record<Language, Words>> = { en, tr };

export const wordsOf = (language: Language): Words => wordsIn[language];

/** The language of the settings, or for `system` that of the computer; English where Rota does not support it. */
export function languageOf(setting: 'system' | Language, locale: string): Language {
  return setting === 'system' ? spokenOf([locale]) : setting;
}

/** Fills the placeholders of a sentence; one without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A local 24-hour time, with the date if it is not today. Computed with Rota's zone data, not the runtime's. */
export function timeIn(language: Language, instant: number, now: number, timeZone = runtimeZone()): string {
  const { offsetAt } = zoneOf(timeZone);
  const [wall, wallNow] = [instant + offsetAt(instant), now + offsetAt(now)];
  const isToday = Math.floor(wall / dayMs) === Math.floor(wallNow / dayMs);
  return new Intl.DateTimeFormat(locales[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    timeZone: 'UTC',
  }).format(wall);
}
