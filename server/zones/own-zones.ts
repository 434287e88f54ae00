import latest from 'moment-timezone/data/packed/latest.json' with { type: 'json' };
import { packedZones } from './packed-zones.ts';
import type { ZoneData } from './zone-data.ts';

/** The zone data that Rota was built with: moment-timezone 0.6.6, and its release date. */
export const ownZones: ZoneData = packedZones(latest, {
  origin: 'rota',
  place: null,
  dated: Date.UTC(2026, 9, 29),
  stamp: `${latest.version}-rota`,
});
