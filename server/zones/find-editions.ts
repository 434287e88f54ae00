import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { said, whatItSays, type Translatable } from '../../contract/translatable.ts';
import type { ZoneEdition } from '../../contract/zones.ts';
import { readCompiledZones } from './compiled-zones.ts';
import { ownZones } from './own-zones.ts';
import { readPackedZones } from './packed-zones.ts';
import { runtimeEdition } from './runtime-edition.ts';
import { systemZones } from './system-zones.ts';
import { BadZoneData, checkZoneData, compareVersions, type ZoneData } from './zone-data.ts';

/** The name of zone data in the data folder: one JSON document of all zones, or a folder of compiled zones. */
export const zoneFileName = 'zones.json';
export const zoneFolderName = 'zoneinfo';

const mostBytes = 20_000_000;
/** Breaks ties between equally new editions: one that somebody put there on purpose goes first. */
const order = ['data-folder', 'rota', 'system', 'runtime'] as const;

export interface ZonePlaces {
  /** The data folder. */
  readonly home: string;
  /** The variable TZDIR: another folder for the operating system's zones. */
  readonly tzdir: string | undefined;
  /** ICU's edition. */
  readonly runtimeVersion: string;
}

export interface FoundEditions {
  /** At least one, the newest first. */
  readonly editions: readonly [ZoneData, ...ZoneData[]];
  readonly refused: readonly { readonly place: string; readonly reason: Translatable | string }[];
}

/** Finds all time zone data on this computer. */
export async function findEditions({ home, tzdir, runtimeVersion }: ZonePlaces): Promise<FoundEditions> {
  const refused: { place: string; reason: Translatable | string }[] = [];
  async function ifUsable(place: string, read: () => Promise<ZoneData | null>): Promise<ZoneData[]> {
    try {
      const data = await read();
      return data === null ? [] : [data];
    } catch (error) {
      refused.push({ place, reason: whatItSays(error) });
      return [];
    }
  }

  const file = path.join(home, zoneFileName);
  const folder = path.join(home, zoneFolderName);
  const put = [
    ...(await ifUsable(file, () => readFileOfZones(file))),
    ...(await ifUsable(folder, async () => ((await isThere(folder)) ? readCompiledZones(folder) : null))),
  ];
  const own = [ownZones, runtimeEdition(runtimeVersion)];
  const system = systemZones(tzdir);
  const isNewest = system !== null && [...put, ...own].every((one) => compareVersions(one.version, system.version) < 0);
  const ofSystem =
    system === null
      ? []
      : await ifUsable(system.place ?? '', async () => {
          if (isNewest) await checkZoneData(system, []);
          return system;
        });
  const editions = [...put, ...own, ...ofSystem].sort(
    (one, other) =>
      compareVersions(other.version, one.version) || order.indexOf(one.origin) - order.indexOf(other.origin),
  );
  const [first = ownZones, ...others] = editions;
  return { editions: [first, ...others], refused };
}

/** Checks a document or a folder of compiled zones for the data folder. Throws BadZoneData with the fault. */
export async function checkZonePlace(place: string): Promise<ZoneEdition> {
  const isFolder = await stat(place).then((found) => found.isDirectory());
  const data = isFolder ? await readCompiledZones(place) : await readFileOfZones(place);
  if (data === null) throw new BadZoneData(said`it is not there`);
  const { origin, version, dated } = data;
  return { origin, version, place, dated };
}

async function readFileOfZones(file: string): Promise<ZoneData | null> {
  const found = await stat(file).catch(() => null);
  if (found === null) return null;
  if (!found.isFile()) throw new BadZoneData(said`it is no file`);
  if (found.size > mostBytes) throw new BadZoneData(said`it is larger than ${mostBytes / 1_000_000} MB`);
  return readPackedZones(await readFile(file, 'utf8'), { place: file, dated: found.mtimeMs });
}

const isThere = (folder: string): Promise<boolean> =>
  stat(folder).then(
    () => true,
    () => false,
  );

/** Changes when the data folder or the system has other zone files. */
export async function markOfPlaces({ home, tzdir }: ZonePlaces): Promise<string> {
  const folder = path.join(home, zoneFolderName);
  const inside = ['', 'Africa', 'America', 'Asia', 'Europe', 'Pacific', 'tzdata.zi', '+VERSION', 'version'];
  const places = [path.join(home, zoneFileName), ...inside.map((name) => path.join(folder, name))];
  const marks = places.map((place) =>
    stat(place).then(
      ({ mtimeMs, size }) => `${mtimeMs} ${size}`,
      () => '-',
    ),
  );
  return [...(await Promise.all(marks)), systemZones(tzdir)?.stamp ?? '-'].join();
}
