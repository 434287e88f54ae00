import { said, type Translatable } from '../../contract/translatable.ts';
import type { ZoneFacts, ZoneOrigin } from '../../contract/zones.ts';
import { finding, type Finding } from './finding.ts';

/** The facts that the checks use. Epoch ms. */
export interface Patient {
  readonly now: number;
  /** The clock of the running Rota at the same moment; null if none runs. */
  readonly serverNow: number | null;
  /** The zone that this computer is set to. */
  readonly timezone: string;
  readonly zones: ZoneFacts;
  /** Other accounts that may read the data folder (Windows, by the names of its access lists); null if unknown, and on other systems. */
  readonly othersInHome?: readonly string[] | null;
  /** The OneDrive folder that contains the data folder; null or absent if there is none. */
  readonly cloud?: string | null;
}

/** Every check of these facts; a new one is a line here. Those that look for themselves are in doctor-checks.ts. */
const checks: readonly ((patient: Patient) => readonly Finding[])[] = [clockCheck, zoneCheck, rightsCheck, cloudCheck];

export const examine = (patient: Patient): readonly Finding[] => checks.flatMap((check) => check(patient));

const originOf = (origin: ZoneOrigin): Translatable => {
  switch (origin) {
    case 'data-folder':
      return said`from the data folder`;
    case 'rota':
      return said`that came with Rota`;
    case 'system':
      return said`of the operating system`;
    case 'runtime':
      return said`of the JavaScript runtime`;
  }
};

/** `2026f that came with Rota, of 2026-10-29 (31 days old)`. */
export function edition({ version, origin, dated, place }: ZoneFacts['inUse'], now: number): Translatable {
  const whence = originOf(origin);
  const named = place === null ? said`${version} ${whence}` : said`${version} ${whence} (${place})`;
  if (dated === null) return named;
  const days = Math.max(0, Math.floor((now - dated) / 86_400_000));
  return said`${named}, of ${new Date(dated).toISOString().slice(0, 10)} (${days} days old)`;
}

const oldAfterMs = 400 * 86_400_000;

function zoneCheck({ zones, now }: Patient): Finding[] {
  const { inUse, others, refused } = zones;
  const isOld = inUse.dated !== null && now - inUse.dated > oldAfterMs;
  const shown = edition(inUse, now);
  const what = said`time zone data`;
  return [
    isOld
      ? finding(what, 'look', said`${shown}. That is old: put a newer edition into the data folder (docs/operating.md)`)
      : finding(what, 'ok', shown),
    ...others.map((one) => finding(said`not used`, 'ok', edition(one, now))),
    ...refused.map(({ place, reason }) =>
      finding(what, 'wrong', said`${place} cannot be used: ${reason}. Correct or delete it.`),
    ),
  ];
}

const folder = () => said`data folder`;

function rightsCheck({ othersInHome }: Patient): Finding[] {
  if (othersInHome === undefined || othersInHome === null) return [];
  if (othersInHome.length === 0) return [finding(folder(), 'ok', said`only its owner may read it`)];
  const says = said`others may read it, its secrets among that (${othersInHome.join(', ')}): move it into your profile, or take their rights away (docs/windows.md)`;
  return [finding(folder(), 'wrong', says)];
}

function cloudCheck({ cloud }: Patient): Finding[] {
  if (cloud === undefined || cloud === null) return [];
  const says = said`it lies in a folder that OneDrive copies away (${cloud}), its database while it is written and its key: end Rota, move it out, and start Rota with ROTA_HOME set to the new place (docs/windows.md)`;
  return [finding(folder(), 'wrong', says)];
}

const agreeMs = 5000;

function clockCheck({ now, serverNow, timezone }: Patient): Finding[] {
  const what = said`clock`;
  const time = said`${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} UTC, zone ${timezone}`;
  if (serverNow === null) return [finding(what, 'ok', said`${time}; no Rota runs in this data folder`)];
  const apart = Math.abs(serverNow - now);
  if (apart <= agreeMs) return [finding(what, 'ok', said`${time}; the running Rota has the same`)];
  return [finding(what, 'wrong', said`${time}; the running Rota is ${apart / 1000} s apart: restart it`)];
}
