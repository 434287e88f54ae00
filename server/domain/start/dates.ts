import { formatWall, instantToWall, wallTimeToInstant, type WallTime } from '../../../contract/quartz/index.ts';

/** A date as understood; `note` says how a clock change affected it. */
export type ReadDate =
  | { readonly ok: true; readonly at: number; readonly note: string | null }
  | { readonly ok: false; readonly problem: string };

const isoForm =
  /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:(?:\s+|[Tt])(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?\s*(?<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?$/;
const dottedForm =
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})(?:\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?)?$/;

const advice = 'write yyyy-MM-dd HH:mm:ss';

/**
 * Reads a date of the start body: `yyyy-MM-dd HH:mm:ss`, without seconds, date only, with `T`, offset or `Z`, or `dd.MM.yyyy HH:mm[:ss]`.
 * Without an offset it is local time in `timezone`. A date without a time means its first second, as an `end` its last.
 */
export function readDate(text: string, timezone: string, edge: 'start' | 'end'): ReadDate {
  const parts = (isoForm.exec(text.trim()) ?? dottedForm.exec(text.trim()))?.groups;
  if (!parts) return { ok: false, problem: `'${shorten(text)}' cannot be read as a date, ${advice}` };
  const isWholeDay = parts['hour'] === undefined;
  const isLastSecond = isWholeDay && edge === 'end';
  const wall: WallTime = {
    year: Number(parts['year']),
    month: Number(parts['month']),
    day: Number(parts['day']),
    hour: isLastSecond ? 23 : Number(parts['hour'] ?? 0),
    minute: isLastSecond ? 59 : Number(parts['minute'] ?? 0),
    second: isLastSecond ? 59 : Number(parts['second'] ?? 0),
  };
  try {
    const offset = parts['offset'];
    if (offset !== undefined) return withOffset(wall, offset, text);
    return local(wall, timezone, edge);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, problem: `'${shorten(text)}' is not in the calendar, ${advice}` };
  }
}

function withOffset(wall: WallTime, offset: string, text: string): ReadDate {
  const utc = wallTimeToInstant('UTC', wall).instantMs;
  // A "Z" has neither.
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59)
    return { ok: false, problem: `'${shorten(text)}' has an offset that no place on earth has` };
  const sign = offset.startsWith('-') ? -1 : 1;
  return { ok: true, at: utc - sign * (hours * 60 + minutes) * 60_000, note: null };
}

/** For a time that exists twice, a window starts at the first pass and ends at the last. */
function local(wall: WallTime, timezone: string, edge: 'start' | 'end'): ReadDate {
  const { instantMs, found } = wallTimeToInstant(timezone, wall, edge === 'start' ? 'earlier' : 'later');
  const written = formatWall(wall);
  // .NET sends year 1 for "no date". Its clock changes are unknown, and it is past anyway.
  switch (wall.year < 1900 ? 'once' : found) {
    case 'once':
      return { ok: true, at: instantMs, note: null };
    case 'gap': {
      const moved = formatWall(instantToWall(timezone, instantMs));
      return {
        ok: true,
        at: instantMs,
        note: `${written} does not exist in ${timezone} (clocks go forward), taken as ${moved}`,
      };
    }
    case 'overlap': {
      const pass = edge === 'start' ? 'first' : 'second';
      return {
        ok: true,
        at: instantMs,
        note: `${written} exists twice in ${timezone} (clocks go back), the ${pass} is taken`,
      };
    }
  }
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
