import { civilDate, dayMs, dayNumber, lastDayOf } from './civil.ts';
import { zoneOf } from './zone.ts';

/** A local date and time of day, without a zone. Month 1 to 12. */
export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export interface ResolvedWallTime {
  readonly instantMs: number;
  /** `gap`: the time does not exist and was moved on by the length of the gap. `overlap`: it exists twice. */
  readonly found: 'once' | 'gap' | 'overlap';
}

/**
 * The instant of a local time. In a gap it is moved later by the gap's length (02:30 becomes 03:30); of two passes the
 * one in `prefer` is taken, by default the later, which is the one that fires. Throws a RangeError for an unknown zone
 * or a date that is not in the calendar (31 June, hour 24).
 */
export function wallTimeToInstant(
  zone: string,
  wall: WallTime,
  prefer: 'earlier' | 'later' = 'later',
): ResolvedWallTime {
  const where = zoneOf(zone);
  if (!isCalendarTime(wall)) throw new RangeError(`${formatWall(wall)} is not in the calendar`);
  const wallMs = dayNumber(wall.year, wall.month, wall.day) * dayMs + daySecondsOf(wall) * 1000;
  const settledMs = where.settle(wallMs);
  const later = where.laterInstant(settledMs);
  const earlier = where.earlierInstant(settledMs);
  if (later === null || earlier === null) throw new RangeError(`zone ${zone} has no ${formatWall(wall)}`);
  if (settledMs !== wallMs) return { instantMs: later, found: 'gap' };
  return { instantMs: prefer === 'later' ? later : earlier, found: later === earlier ? 'once' : 'overlap' };
}

/** The local time at an instant (fractions of a second are dropped). Throws a RangeError for an unknown zone. */
export function instantToWall(zone: string, instantMs: number): WallTime {
  const wallMs = instantMs + zoneOf(zone).offsetAt(instantMs);
  const days = Math.floor(wallMs / dayMs);
  const seconds = Math.floor((wallMs - days * dayMs) / 1000);
  return {
    ...civilDate(days),
    hour: Math.floor(seconds / 3600),
    minute: Math.floor(seconds / 60) % 60,
    second: seconds % 60,
  };
}

/**
 * The first instant of the local day of an instant, or of the day `days` later. If the clock skips midnight, the first instant
 * after it. Throws a RangeError for an unknown zone.
 */
export function dayStart(zone: string, instantMs: number, days = 0): number {
  const where = zoneOf(zone);
  const today = Math.floor((instantMs + where.offsetAt(instantMs)) / dayMs);
  const midnight = where.settle((today + days) * dayMs);
  return where.earlierInstant(midnight) ?? midnight;
}

/** `2026-03-29 02:30:00`, the form of the start body's dates. */
export function formatWall(wall: WallTime): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${String(wall.year).padStart(4, '0')}-${two(wall.month)}-${two(wall.day)}`;
  return `${date} ${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;
}

function isCalendarTime(wall: WallTime): boolean {
  const within = (value: number, min: number, max: number): boolean =>
    Number.isInteger(value) && value >= min && value <= max;
  return (
    within(wall.year, 1, 9999) &&
    within(wall.month, 1, 12) &&
    within(wall.day, 1, lastDayOf(wall.year, wall.month)) &&
    within(wall.hour, 0, 23) &&
    within(wall.minute, 0, 59) &&
    within(wall.second, 0, 59)
  );
}

const daySecondsOf = (wall: WallTime): number => wall.hour * 3600 + wall.minute * 60 + wall.second;
