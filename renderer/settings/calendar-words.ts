import type { Language } from '../../contract/language.ts';

/** 1 = Monday … 7 = Sunday. */
export function weekdayName(day: number, language: Language, length: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' }).format(Date.UTC(2024, 0, day));
}

export interface DayLine {
  readonly day: string;
  readonly name: string;
}

/** Parses days, one per line, each with an optional name; reports the first invalid line. */
export function readDays(
  text: string,
): { readonly days: DayLine[] } | { readonly line: number; readonly text: string } {
  const days: DayLine[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, day, name = ''] = /^\s*(\d{4}-\d{2}-\d{2})(?:\s+(.*))?$/.exec(line) ?? [];
    if (day === undefined || Number.isNaN(Date.parse(day))) return { line: index + 1, text: line.trim() };
    days.push({ day, name: name.trim() });
  }
  return { days: days.sort((one, other) => one.day.localeCompare(other.day)) };
}

/** Adds days to a text of days; typed lines stay, even those that cannot be parsed. */
export function withDays(text: string, further: readonly DayLine[]): string {
  const read = readDays(text);
  if (!('days' in read)) return `${text.trimEnd()}\n${writeDays(further)}`;
  const typed = new Set(read.days.map(({ day }) => day));
  const added = further.filter(({ day }) => !typed.has(day));
  return writeDays([...read.days, ...added].sort((one, other) => one.day.localeCompare(other.day)));
}

export const writeDays = (days: readonly DayLine[]): string =>
  days.map(({ day, name }) => (name === '' ? day : `${day} ${name}`)).join('\n');

/** Removes a day from a text of days; typed lines stay, even those that cannot be parsed. */
export const withoutDay = (text: string, day: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trim().startsWith(day))
    .join('\n');
