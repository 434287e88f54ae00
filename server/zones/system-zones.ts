import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { compiledZones, versionOfFolder } from './compiled-zones.ts';
import { versionIn, type ZoneData } from './zone-data.ts';

/** Where systems store their compiled zones. Windows has none. */
const folders = ['/usr/share/zoneinfo', '/var/db/timezone/zoneinfo', '/etc/zoneinfo', '/usr/lib/zoneinfo'];

/** The package lists of Debian and Alpine: the version is a few lines below the package's name. */
const packageLists = [
  { file: '/var/lib/dpkg/status', name: '\nPackage: tzdata\n', version: /^Version: (.+)$/m },
  { file: '/lib/apk/db/installed', name: '\nP:tzdata\n', version: /^V:(.+)$/m },
];

interface Edition {
  readonly version: string;
  readonly dated: number;
}

/** The folder of the operating system's zones: `TZDIR` as for every program, else the usual places; null if there is none. */
export function systemFolder(tzdir: string | undefined): string | null {
  const candidates = tzdir === undefined || tzdir === '' ? folders : [tzdir];
  return candidates.find((folder) => statSync(path.join(folder, 'UTC'), { throwIfNoEntry: false })?.isFile()) ?? null;
}

/** The zones of the operating system; null if there are none, or nothing tells their edition. Opened at the first call. */
export function systemZones(tzdir: string | undefined): ZoneData | null {
  const folder = systemFolder(tzdir);
  const edition = folder === null ? null : (versionOfFolder(folder) ?? editionOfPackage(folder));
  if (folder === null || edition === null) return null;
  let opened: ZoneData | null = null;
  const zones = (): ZoneData => (opened ??= compiledZones(folder, 'system', edition));
  return {
    origin: 'system',
    ...edition,
    place: folder,
    stamp: `${edition.version}-system-${Math.floor(edition.dated)}`,
    names: () => zones().names(),
    has: (id) => zones().has(id),
    tableOf: (id) => zones().tableOf(id),
  };
}

function editionOfPackage(folder: string): Edition | null {
  const version = folder === folders[0] ? versionOfPackage() : null;
  return version === null ? null : { version, dated: statSync(path.join(folder, 'UTC')).mtimeMs };
}

function versionOfPackage(): string | null {
  for (const { file, name, version } of packageLists) {
    try {
      const text = readFileSync(file, 'utf8');
      const at = text.indexOf(name);
      if (at < 0) continue;
      const end = text.indexOf('\n\n', at + 1);
      const found = version.exec(text.slice(at, end < 0 ? undefined : end))?.[1];
      if (found !== undefined) return versionIn(found);
    } catch {
      // Try the next list.
    }
  }
  return null;
}
