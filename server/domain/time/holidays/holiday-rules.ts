/** A public holiday or a part of one. */
export interface Holiday {
  /** yyyy-MM-dd */
  readonly day: string;
  readonly name: string;
  /** Off only from some hour on. */
  readonly isHalf: boolean;
  /** A weekend day that everybody works, in exchange for a day off elsewhere (China, Hungary). */
  readonly isWorked?: boolean;
  /** The origin of the day; `calculated`: by the moon, until the authority announces it. */
  readonly origin: 'library' | 'official' | 'corrected' | 'calculated';
  /** The library's rule for this day. */
  readonly rule?: string;
}

/** The holidays of a country (`TR`, `DE-BY`) in a year, by day. */
export type HolidaysOf = (country: string, year: number) => ReadonlyMap<string, Holiday>;

/** An entry of the holiday library: `date` is "yyyy-MM-dd HH:mm:ss", with an offset if the day begins at sunset. */
export interface HolidayEntry {
  readonly date: string;
  readonly start: Date;
  readonly end: Date;
  readonly name: string;
  readonly rule: string;
}

/** Splits entries into days. The library counts some feasts in hours from a sunset: of those only the whole days count. */
export function holidaysFrom(country: string, entries: readonly HolidayEntry[]): readonly Holiday[] {
  const own = country === 'TR' ? entries.map(asDiyanetSays) : entries;
  const holidays = own.flatMap((entry): Holiday[] => {
    const first = entry.date.slice(0, 10);
    const said = { name: entry.name, rule: entry.rule, origin: originOf(country, entry) };
    if (!entry.date.slice(11).startsWith('00:00')) return [{ ...said, day: first, isHalf: true }];
    // One hour of tolerance, because a day on which clocks go forward has 23.
    const hours = (entry.end.getTime() - entry.start.getTime()) / 3_600_000;
    const days = Math.max(1, Math.floor((hours + 1) / 24));
    return Array.from({ length: days }, (_, index) => ({ ...said, day: dayAfter(first, index), isHalf: false }));
  });
  return country === 'TR' ? [...holidays, ...turkishHalfDays(own)] : holidays;
}

/** The day `count` days after a day; both yyyy-MM-dd. */
export function dayAfter(day: string, count: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year, month - 1, date + count)).toISOString().slice(0, 10);
}

/**
 * First days of the feasts as Turkey's Presidency of Religious Affairs publishes them (vakithesaplama.diyanet.gov.tr).
 * Other years are calculated by the library, which can be a day off: the name of the day says so.
 */
const diyanet: Readonly<Record<'1 Shawwal' | '10 Dhu al-Hijjah', readonly string[]>> = {
  '1 Shawwal': ['2024-04-10', '2025-03-30', '2026-03-20', '2027-03-09', '2028-02-26', '2029-02-15', '2030-02-04'],
  '10 Dhu al-Hijjah': [
    '2024-06-16',
    '2025-06-06',
    '2026-05-27',
    '2027-05-16',
    '2028-05-05',
    '2029-04-24',
    '2030-04-13',
  ],
};

function asDiyanetSays(entry: HolidayEntry): HolidayEntry {
  const feast = feastOf(entry);
  const published =
    feast === null ? undefined : diyanet[feast].find((day) => day.slice(0, 4) === entry.date.slice(0, 4));
  if (published !== undefined) return { ...entry, date: published + entry.date.slice(10) };
  return feast === null ? entry : { ...entry, name: `${entry.name} (hesaplanan tarih)` };
}

/** Feasts by the moon are calculated until an authority publishes them. */
function originOf(country: string, entry: HolidayEntry): Holiday['origin'] {
  if (country !== 'TR')
    return /\b(Muharram|Rabi al-awwal|Ramadan|Shawwal|Dhu al-Hijjah)\b/.test(entry.rule) ? 'calculated' : 'library';
  const feast = feastOf(entry);
  if (feast === null) return 'library';
  return diyanet[feast].some((day) => day.slice(0, 4) === entry.date.slice(0, 4)) ? 'official' : 'calculated';
}

function feastOf({ rule }: HolidayEntry): keyof typeof diyanet | null {
  if (rule.startsWith('1 Shawwal')) return '1 Shawwal';
  return rule.startsWith('10 Dhu al-Hijjah') ? '10 Dhu al-Hijjah' : null;
}

/** Law 2429: the day before each religious feast and 28 October are holidays from 13:00. */
function turkishHalfDays(entries: readonly HolidayEntry[]): readonly Holiday[] {
  return entries
    .filter((entry) => feastOf(entry) !== null || entry.rule.startsWith('10-29'))
    .map((entry) => ({
      day: dayAfter(entry.date.slice(0, 10), -1),
      name: `${entry.name} arifesi`,
      isHalf: true,
      origin: originOf('TR', entry),
    }));
}
