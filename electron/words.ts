import { runtimeZone, zoneOf } from '../contract/quartz/index.ts';
import type { Language } from '../contract/reasons.ts';
import { en, type Words } from './words-en.ts';
import { tr } from './words-tr.ts';

export type { Words };

const dayMs = 86_400_000;

export const wordsOf = (language: Language): Words => (language === 'tr' ? tr : en);

/** The language of the settings, or for `system` that of the computer: Turkish where it is Turkish, English elsewhere. */
export function languageOf(setting: 'system' | Language, locale: string): Language {
  if (setting !== 'system') return setting;
  return locale.toLowerCase().split(/[-_]/)[0] === 'tr' ? 'tr' : 'en';
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
  return new Intl.DateTimeFormat(language === 'tr' ? 'tr-TR' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(isToday ? {} : { weekday: 'short', day: 'numeric', month: 'short' }),
    timeZone: 'UTC',
  }).format(wall);
}
