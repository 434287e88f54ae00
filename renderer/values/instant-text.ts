import { formatWall, instantToWall, wallTimeToInstant } from '../../contract/quartz/index.ts';

const written = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/i;

/** A `date-time` value as local time of a zone, in the format of the date field; null if it is none. */
export function wallOfValue(value: unknown, zone: string): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  const found = written.exec(text);
  if (!found) return null;
  if (found[7] === undefined) return `${text.slice(0, 10)}T${text.slice(11, 16)}:${found[6] ?? '00'}`;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? null : formatWall(instantToWall(zone, instant)).replace(' ', 'T');
}

/** Local time of a zone as a JSON Schema `date-time`, with its UTC offset. */
export function valueOfWall(wall: string, zone: string): string {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = wall.split(/\D/).map(Number);
  const { instantMs } = wallTimeToInstant(zone, { year, month, day, hour, minute, second });
  const shown = formatWall(instantToWall(zone, instantMs)).replace(' ', 'T');
  const minutes = Math.round((Date.parse(`${shown}Z`) - instantMs) / 60_000);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${shown}${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
}
