import { runtimeZones } from './runtime-zones.ts';
import type { ZoneTable } from './zone-table.ts';

/** Where the law of the zones is looked up. */
export interface ZoneSource {
  /** Whether there is a zone of this id, in any case. */
  readonly has: (id: string) => boolean;
  /** Its table, or null where there is none (yet: a page may still be fetching it). */
  readonly tableOf: (id: string) => ZoneTable | null;
}

let source: ZoneSource = runtimeZones;
let generation = 0;
const followers = new Set<() => void>();

/**
 * From now on every time is reckoned by this law. The server and the page name theirs at their start; whoever names none (a test of
 * this folder) has that of the runtime.
 */
export function setZoneSource(chosen: ZoneSource): void {
  source = chosen;
  generation += 1;
  for (const follow of followers) follow();
}

/** Called whenever another law holds, or a page has one more zone at hand, for what was reckoned ahead; returns its end. */
export function onOtherZones(follow: () => void): () => void {
  followers.add(follow);
  return () => void followers.delete(follow);
}

/** Another number whenever the followers were called. */
export const zonesGeneration = (): number => generation;

const offsetPattern = /^([+-])([01]\d|2[0-3])(?::?([0-5]\d))?$/;

/** The table of an id: a name of the data, or an offset such as +05:30, +0530 or +05. */
export function tableOf(id: string): ZoneTable | null {
  const offset = fixedOffset(id);
  return offset === null ? source.tableOf(id) : { changes: [], offsets: [offset] };
}

/** True for every zone id of the data in use (any case) and for offsets such as +05:30. */
export function isTimeZone(id: string): boolean {
  return typeof id === 'string' && id !== '' && (fixedOffset(id) !== null || source.has(id));
}

/** Whether times of this zone can be reckoned at once; a page has to fetch a zone that nobody used before. */
export function isZoneAtHand(id: string): boolean {
  return typeof id === 'string' && id !== '' && tableOf(id) !== null;
}

function fixedOffset(id: string): number | null {
  const [, sign, hours, minutes = '0'] = offsetPattern.exec(id) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
