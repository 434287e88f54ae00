import { tableOf } from '../../../contract/quartz/index.ts';
import { sentTable } from '../../../contract/zones.ts';
import { ianaZone, windowsZoneNames } from '../../domain/time/zone-name.ts';
import type { ZoneLaw } from '../../zones/zone-law.ts';
import type { Audit } from '../../people/audit.ts';
import type { ZoneVerbs } from '../engine.ts';
import type { ZoneChanges } from './zone-changes.ts';

const mostIds = 100;
const dayMs = 86_400_000;

/** The verbs about time zone data. */
export function zoneVerbs(zones: ZoneLaw, changes: ZoneChanges, audit: Audit, now: () => number): ZoneVerbs {
  return {
    inUse() {
      const { version, origin, dated } = zones.facts().inUse;
      const ageDays = dated === null ? null : Math.max(0, Math.floor((now() - dated) / dayMs));
      return { version, source: origin, dated: dated === null ? null : new Date(dated).toISOString(), ageDays };
    },
    facts: () => zones.facts(),
    names: () => [...zones.names(), ...windowsZoneNames],
    tables(ids) {
      const tables = ids.slice(0, mostIds).map((id) => {
        const zone = ianaZone(id);
        const table = zone === null ? null : tableOf(zone);
        return [id, table && sentTable(table)] as const;
      });
      return { stamp: zones.facts().stamp, tables: Object.fromEntries(tables) };
    },
    async look(caller) {
      if (await zones.look()) audit(caller, 'zones changed', zones.facts().inUse.version);
      await changes.settled();
      return zones.facts();
    },
  };
}
