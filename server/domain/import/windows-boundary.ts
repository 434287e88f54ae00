import { isTimeZone, wallTimeToInstant } from '../../../contract/quartz/index.ts';

/** When a trigger begins or ends. */
export interface Boundary {
  readonly instant: number;
  /** The zone of `secondOfDay` and `weekday`. */
  readonly timezone: string;
  readonly secondOfDay: number;
  /** 0 = Sunday. */
  readonly weekday: number;
  /** Its offset belongs to no zone, so it is stored in UTC, where it falls on another day. */
  readonly isOnOtherDay: boolean;
}

type Six = [number, number, number, number, number, number];

const dayMs = 86_400_000;

/**
 * "2026-01-31T08:00:00": local time. With "Z" or an offset ("synchronize across time zones") the same instant everywhere; its weekday is the
 * one at that offset: Monday 01:00+03:00 is a Monday. null if it cannot be read.
 */
export function readBoundary(text: string, timezone: string): Boundary | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:(Z)|([+-])(\d\d):(\d\d))?$/.exec(text.trim());
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as Six;
  const wall = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date silently turns 30 February into 2 March.
  if (wall.toISOString().slice(0, 19) !== text.trim().slice(0, 19)) return null;
  const [, , , , , , , utc, sign, hours, minutes] = match;
  const at = (zone: string, instant: number, shown: Date, isOnOtherDay = false): Boundary => ({
    instant,
    timezone: zone,
    secondOfDay: (shown.getUTCHours() * 60 + shown.getUTCMinutes()) * 60 + shown.getUTCSeconds(),
    weekday: shown.getUTCDay(),
    isOnOtherDay,
  });
  if (utc !== undefined) return at('UTC', wall.getTime(), wall);
  if (sign === undefined) {
    const { instantMs } = wallTimeToInstant(timezone, { year, month, day, hour, minute, second });
    return at(timezone, instantMs, wall);
  }
  const ahead = Number(hours) * 60 + Number(minutes);
  const offset = sign === '+' ? ahead : -ahead;
  if (ahead > 14 * 60 || Number(minutes) > 59) return null;
  const instant = wall.getTime() - offset * 60_000;
  // The sign in these names is reversed: Etc/GMT-3 is three hours ahead.
  const zone = offset === 0 ? 'UTC' : `Etc/GMT${sign === '+' ? '-' : '+'}${ahead / 60}`;
  if (offset % 60 === 0 && isTimeZone(zone)) return at(zone, instant, wall);
  const isOnOtherDay = Math.floor(instant / dayMs) !== Math.floor(wall.getTime() / dayMs);
  return at('UTC', instant, new Date(instant), isOnOtherDay);
}
