import { runtimeZone, zoneOf } from '../../contract/quartz/index.ts';
import { locales, spokenOf, type Language } from '../../contract/language.ts';
import { en, type Words } from './en.ts';
import { tr } from './tr.ts';

export type { Words };

const dayMs = 86_400_000;

/** The words of each language. */
const wordsIn: Readonly<Record<Language, Words>> = { en, tr };

export const wordsOf = (language: Language): Words => wordsIn[language];

/** The language of the settings, or for `system` that of the computer; English where Rota does not speak it. */
export function languageOf(setting: 'system' | Language, locale: string): Language {
  return setting === 'system' ? spokenOf([locale]) : setting;
}

/** Fills the braces of a sentence; a name that is not given stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A 24-hour clock time here; another day than today's is named. Reckoned by Rota's zone data, not by that of the runtime. */
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
