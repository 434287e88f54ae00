import { zoneOf, type Zone } from '../../../contract/quartz/index.ts';

// Days are numbers: days since 1970-01-01 (contract/quartz/civil.ts). Wall times are written as if they were UTC.

const dayMs = 86_400_000;
/** 1 January 10000; there are no times from it on. */
const lastDay = 2_932_897;
/** A clock can change by more than a day: Samoa left out a whole one. */
const margin = 2;

/** Seconds since midnight of `09:00` or `09:00:30`. */
export function secondOfDay(text: string): number {
  const [hour = 0, minute = 0, second = 0] = text.split(':').map(Number);
  return hour * 3600 + minute * 60 + second;
}

/** Seconds since midnight, in order, each once. */
export const secondsOf = (at: readonly string[]): readonly number[] =>
  [...new Set(at.map(secondOfDay))].sort((one, other) => one - other);

/** The local day of an instant, and its second of that day. */
export function localOfInstant(zone: string, instant: number): { readonly day: number; readonly second: number } {
  const wall = instant + zoneOf(zone).offsetAt(instant);
  const day = Math.floor(wall / dayMs);
  return { day, second: Math.floor((wall - day * dayMs) / 1000) };
}

/**
 * The instant of a local time. The rule of all plans beside Quartz: a time that comes twice is the second one, and one that does not exist
 * is the first instant after the gap.
 */
function instantOf(zone: Zone, wall: number): number {
  const exact = zone.laterInstant(wall);
  if (exact !== null) return exact;
  const settled = zone.laterInstant(zone.settle(wall)) ?? wall;
  return zone.changesBetween(settled - margin * dayMs, settled).at(-1)?.atMs ?? settled;
}

/** The days of a plan: the first one from a day on (inclusive) with the seconds of its times, in order; null if there is none. */
export type NextDay = (from: number) => { readonly day: number; readonly seconds: readonly number[] } | null;

/** The first instant after another (exclusive) at which a plan with these days is due; null if there is none. */
export function nextOnDays(zoneId: string, after: number, nextDay: NextDay): number | null {
  const zone = zoneOf(zoneId);
  for (let from = localOfInstant(zoneId, after).day - margin; ;) {
    const found = nextDay(from);
    if (found === null || found.day >= lastDay) return null;
    for (const second of found.seconds) {
      const at = instantOf(zone, found.day * dayMs + second * 1000);
      if (at > after) return at;
    }
    from = found.day + 1;
  }
}

/**
 * The local time that a plan's own time means, written as if it were UTC: that of the clock, or the first of its times in the gap that
 * ends at this instant, unless it has a time just there.
 */
export function meantWall(zoneId: string, at: number, nextDay: NextDay): number {
  const zone = zoneOf(zoneId);
  const wall = at + zone.offsetAt(at);
  const change = zone.changesBetween(at - 1, at)[0];
  if (change === undefined || change.toMs <= change.fromMs) return wall;
  const gapStart = at + change.fromMs;
  let first = wall;
  for (let from = Math.floor(gapStart / dayMs); from * dayMs <= wall;) {
    const found = nextDay(from);
    if (found === null) break;
    for (const second of found.seconds) {
      const one = found.day * dayMs + second * 1000;
      if (one === wall) return wall;
      if (one >= gapStart && one < first) first = one;
    }
    from = found.day + 1;
  }
  return first;
}

/** `2026-01-31` of a day. */
export const dayText = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
