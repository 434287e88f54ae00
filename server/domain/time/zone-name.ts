import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { isTimeZone } from '../../../contract/quartz/index.ts';

/** Windows' own names of zones, with the zone that Unicode's CLDR gives each for the world ("001"). */
const named = WINDOWS_TO_IANA_MAP.flatMap(({ windowsName, territory, iana }) => {
  const [zone] = iana;
  return territory === '001' && zone !== undefined ? [[windowsName, zone] as const] : [];
});
const ofWindows: ReadonlyMap<string, string> = new Map(named.map(([name, zone]) => [name.toLowerCase(), zone]));

/** "Turkey Standard Time" and its like, by which a person on Windows may look for a zone. */
export const windowsZoneNames: readonly string[] = named.map(([name]) => name).sort();

/** The IANA zone that a name means: one of its own, or Windows' name of it ("Turkey Standard Time", in any case). Null for what is no zone. */
export function ianaZone(name: string): string | null {
  const given = name.trim();
  if (isTimeZone(given)) return given;
  const zone = ofWindows.get(given.toLowerCase());
  return zone !== undefined && isTimeZone(zone) ? zone : null;
}

/** A plan, or what has a zone, with the IANA name of it; as it is where it names none. */
export function inIanaZone<T extends { readonly timezone: string }>(plan: T): T {
  const zone = ianaZone(plan.timezone);
  return zone === null || zone === plan.timezone ? plan : { ...plan, timezone: zone };
}
