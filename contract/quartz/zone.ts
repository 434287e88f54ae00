import { inEnglish, said } from '../said.ts';
import { civilDate, dayMs, dayNumber } from './civil.ts';
import { blockMs, stretchesOf, tableYear, type OffsetAt, type Stretch } from './zone-table.ts';

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
const maxBlocksOfZone = 2000;
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
    const sentence = said`time zone '${id}' is not known, use an IANA name such as Europe/Istanbul or UTC`;
    throw Object.assign(new RangeError(inEnglish(sentence)), { said: sentence });
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

const localPattern = /(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)/;

/** Local minus UTC as the formatter's own text tells it: `month/day/year, hour:minute:second`. */
function offsetReader(formatter: Intl.DateTimeFormat): OffsetAt {
  return (instantMs) => {
    const [, month, day, year, hour, minute, second] = localPattern.exec(formatter.format(instantMs)) ?? [];
    const days = dayNumber(Number(year), Number(month), Number(day));
    const localMs = days * dayMs + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
    return localMs - Math.floor(instantMs / 1000) * 1000;
  };
}

function createZone(id: string, formatter: Intl.DateTimeFormat): Zone {
  const readOffset = offsetReader(formatter);
  const blocks = new Map<number, readonly Stretch[]>();
  let recentChanges: readonly number[] = [];
  // The last stretch of wall time used that exists once and only once: almost every question falls into it.
  let plainFrom = 0;
  let plainTo = 0;
  let plainOffset = 0;

  function stretchesOfBlock(block: number): readonly Stretch[] {
    let stretches = blocks.get(block);
    if (!stretches) {
      if (blocks.size >= maxBlocksOfZone) blocks.clear();
      stretches = stretchesOf(block, readOffset, recentChanges);
      blocks.set(block, stretches);
      const found = stretches.slice(1).map(({ startMs }) => startMs);
      if (found.length > 0) recentChanges = [...found, ...recentChanges].slice(0, 4);
    }
    return stretches;
  }

  /** The stretches around a moment (wall or UTC), how far they must be moved, and the wall times they are sure for. */
  function lookUp(ms: number): { table: readonly Stretch[]; shiftMs: number; sureFrom: number; sureTo: number } {
    const { year } = civilDate(Math.floor(ms / dayMs));
    const twin = tableYear(year);
    const yearMs = dayNumber(year, 1, 1) * dayMs;
    const shiftMs = twin === year ? 0 : yearMs - dayNumber(twin, 1, 1) * dayMs;
    const block = Math.floor((ms - shiftMs) / blockMs);
    const blockStart = block * blockMs + shiftMs;
    return {
      table: stretchesOfBlock(block),
      shiftMs,
      sureFrom: Math.max(blockStart, yearMs),
      sureTo: Math.min(blockStart + blockMs, dayNumber(year + 1, 1, 1) * dayMs),
    };
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

  /** Walks the stretches a wall time falls into; remembers a stretch that has it alone. */
  function stretchesWith(wallMs: number): { first: number; last: number; gapMs: number } {
    const { table, shiftMs, sureFrom, sureTo } = lookUp(wallMs);
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
      const aloneFrom = Math.max(sureFrom, from, before ? start + before.offsetMs : sureFrom);
      const aloneTo = Math.min(sureTo, to, after ? end + after.offsetMs : sureTo);
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
