import { dayMs, dayNumber } from './civil.ts';
import { tableUntilMs, zoneTable, type ZoneTable } from './zone-table.ts';

// The zone rules of this runtime (ICU): the server's last fallback, and what tests of this folder use.

type OffsetAt = (instantMs: number) => number;

const fromMs = dayNumber(1900, 1, 1) * dayMs;
// Gaza suspends summer time in Ramadan, in some years for less than a week: samples must lie closer than that.
const sampleMs = 5 * dayMs;
const quarterMs = 900_000;
const mostKept = 64;
const kept = new Map<string, ZoneTable>();

/** Every zone that this runtime knows. A table takes some ten milliseconds to make, so the last few are cached. */
export const runtimeZones = {
  has: (id: string): boolean => formatterOf(id) !== null,
  tableOf(id: string): ZoneTable | null {
    const known = kept.get(id);
    if (known) return known;
    const formatter = formatterOf(id);
    if (!formatter) return null;
    const table = tableOfOffsets(offsetReader(formatter));
    const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    kept.set(id, table);
    return table;
  },
};

/** The zone that this runtime is set to; none if TZ is not a zone. */
export const runtimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

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

/** Local minus UTC, read from the formatter's text: `month/day/year, hour:minute:second`. */
function offsetReader(formatter: Intl.DateTimeFormat): OffsetAt {
  return (instantMs) => {
    const [, month, day, year, hour, minute, second] = localPattern.exec(formatter.format(instantMs)) ?? [];
    const days = dayNumber(Number(year), Number(month), Number(day));
    const localMs = days * dayMs + (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1000;
    return localMs - Math.floor(instantMs / 1000) * 1000;
  };
}

function tableOfOffsets(offsetAt: OffsetAt): ZoneTable {
  const found: [number, number][] = [];
  const first = offsetAt(fromMs);
  let offsetMs = first;
  for (let at = fromMs; at < tableUntilMs; at += sampleMs) {
    const nextMs = at + sampleMs;
    const nextOffsetMs = offsetAt(nextMs);
    if (nextOffsetMs === offsetMs) continue;
    found.push([firstInstantOf(nextOffsetMs, at, nextMs, offsetAt), nextOffsetMs]);
    offsetMs = nextOffsetMs;
  }
  return zoneTable(first, found);
}

/** The first whole second in (oldMs, newMs] that has the new offset; quarter hours first, as changes fall on them. */
function firstInstantOf(offsetMs: number, oldMs: number, newMs: number, offsetAt: OffsetAt): number {
  const atMs = bisect(offsetMs, oldMs, newMs, quarterMs, offsetAt);
  return offsetAt(atMs - 1000) === offsetMs ? bisect(offsetMs, atMs - quarterMs, atMs, 1000, offsetAt) : atMs;
}

function bisect(offsetMs: number, oldMs: number, newMs: number, gridMs: number, offsetAt: OffsetAt): number {
  let low = Math.floor(oldMs / gridMs);
  let high = Math.ceil(newMs / gridMs);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * gridMs) === offsetMs) high = middle;
    else low = middle;
  }
  return high * gridMs;
}
