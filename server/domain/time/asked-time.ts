import { formatWall, instantToWall, wallTimeToInstant, type WallTime } from '../../../contract/quartz/index.ts';

/** A time that somebody asks about. Epoch ms. */
export interface AskedTime {
  readonly at: number;
  /** The local time that was written does not exist: the clock went forward over it. */
  readonly isGap: boolean;
}

const dayMs = 86_400_000;

const clock = String.raw`(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?`;
const forms = {
  time: new RegExp(`^${clock}$`),
  iso: new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})(?:T|\s+)${clock}$`),
  dotted: new RegExp(String.raw`^(\d{1,2})[./](\d{1,2})[./](\d{4})\s+${clock}$`),
  day: new RegExp(String.raw`^(today|yesterday|bugün|dün)\s+${clock}$`, 'i'),
};
const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A time as people write it, in a zone: `09:00` (the last one that has passed), `yesterday 09:00`, `2026-11-30 09:00`,
 * `30.11.2026 09:00`, or ISO with an offset; null if it is none of these or not in the calendar. Of a local time that comes twice, the
 * second.
 */
export function readAskedTime(text: string, zone: string, now: number): AskedTime | null {
  const given = text.trim();
  if (withOffset.test(given)) {
    const at = Date.parse(given);
    return Number.isFinite(at) ? { at, isGap: false } : null;
  }
  const time = forms.time.exec(given);
  if (time) {
    const today = ofDay(zone, now, time.slice(1));
    return today === null || today.at <= now ? today : ofDay(zone, now - dayMs, time.slice(1));
  }
  const day = forms.day.exec(given);
  if (day) return ofDay(zone, /^(today|bugün)$/i.test(day[1]!) ? now : now - dayMs, day.slice(2));
  const iso = forms.iso.exec(given);
  if (iso) return resolved(zone, [iso[1], iso[2], iso[3]], iso.slice(4));
  const dotted = forms.dotted.exec(given);
  return dotted ? resolved(zone, [dotted[3], dotted[2], dotted[1]], dotted.slice(4)) : null;
}

type Parts = readonly (string | undefined)[];

function ofDay(zone: string, instant: number, time: Parts): AskedTime | null {
  const { year, month, day } = instantToWall(zone, instant);
  return resolved(zone, [year, month, day], time);
}

function resolved(zone: string, days: readonly (string | number | undefined)[], time: Parts): AskedTime | null {
  const [year, month, day] = days.map(Number) as [number, number, number];
  const [hour, minute, second] = [time[0], time[1], time[2] ?? '0'].map(Number) as [number, number, number];
  const wall: WallTime = { year, month, day, hour, minute, second };
  try {
    const { instantMs, found } = wallTimeToInstant(zone, wall);
    return { at: instantMs, isGap: found === 'gap' };
  } catch {
    return null;
  }
}

/** `2026-11-30 09:00`, with seconds where there are some, in a zone. */
export const minuteIn = (zone: string, at: number): string => formatWall(instantToWall(zone, at)).replace(/:00$/, '');
