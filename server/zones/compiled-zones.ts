import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ZoneTable } from '../../contract/quartz/index.ts';
import type { ZoneOrigin } from '../../contract/zones.ts';
import { said } from '../../contract/translatable.ts';
import { readCompiledZone } from './compiled-zone.ts';
import { BadZoneData, checkZoneData, lookedUp, versionIn, type ZoneData } from './zone-data.ts';

/** Files that name the edition of a folder of compiled zones: on macOS, from the source that many packages ship, others. */
const versionFiles = ['+VERSION', 'tzdata.zi', 'version'];
/** Variants with leap seconds, and files that are not zones. */
const notZones = new Set(['posix', 'right', 'posixrules', 'localtime', 'Factory', 'leapseconds']);
/** A present zone file has at most some kilobytes. */
const mostBytes = 200_000;

/** The edition of a folder of compiled zones by a file in it, and the date of that file; null if there is none. */
export function versionOfFolder(folder: string): { readonly version: string; readonly dated: number } | null {
  for (const name of versionFiles) {
    const file = path.join(folder, name);
    try {
      const version = versionIn(readFileSync(file, 'utf8').slice(0, 200));
      if (version !== null) return { version, dated: statSync(file).mtimeMs };
    } catch {
      // Try the next file.
    }
  }
  return null;
}

/** The zones of a folder that zic compiled. A file is read when its zone is first needed. */
export function compiledZones(
  folder: string,
  origin: ZoneOrigin,
  { version, dated }: { readonly version: string; readonly dated: number },
): ZoneData {
  const names = entriesOf(folder).flatMap((name) => {
    if (notZones.has(name) || !isZoneName(name)) return [];
    if (!isFolder(folder, name)) return [name];
    return readdirSync(path.join(folder, name), { recursive: true, encoding: 'utf8' })
      .map((inside) => `${name}/${inside.split(path.sep).join('/')}`)
      .filter((inside) => inside.split('/').every(isZoneName));
  });
  const zones = names.sort().filter((name) => isCompiled(path.join(folder, name)));
  const found = lookedUp(zones, (name) => readFrom(path.join(folder, name)));
  return { ...found, origin, version, place: folder, dated, stamp: `${version}-${origin}-${Math.floor(dated)}` };
}

/** Reads a folder of unknown origin; throws BadZoneData with the fault. */
export async function readCompiledZones(folder: string): Promise<ZoneData> {
  const found = versionOfFolder(folder);
  if (found === null)
    throw new BadZoneData(
      said`nothing in it says which edition it is: copy the file tzdata.zi (or +VERSION) of the same edition into it`,
    );
  const data = compiledZones(folder, 'data-folder', found);
  await checkZoneData(data, data.names());
  return data;
}

/** `Europe`, `GMT+5`, `Port-au-Prince`; never `tzdata.zi` or `zone1970.tab`. */
const isZoneName = (name: string): boolean => /^[A-Za-z][A-Za-z0-9_+-]*$/.test(name);

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFolder(folder: string, name: string): boolean {
  return statSync(path.join(folder, name), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isCompiled(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  return found !== undefined && found.isFile() && found.size >= 44 && found.size <= mostBytes;
}

function readFrom(file: string): ZoneTable | null {
  try {
    return readCompiledZone(readFileSync(file));
  } catch {
    return null;
  }
}
