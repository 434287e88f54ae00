import { civilDate, dayMs, dayNumber } from './civil.ts';
import { stretchesOf, tableYear, type OffsetAt, type Stretch } from './zone-table.ts';

/**
 * A time zone. Wall times are written as if they were UTC: local 2026-03-29 02:30 is `Date.UTC(2026, 2, 29, 2, 30)`.
 */
export interface Zone {
  readonly id: string;
  /** Local minus UTC at an instant. */
  readonly offsetAt: (instantMs: number) => number;
  /** The instant of a wall time: the later one of two, or null in a gap. */
  readonly laterInstant: (wallMs: number) => number | null;
  /** The instant of a wall time: the earlier one of two, or null in a gap. */
  readonly earlierInstant: (wallMs: number) => number | null;
  /** The wall time itself, or in a gap as much later as the clock was set forward. */
  readonly settle: (wallMs: number) => number;
}

const maxZones = 64;
const maxTablesOfZone = 400;
const zones = new Map<string, Zone>();

/** True for every IANA zone id this runtime knows (any case) and for offsets such as +05:30. */
export function isTimeZone(id: string): boolean {
  return formatterOf(id) !== null;
}

/** The zone of an id; throws a RangeError that names the id if there is no such zone. The last few stay cached. */
export function zoneOf(id: string): Zone {
  const known = zones.get(id);
  if (known) return known;
  const formatter = formatterOf(id);
  if (!formatter) {
    throw new RangeError(`time zone '${id}' is not known, use an IANA name such as Europe/Istanbul or UTC`);
  }
  const oldest = zones.size >= maxZones ? zones.keys().next().value : undefined;
  if (oldest !== undefined) zones.delete(oldest);
  const zone = createZone(id, formatter);
  zones.set(id, zone);
  return zone;
}

function formatterOf(id: string): Intl.DateTimeFormat | null {
  if (typeof id !== 'string' || id === '') return null;
  const numeric = 'numeric';
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: id,
      hourCycle: 'h23',
      year: numeric,
      month: numeric,
      day: numeric,
      hour: numeric,
      minute: numeric,
      second: numeric,
    });
  } catch {
    return null;
  }
}

/** Local minus UTC as the formatter's own text tells it: `month/day/year, hour:minute:second`. */
function offsetReader(formatter: Intl.DateTimeFormat): OffsetAt {
  return (instantMs) => {
    const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = (
      formatter.format(instantMs).match(/\d+/g) ?? []
    ).map(Number);
    const localMs = dayNumber(year, month, day) * dayMs + (hour * 3600 + minute * 60 + second) * 1000;
    return localMs - Math.floor(instantMs / 1000) * 1000;
  };
}

function createZone(id: string, formatter: Intl.DateTimeFormat): Zone {
  const readOffset = offsetReader(formatter);
  const tables = new Map<number, readonly Stretch[]>();
  // The last stretch of wall time used that exists once and only once: almost every question falls into it.
  let plainFrom = 0;
  let plainTo = 0;
  let plainOffset = 0;

  function tableOf(year: number): readonly Stretch[] {
    let table = tables.get(year);
    if (!table) {
      if (tables.size >= maxTablesOfZone) tables.clear();
      table = stretchesOf(year, readOffset);
      tables.set(year, table);
    }
    return table;
  }

  /** The table for a moment (wall or UTC), and how far it must be moved to lie in the table's year. */
  function lookUp(ms: number): { table: readonly Stretch[]; shiftMs: number; yearMs: number; nextYearMs: number } {
    const { year } = civilDate(Math.floor(ms / dayMs));
    const twin = tableYear(year);
    const yearMs = dayNumber(year, 1, 1) * dayMs;
    const shiftMs = twin === year ? 0 : yearMs - dayNumber(twin, 1, 1) * dayMs;
    return { table: tableOf(twin), shiftMs, yearMs, nextYearMs: dayNumber(year + 1, 1, 1) * dayMs };
  }

  function offsetAt(instantMs: number): number {
    if (isPlain(instantMs + plainOffset)) return plainOffset;
    const { table, shiftMs } = lookUp(instantMs);
    let offsetMs = 0;
    for (const stretch of table) {
      if (stretch.startMs + shiftMs > instantMs && stretch !== table[0]) break;
      offsetMs = stretch.offsetMs;
    }
    return offsetMs;
  }

  /** Walks the stretches a wall time falls into; remembers, inside its year, a stretch that has it alone. */
  function stretchesWith(wallMs: number): { first: number; last: number; gapMs: number } {
    const { table, shiftMs, yearMs, nextYearMs } = lookUp(wallMs);
    let first = NaN;
    let last = NaN;
    let gapMs = 0;
    for (const [index, { startMs, offsetMs }] of table.entries()) {
      const before = table[index - 1];
      const after = table[index + 1];
      const start = startMs + shiftMs;
      const end = after ? after.startMs + shiftMs : Infinity;
      const from = before ? start + offsetMs : -Infinity;
      const to = end + offsetMs;
      if (after && wallMs >= to && wallMs < end + after.offsetMs) gapMs = after.offsetMs - offsetMs;
      if (wallMs < from || wallMs >= to) continue;
      if (Number.isNaN(first)) first = offsetMs;
      last = offsetMs;
      const aloneFrom = Math.max(yearMs, from, before ? start + before.offsetMs : yearMs);
      const aloneTo = Math.min(nextYearMs, to, after ? end + after.offsetMs : nextYearMs);
      if (wallMs < aloneFrom || wallMs >= aloneTo) continue;
      plainFrom = aloneFrom;
      plainTo = aloneTo;
      plainOffset = offsetMs;
    }
    return { first, last, gapMs };
  }

  const isPlain = (wallMs: number): boolean => wallMs >= plainFrom && wallMs < plainTo;
  const instantAt = (wallMs: number, offsetMs: number): number | null =>
    Number.isNaN(offsetMs) ? null : wallMs - offsetMs;

  return {
    id,
    offsetAt,
    laterInstant: (wallMs) => (isPlain(wallMs) ? wallMs - plainOffset : instantAt(wallMs, stretchesWith(wallMs).last)),
    earlierInstant: (wallMs) =>
      isPlain(wallMs) ? wallMs - plainOffset : instantAt(wallMs, stretchesWith(wallMs).first),
    settle: (wallMs) => (isPlain(wallMs) ? wallMs : wallMs + stretchesWith(wallMs).gapMs),
  };
}
