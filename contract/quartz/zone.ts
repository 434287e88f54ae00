import { inEnglish, said } from '../translatable.ts';
import { civilDate, dayMs, dayNumber } from './civil.ts';
import { onOtherZones, tableOf } from './zone-source.ts';
import { countUpTo, firstRepeatingYear, tableYear, type ZoneTable } from './zone-table.ts';

/** One change of the clock: at `atMs` local time goes from `fromMs` to `toMs` after UTC. */
export interface ClockChange {
  readonly atMs: number;
  readonly fromMs: number;
  readonly toMs: number;
}

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
  /** The changes of the clock after an instant, up to and with another, in order. Both finite. */
  readonly changesBetween: (afterMs: number, untilMs: number) => ClockChange[];
}

const maxZones = 64;
const zones = new Map<string, Zone>();
onOtherZones(() => zones.clear());

// Local time may differ from UTC by more than half a day, and zones have crossed the date line.
const marginMs = 2 * dayMs;

/** The zone of an id; throws a RangeError that names the id if there is no such zone. The last few stay cached. */
export function zoneOf(id: string): Zone {
  const known = zones.get(id);
  if (known) return known;
  const table = typeof id === 'string' && id !== '' ? tableOf(id) : null;
  if (!table) {
    const sentence = said`time zone '${id}' is not known, use an IANA name such as Europe/Istanbul or UTC`;
    throw Object.assign(new RangeError(inEnglish(sentence)), { said: sentence });
  }
  const oldest = zones.size >= maxZones ? zones.keys().next().value : undefined;
  if (oldest !== undefined) zones.delete(oldest);
  const zone = createZone(id, table);
  zones.set(id, zone);
  return zone;
}

function createZone(id: string, { changes, offsets }: ZoneTable): Zone {
  // Cache: the last stretch of wall time used that exists exactly once. Almost every question falls into it.
  let plainFrom = 0;
  let plainTo = 0;
  let plainOffset = 0;

  const offsetOf = (stretch: number): number => offsets[stretch] ?? 0;
  const startOf = (stretch: number): number => changes[stretch - 1] ?? -Infinity;

  /** How far a moment (wall or UTC) must be shifted into the table, and the wall times for which that shift is valid. */
  function yearAround(ms: number): { shiftMs: number; sureFrom: number; sureTo: number } {
    const { year } = civilDate(Math.floor(ms / dayMs));
    const twin = tableYear(year);
    const yearMs = dayNumber(year, 1, 1) * dayMs;
    const isOwn = year < firstRepeatingYear;
    return {
      shiftMs: isOwn ? 0 : yearMs - dayNumber(twin, 1, 1) * dayMs,
      sureFrom: isOwn ? -Infinity : yearMs,
      sureTo: dayNumber(isOwn ? firstRepeatingYear : year + 1, 1, 1) * dayMs,
    };
  }

  function offsetAt(instantMs: number): number {
    if (isPlain(instantMs + plainOffset)) return plainOffset;
    return offsetOf(countUpTo(changes, instantMs - yearAround(instantMs).shiftMs));
  }

  /** Finds the stretches that a wall time falls into; caches a stretch that has it alone. */
  function stretchesWith(wallMs: number): { first: number; last: number; gapMs: number } {
    const { shiftMs, sureFrom, sureTo } = yearAround(wallMs);
    const from = countUpTo(changes, wallMs - shiftMs - marginMs);
    let first = NaN;
    let last = NaN;
    let gapMs = 0;
    for (let at = from; at < offsets.length && startOf(at) + shiftMs <= wallMs + marginMs; at++) {
      const offsetMs = offsetOf(at);
      const start = startOf(at) + shiftMs;
      const end = (changes[at] ?? Infinity) + shiftMs;
      const endOffset = offsetOf(at + 1);
      if (wallMs >= end + offsetMs && wallMs < end + endOffset) gapMs = endOffset - offsetMs;
      if (wallMs < start + offsetMs || wallMs >= end + offsetMs) continue;
      if (Number.isNaN(first)) first = offsetMs;
      last = offsetMs;
      const aloneFrom = Math.max(sureFrom, start + Math.max(offsetMs, at > 0 ? offsetOf(at - 1) : offsetMs));
      const aloneTo = Math.min(sureTo, end + Math.min(offsetMs, endOffset));
      if (wallMs < aloneFrom || wallMs >= aloneTo) continue;
      plainFrom = aloneFrom;
      plainTo = aloneTo;
      plainOffset = offsetMs;
    }
    return { first, last, gapMs };
  }

  function changesBetween(afterMs: number, untilMs: number): ClockChange[] {
    const found: ClockChange[] = [];
    for (let at = afterMs; at < untilMs;) {
      const { shiftMs, sureTo } = yearAround(at + 1);
      const end = Math.min(untilMs, sureTo - 1);
      const to = countUpTo(changes, end - shiftMs);
      for (let change = countUpTo(changes, at - shiftMs); change < to; change++) {
        const atMs = changes[change]! + shiftMs;
        found.push({ atMs, fromMs: offsetOf(change), toMs: offsetOf(change + 1) });
      }
      at = end;
    }
    return found;
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
    changesBetween,
  };
}
