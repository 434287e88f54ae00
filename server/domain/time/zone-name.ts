import { WINDOWS_TO_IANA_MAP } from 'windows-iana';
import { isTimeZone } from '../../../contract/quartz/index.ts';

/** Windows names of zones, each with the zone that Unicode's CLDR gives for the world ("001"). */
const named = WINDOWS_TO_IANA_MAP.flatMap(({ windowsName, territory, iana }) => {
  const [zone] = iana;
  return territory === '001' && zone !== undefined ? [[windowsName, zone] as const] : [];
});
const ofWindows: ReadonlyMap<string, string> = new Map(named.map(([name, zone]) => [name.toLowerCase(), zone]));

/** Windows names ("Turkey Standard Time"), for people who search a zone by them. */
export const windowsZoneNames: readonly string[] = named.map(([name]) => name).sort();

/** The IANA zone of a name: IANA's own, or a Windows name ("Turkey Standard Time", in any case). Null if it is neither. */
export function ianaZone(name: string): string | null {
  const given = name.trim();
  if (isTimeZone(given)) return given;
  const zone = ofWindows.get(given.toLowerCase());
  return zone !== undefined && isTimeZone(zone) ? zone : null;
}

/** Replaces the zone of a plan (or of anything with a zone) by its IANA name; unchanged if there is none. */
export function inIanaZone<T extends { readonly timezone: string }>(plan: T): T {
  const zone = ianaZone(plan.timezone);
  return zone === null || zone === plan.timezone ? plan : { ...plan, timezone: zone };
}
