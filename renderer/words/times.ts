import { dayStart, isZoneAtHand, runtimeZone, zoneOf } from '../../contract/quartz/index.ts';
import { locales, type Language } from '../../contract/language.ts';
import type { LocalClock } from '../ui/lanes/ticks.ts';

/** Words for amounts of time. */
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

/** Formats times and numbers in one language. `homeZone` is this computer's zone; every other zone is named. */
export interface Times {
  readonly homeZone: string;
  /** `Tue 24 Nov 2026 09:00`, with the zone if it is not the home zone. */
  readonly full: (at: number, zone?: string) => string;
  /** The same without the zone, for places that show the zone separately. */
  readonly fullIn: (at: number, zone: string) => string;
  /** `09:00` today, else `24 Nov 09:00`, with the year if it differs, with the zone if foreign. */
  readonly short: (at: number, now: number, zone?: string) => string;
  /** The same without the zone, for places that show the zone separately. */
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
  /** Local time written as if it were UTC, and back to an instant. */
  readonly local: LocalClock;
  /** The first instant of an instant's local day, or of the day that many days later. */
  readonly dayStart: (at: number, days?: number) => number;
}

/** Shown until the data of a zone has loaded. */
const unknown = '…';

/** Local times are computed with the server's zone data and then formatted as UTC: the browser's own data is never used. */
export function createTimes(language: Language, homeZone: string = runtimeZone()): Times {
  const u = units[language];
  const partsOf = createClockParts(locales[language], homeZone);
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
  const withSeconds = new Intl.DateTimeFormat(locales[language], {
    timeZone: 'UTC',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const clockWithSeconds = (at: number) =>
    isZoneAtHand(homeZone) ? withSeconds.format(wallOf(at, homeZone)) : unknown;

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
    clockWithSeconds,
    clockWithMilliseconds: (at) =>
      `${clockWithSeconds(at)}.${String(Math.floor(((at % 1000) + 1000) % 1000)).padStart(3, '0')}`,
    relative: (at, now) => {
      const distance = Math.abs(at - now);
      if (distance < 30_000) return u.now;
      const text = coarse(distance, u);
      return at > now ? u.in(text) : u.ago(text);
    },
    // After a clock was set back, a start can seem later than its end.
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
    offset: (at, zone) => (isZoneAtHand(zone) ? offsetText(zoneOf(zone).offsetAt(at)) : unknown),
    local: {
      wallOf: (at) => wallOf(at, homeZone),
      instantOf(wall) {
        if (!isZoneAtHand(homeZone)) return wall;
        const zone = zoneOf(homeZone);
        return zone.earlierInstant(zone.settle(wall)) ?? wall;
      },
    },
    dayStart: (at, days = 0) => dayStart(isZoneAtHand(homeZone) ? homeZone : 'UTC', at, days),
  };
}

function wallOf(at: number, zone: string): number {
  return isZoneAtHand(zone) ? at + zoneOf(zone).offsetAt(at) : at;
}

/** `GMT`, `GMT+3`, `GMT-3:30`. */
function offsetText(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  if (minutes === 0) return 'GMT';
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return `GMT${offsetMs < 0 ? '-' : '+'}${Math.floor(minutes / 60)}${rest}`;
}

interface ClockParts {
  readonly weekday: string;
  readonly dayMonth: string;
  readonly year: string;
  readonly clock: string;
}

const rememberedMinutes = 5000;

/** Local times, cached by minute: a grid asks for the same times again at every render. */
function createClockParts(tag: string, homeZone: string): (at: number, zone: string) => ClockParts {
  const known = new Map<string, ClockParts>();
  const format = new Intl.DateTimeFormat(tag, {
    timeZone: 'UTC',
    weekday: 'short',
    day: '2-digit',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at, given) => {
    const zone = given === '' ? homeZone : given;
    const key = `${zone} ${Math.floor(at / 60_000)}`;
    const found = known.get(key);
    if (found) return found;
    if (!isZoneAtHand(zone)) return { weekday: unknown, dayMonth: unknown, year: unknown, clock: unknown };
    const part = new Map(format.formatToParts(wallOf(at, zone)).map(({ type, value }) => [type, value]));
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

function coarse(ms: number, u: (typeof units)[Language]): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 60) return `${minutes} ${u.min}`;
  if (minutes < 24 * 60) return `${Math.round(minutes / 60)} ${u.h}`;
  return `${Math.round(minutes / (24 * 60))} ${u.d}`;
}
