import { inEnglish, said, type Translatable } from '../../contract/translatable.ts';
import type { ZoneEdition } from '../../contract/zones.ts';
import type { ZoneSource, ZoneTable } from '../../contract/quartz/index.ts';

/** One edition of the rules of all zones. */
export interface ZoneData extends ZoneSource, ZoneEdition {
  readonly names: () => readonly string[];
  /** Changes whenever the rules may differ. */
  readonly stamp: string;
}

/** Zone data cannot be used, with the reason. */
export class BadZoneData extends Error {
  readonly said: Translatable;

  constructor(sentence: Translatable) {
    super(inEnglish(sentence));
    this.said = sentence;
  }
}

const versionPattern = /\b(\d{4}[a-z]{1,2})\b/;

/** The IANA version in a text such as `# version 2026f` or `2026f-0+deb12u1`, or null. */
export const versionIn = (text: string): string | null => versionPattern.exec(text)?.[1] ?? null;

/** Negative if the first version is the older one: 2026f before 2026g, z before aa. */
export function compareVersions(one: string, other: string): number {
  const key = (version: string): string => version.slice(0, 4) + version.slice(4).padStart(2, ' ');
  return key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
}

/** Zones that every edition has; one of them changes its clock every year, one stopped doing so. */
const expected = ['Etc/UTC', 'Europe/Berlin', 'Europe/Istanbul', 'America/New_York', 'Asia/Tokyo', 'Australia/Sydney'];
const farYear = 2125;
const mostOffsetMs = 26 * 3_600_000;

const zonesAtOnce = 40;
const breathe = () => new Promise<void>((resolve) => void setImmediate(resolve));

/**
 * Throws BadZoneData if an edition lacks well-known zones, ends too early, or has impossible changes. Runs in slices, so it does
 * not block other requests.
 */
export async function checkZoneData(data: ZoneSource, names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    if (index % zonesAtOnce === 0) await breathe();
    const fault = faultOf(data.tableOf(name));
    if (fault !== null) throw new BadZoneData(said`the zone ${name} ${fault}`);
  }
  for (const name of expected) {
    if (data.tableOf(name) === null) throw new BadZoneData(said`it lacks ${name}, so it is not whole`);
  }
  const last = data.tableOf('Europe/Berlin')?.changes.at(-1);
  if (last === undefined || last < Date.UTC(farYear, 0, 1)) {
    const until = last === undefined ? '' : String(new Date(last).getUTCFullYear());
    throw new BadZoneData(said`it ends in the year ${until}: take an edition that is not cut to a range of years`);
  }
}

function faultOf(table: ZoneTable | null): Translatable | null {
  if (table === null) return said`cannot be read`;
  const { changes, offsets } = table;
  if (offsets.length !== changes.length + 1) return said`has more changes than offsets`;
  if (!offsets.every((offset) => Number.isInteger(offset) && Math.abs(offset) < mostOffsetMs))
    return said`has an offset that no clock has`;
  const isInOrder = changes.every((at, index) => Number.isInteger(at) && at > (changes[index - 1] ?? -Infinity));
  return isInOrder ? null : said`has changes that are not in order`;
}

/** Looks names up in any case; tables are made at first use. */
export function lookedUp(
  names: readonly string[],
  make: (name: string) => ZoneTable | null,
): ZoneSource & { readonly names: () => readonly string[] } {
  const byId = new Map(names.map((name) => [name.toLowerCase(), name]));
  const tables = new Map<string, ZoneTable | null>();
  return {
    names: () => names,
    has: (id) => byId.has(id.toLowerCase()),
    tableOf(id) {
      const name = byId.get(id.toLowerCase());
      if (name === undefined) return null;
      const known = tables.get(name);
      if (known !== undefined) return known;
      const table = make(name);
      tables.set(name, table);
      return table;
    },
  };
}
