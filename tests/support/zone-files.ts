import latest from 'moment-timezone/data/packed/latest.json' with { type: 'json' };

/** Zone data as somebody could put it in: another edition, in which these zones have one offset for ever (minutes west of Greenwich, base 60). */
export function otherZones(version: string, fixed: Readonly<Record<string, string>> = {}): string {
  const zones = latest.zones.map((zone) => {
    const [name = ''] = zone.split('|');
    const west = fixed[name];
    return west === undefined ? zone : `${name}|LAW|${west}|0||1`;
  });
  return JSON.stringify({ ...latest, version, zones });
}
