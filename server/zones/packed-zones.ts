import { createHash } from 'node:crypto';
import { z } from 'zod';
import { zoneTable, type ZoneSource, type ZoneTable } from '../../contract/quartz/index.ts';
import { said } from '../../contract/translatable.ts';
import { BadZoneData, checkZoneData, lookedUp, versionIn, type ZoneData } from './zone-data.ts';

/**
 * All zones in one JSON document, as moment-timezone publishes them (`data/packed/latest.json`). A zone is
 * `name|abbreviations|offsets|order of the offsets|times between changes|population`; offsets count minutes west of Greenwich
 * and times minutes, in base 60 with the digits 0-9a-zA-X, seconds after a point. A link is `zone|other name`.
 */
const packedDocument = z.object({
  version: z.string(),
  zones: z.array(z.string()).min(1),
  links: z.array(z.string()),
});
export type PackedDocument = z.infer<typeof packedDocument>;

/** Reads a document that ships with Rota; it was checked when Rota was built. */
export function packedZones(
  document: PackedDocument,
  about: Omit<ZoneData, keyof ZoneSource | 'names' | 'version'>,
): ZoneData {
  const packed = new Map(document.zones.map((zone) => [zone.split('|')[0] ?? '', zone]));
  const linked = new Map<string, string>();
  for (const link of document.links) {
    const [zone = '', other = ''] = link.split('|');
    const target = packed.get(zone);
    if (target !== undefined && !packed.has(other)) linked.set(other, target);
  }
  const names = [...packed.keys(), ...linked.keys()].sort();
  const found = lookedUp(names, (name) => unpack(packed.get(name) ?? linked.get(name) ?? ''));
  return { ...found, ...about, version: document.version };
}

/** Reads a document of unknown origin; throws BadZoneData with the fault. */
export async function readPackedZones(text: string, about: { place: string; dated: number }): Promise<ZoneData> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new BadZoneData(said`it is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  const read = packedDocument.safeParse(value);
  if (!read.success)
    throw new BadZoneData(said`it is not zone data as in data/packed/latest.json of the package moment-timezone`);
  const version = versionIn(read.data.version);
  if (version === null || version !== read.data.version)
    throw new BadZoneData(said`its "version" is "${read.data.version.slice(0, 40)}", not one such as 2026f`);
  const stamp = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const data = packedZones(read.data, { ...about, origin: 'data-folder', stamp: `${version}-${stamp}` });
  await checkZoneData(data, data.names());
  return data;
}

function unpack(packed: string): ZoneTable | null {
  const [, , offsetList = '', order = '', between = ''] = packed.split('|');
  const offsets = offsetList.split(' ').map((west) => 0 - secondsOf(west) * 1000);
  const stretches = [...order].map((digit) => offsets[secondsOf(digit) / 60]);
  const [first, ...later] = stretches;
  const steps = between === '' ? [] : between.split(' ');
  if (first === undefined || later.length !== steps.length) return null;
  let at = 0;
  const changes: [number, number][] = [];
  for (const [index, step] of steps.entries()) {
    at += secondsOf(step);
    const offset = later[index];
    if (offset === undefined || Number.isNaN(at)) return null;
    changes.push([at * 1000, offset]);
  }
  return zoneTable(first, changes);
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX';

/** Minutes in base 60 with seconds after the point, as seconds; NaN if it is not a number. */
function secondsOf(text: string): number {
  const [whole = '', seconds = ''] = text.replace('-', '').split('.');
  if (seconds.length > 1) return NaN;
  const minutes = [...whole].reduce((sum, digit) => sum * 60 + digitOf(digit), 0);
  const total = minutes * 60 + (seconds === '' ? 0 : digitOf(seconds));
  return text.startsWith('-') ? -total : total;
}

function digitOf(digit: string): number {
  const value = digits.indexOf(digit);
  return value < 0 ? NaN : value;
}
