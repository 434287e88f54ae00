import type { Language } from '../../contract/reasons.ts';

const locale = { en: 'en-GB', tr: 'tr-TR' } as const;

/** Words for numbers of time. */
const units = {
  en: {
    now: 'now',
    in: (t: string) => `in ${t}`,
    ago: (t: string) => `${t} ago`,
    d: 'd',
    h: 'h',
    min: 'min',
    m: 'm',
    s: 's',
  },
  tr: {
    now: 'şimdi',
    in: (t: string) => `${t} sonra`,
    ago: (t: string) => `${t} önce`,
    d: 'g',
    h: 'sa',
    min: 'dk',
    m: 'dk',
    s: 'sn',
  },
} as const;

/** How times and numbers are said in one language. `homeZone` is this computer's zone: every other one is named. */
export interface Times {
  readonly homeZone: string;
  /** `Tue 24 Nov 2026 09:00`, with the zone if it is not the home zone. */
  readonly full: (at: number, zone?: string) => string;
  /** The same without the zone, for where the zone stands beside it. */
  readonly fullIn: (at: number, zone: string) => string;
  /** `09:00` today, else `24 Nov 09:00`, with the year if it is another, with the zone if foreign. */
  readonly short: (at: number, now: number, zone?: string) => string;
  /** The same without the zone, for where the zone stands beside it. */
  readonly shortIn: (at: number, now: number, zone: string) => string;
  readonly clock: (at: number) => string;
  readonly clockWithSeconds: (at: number) => string;
  readonly clockWithMilliseconds: (at: number) => string;
  readonly day: (at: number, zone?: string) => string;
  /** `in 15 min`, `3 h ago`, `now`. */
  readonly relative: (at: number, now: number) => string;
  /** `1 m 55 s`, `2 h 5 m`, `0.8 s`. */
  readonly duration: (ms: number) => string;
  readonly percent: (share: number) => string;
  readonly number: (value: number) => string;
  /** `GMT+3` or the like, at that instant. */
  readonly offset: (at: number, zone: string) => string;
}

/** This computer's own zone. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export function createTimes(language: Language, homeZone: string = browserZone()): Times {
  const u = units[language];
  const formats = new Map<string, Intl.DateTimeFormat>();
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = JSON.stringify(options);
    const known = formats.get(key) ?? new Intl.DateTimeFormat(locale[language], { timeZone: homeZone, ...options });
    formats.set(key, known);
    return known;
  };
  const part = (at: number, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes): string =>
    format(options)
      .formatToParts(at)
      .find((found) => found.type === type)?.value ?? '';
  const clock = (at: number, zone = homeZone) =>
    format({ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  const year = (at: number, zone: string) => part(at, { timeZone: zone, year: 'numeric' }, 'year');
  const dayMonth = (at: number, zone: string) => {
    const options = { timeZone: zone, day: '2-digit', month: 'short' } as const;
    return `${part(at, options, 'day')} ${part(at, options, 'month').replace('.', '')}`;
  };
  const weekday = (at: number, zone: string) => part(at, { timeZone: zone, weekday: 'short' }, 'weekday');
  const foreign = (zone: string) => (zone === homeZone ? '' : ` ${zone}`);
  const day = (at: number, zone = homeZone) =>
    language === 'en'
      ? `${weekday(at, zone)} ${dayMonth(at, zone)} ${year(at, zone)}`
      : `${dayMonth(at, zone)} ${year(at, zone)} ${weekday(at, zone)}`;
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const withSeconds = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;

  const shortIn = (at: number, now: number, zone: string) => {
    const isToday = day(at, zone) === day(now, zone);
    const isThisYear = year(at, zone) === year(now, zone);
    const date = isThisYear ? dayMonth(at, zone) : `${dayMonth(at, zone)} ${year(at, zone)}`;
    return `${isToday ? '' : `${date} `}${clock(at, zone)}`;
  };

  return {
    homeZone,
    day,
    fullIn: (at, zone) => `${day(at, zone)} ${clock(at, zone)}`,
    full: (at, zone = homeZone) => `${day(at, zone)} ${clock(at, zone)}${foreign(zone)}`,
    short: (at, now, zone = homeZone) => shortIn(at, now, zone) + foreign(zone),
    shortIn,
    clock: (at) => clock(at),
    clockWithSeconds: (at) => format(withSeconds).format(at),
    clockWithMilliseconds: (at) =>
      `${format(withSeconds).format(at)}.${String(Math.floor(((at % 1000) + 1000) % 1000)).padStart(3, '0')}`,
    relative: (at, now) => {
      const distance = Math.abs(at - now);
      if (distance < 30_000) return u.now;
      const text = coarse(distance, u);
      return at > now ? u.in(text) : u.ago(text);
    },
    duration: (ms) => {
      const seconds = Math.round(ms / 1000);
      if (ms < 9_950) return `${number.format(Math.round(ms / 100) / 10)} ${u.s}`;
      if (seconds < 60) return `${seconds} ${u.s}`;
      if (seconds < 3600) return `${Math.floor(seconds / 60)} ${u.m} ${seconds % 60} ${u.s}`;
      if (seconds < 86_400) return `${Math.floor(seconds / 3600)} ${u.h} ${Math.floor((seconds % 3600) / 60)} ${u.m}`;
      return `${Math.floor(seconds / 86_400)} ${u.d} ${Math.floor((seconds % 86_400) / 3600)} ${u.h}`;
    },
    percent: (share) => percent.format(share),
    number: (value) => number.format(value),
    offset: (at, zone) => part(at, { timeZone: zone, timeZoneName: 'shortOffset' }, 'timeZoneName'),
  };
}

function coarse(ms: number, u: (typeof units)['en' | 'tr']): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} ${u.min}`;
  if (minutes < 24 * 60) return `${Math.round(minutes / 60)} ${u.h}`;
  return `${Math.round(minutes / (24 * 60))} ${u.d}`;
}
