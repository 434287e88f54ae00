import { runtimeZones } from '../../contract/quartz/index.ts';
import type { ZoneData } from './zone-data.ts';

/** The zones of ICU in this runtime. Its list of names omits old names, but it knows those, too. */
export function runtimeEdition(version: string): ZoneData {
  return {
    ...runtimeZones,
    origin: 'runtime',
    version,
    place: null,
    dated: null,
    stamp: `${version}-runtime`,
    names: () => Intl.supportedValuesOf('timeZone'),
  };
}

/** The usual name of a zone that only ICU knows by another name (`CNT` is America/St_Johns), or null. */
export function usualName(id: string): string | null {
  if (!runtimeZones.has(id)) return null;
  return new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone;
}
