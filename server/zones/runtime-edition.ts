import { runtimeZones } from '../../contract/quartz/index.ts';
import type { ZoneData } from './zone-data.ts';

/** The law that ICU in this runtime knows. Its names are those of a list that leaves old names out, but it knows those, too. */
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

/** The usual name of a zone that only ICU knows under another (`CNT` is America/St_Johns), or null. */
export function usualName(id: string): string | null {
  if (!runtimeZones.has(id)) return null;
  return new Intl.DateTimeFormat('en', { timeZone: id }).resolvedOptions().timeZone;
}
