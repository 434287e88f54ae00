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
  const partsOf = createClockParts(locale[language], homeZone);
  const clock = (at: number, zone = homeZone) => partsOf(at, zone).clock;
  const dayMonth = (at: number, zone: string) => partsOf(at, zone).dayMonth;
  const year = (at: number, zone: string) => partsOf(at, zone).year;
  const foreign = (zone: string) => (zone === homeZone ? '' : ` ${zone}`);
  const day = (at: number, zone = homeZone) => {
    const { weekday, dayMonth: date, year: inYear } = partsOf(at, zone);
    return language === 'en' ? `${weekday} ${date} ${inYear}` : `${date} ${inYear} ${weekday}`;
  };
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const withSeconds = new Intl.DateTimeFormat(locale[language], {
    timeZone: homeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });

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
    clockWithSeconds: (at) => withSeconds.format(at),
    clockWithMilliseconds: (at) =>
      `${withSeconds.format(at)}.${String(Math.floor(((at % 1000) + 1000) % 1000)).padStart(3, '0')}`,
    relative: (at, now) => {
      const distance = Math.abs(at - now);
      if (distance < 30_000) return u.now;
      const text = coarse(distance, u);
      return at > now ? u.in(text) : u.ago(text);
    },
    // What began before a clock was set back seems to end before it began.
    duration: (given) => {
      const ms = Math.max(0, given);
      const seconds = Math.round(ms / 1000);
      if (ms < 9_950) return `${number.format(Math.round(ms / 100) / 10)} ${u.s}`;
      if (seconds < 60) return `${seconds} ${u.s}`;
      if (seconds < 3600) return `${Math.floor(seconds / 60)} ${u.m} ${seconds % 60} ${u.s}`;
      if (seconds < 86_400) return `${Math.floor(seconds / 3600)} ${u.h} ${Math.floor((seconds % 3600) / 60)} ${u.m}`;
      return `${Math.floor(seconds / 86_400)} ${u.d} ${Math.floor((seconds % 86_400) / 3600)} ${u.h}`;
    },
    percent: (share) => percent.format(share),
    number: (value) => number.format(value),
    offset: (at, zone) =>
      partOf(
        new Intl.DateTimeFormat(locale[language], { timeZone: zone, timeZoneName: 'shortOffset' }),
        at,
        'timeZoneName',
      ),
  };
}

interface ClockParts {
  readonly weekday: string;
  readonly dayMonth: string;
  readonly year: string;
  readonly clock: string;
}

const rememberedMinutes = 5000;

/** What a wall clock shows, remembered by minute: a grid asks for the same times again with every row it draws. */
function createClockParts(tag: string, homeZone: string): (at: number, zone: string) => ClockParts {
  const formats = new Map<string, Intl.DateTimeFormat>();
  const known = new Map<string, ClockParts>();
  return (at, zone) => {
    const key = `${zone} ${Math.floor(at / 60_000)}`;
    const found = known.get(key);
    if (found) return found;
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat(tag, {
        timeZone: zone === '' ? homeZone : zone,
        weekday: 'short',
        day: '2-digit',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      });
    formats.set(zone, format);
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const read = (type: Intl.DateTimeFormatPartTypes): string => part.get(type) ?? '';
    const made = {
      weekday: read('weekday'),
      dayMonth: `${read('day')} ${read('month').replace('.', '')}`,
      year: read('year'),
      clock: `${read('hour')}:${read('minute')}`,
    };
    if (known.size >= rememberedMinutes) known.clear();
    known.set(key, made);
    return made;
  };
}

const partOf = (format: Intl.DateTimeFormat, at: number, type: Intl.DateTimeFormatPartTypes): string =>
  format.formatToParts(at).find((found) => found.type === type)?.value ?? '';

function coarse(ms: number, u: (typeof units)['en' | 'tr']): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} ${u.min}`;
  if (minutes < 24 * 60) return `${Math.round(minutes / 60)} ${u.h}`;
  return `${Math.round(minutes / (24 * 60))} ${u.d}`;
}
