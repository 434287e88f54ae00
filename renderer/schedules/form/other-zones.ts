import { isZoneAtHand, zoneOf } from '../../../contract/quartz/index.ts';

/** Another zone of interest, with what it is: that of the reader, or that of the server. */
export interface OtherZone {
  readonly whose: 'here' | 'server';
  readonly zone: string;
}

/** The zones of reader and server whose clock shows something else than that of a plan; none twice. */
export function otherZones(plan: string, home: string, server: string, at: number): readonly OtherZone[] {
  const offsetOf = (zone: string) => (isZoneAtHand(zone) ? zoneOf(zone).offsetAt(at) : null);
  const seen = [offsetOf(plan)];
  if (seen[0] === null) return [];
  return (
    [
      { whose: 'here', zone: home },
      { whose: 'server', zone: server },
    ] as const
  ).filter(({ zone }) => {
    const offset = offsetOf(zone);
    if (offset === null || seen.includes(offset)) return false;
    seen.push(offset);
    return true;
  });
}
