import { runtimeZones } from './runtime-zones.ts';
import type { ZoneTable } from './zone-table.ts';

/** Where the rules of the zones come from. */
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
 * Sets the zone rules for every later computation. Server and page call it at their start; without a call (in tests of this folder)
 * the runtime's rules apply.
 */
export function setZoneSource(chosen: ZoneSource): void {
  source = chosen;
  generation += 1;
  for (const follow of followers) follow();
}

/**
 * Calls `follow` whenever the zone rules change, or a page has fetched one more zone, so that cached times are computed
 * again. Returns the function that ends it.
 */
export function onOtherZones(follow: () => void): () => void {
  followers.add(follow);
  return () => void followers.delete(follow);
}

/** A number that changes whenever the followers are called. */
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

/** Whether times of this zone can be computed at once; a page has to fetch a zone that nobody used before. */
export function isZoneAtHand(id: string): boolean {
  return typeof id === 'string' && id !== '' && tableOf(id) !== null;
}

function fixedOffset(id: string): number | null {
  const [, sign, hours, minutes = '0'] = offsetPattern.exec(id) ?? [];
  if (sign === undefined) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
