import { inEnglish } from '../../contract/translatable.ts';
import type { ZoneFacts, ZoneOrigin } from '../../contract/zones.ts';

/** The result of one check. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'look' | 'wrong';
  readonly says: string;
}

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

/** Every check; a new one is a line here. */
const checks: readonly ((patient: Patient) => readonly Finding[])[] = [clockCheck, zoneCheck, rightsCheck, cloudCheck];

export const examine = (patient: Patient): readonly Finding[] => checks.flatMap((check) => check(patient));

const origins: Record<ZoneOrigin, string> = {
  'data-folder': 'from the data folder',
  rota: 'that came with Rota',
  system: 'of the operating system',
  runtime: 'of the JavaScript runtime',
};

/** `2026f that came with Rota, of 2026-10-29 (31 days old)`. */
export function editionText({ version, origin, dated, place }: ZoneFacts['inUse'], now: number): string {
  const days = dated === null ? null : Math.max(0, Math.floor((now - dated) / 86_400_000));
  const age = dated === null ? '' : `, of ${new Date(dated).toISOString().slice(0, 10)} (${days} days old)`;
  return `${version} ${origins[origin]}${place === null ? '' : ` (${place})`}${age}`;
}

const oldAfterMs = 400 * 86_400_000;

function zoneCheck({ zones, now }: Patient): Finding[] {
  const { inUse, others, refused } = zones;
  const isOld = inUse.dated !== null && now - inUse.dated > oldAfterMs;
  const advice = isOld ? '. That is old: put a newer edition into the data folder (docs/operating.md)' : '';
  return [
    { what: 'time zone data', state: isOld ? 'look' : 'ok', says: `${editionText(inUse, now)}${advice}` },
    ...others.map((one): Finding => ({ what: 'not used', state: 'ok', says: editionText(one, now) })),
    ...refused.map(({ place, reason }): Finding => {
      const why = typeof reason === 'string' ? reason : inEnglish(reason);
      return { what: 'time zone data', state: 'wrong', says: `${place} cannot be used: ${why}. Mend it or delete it.` };
    }),
  ];
}

function rightsCheck({ othersInHome }: Patient): Finding[] {
  if (othersInHome === undefined || othersInHome === null) return [];
  if (othersInHome.length === 0) return [{ what: 'data folder', state: 'ok', says: 'only its owner may read it' }];
  const says = `others may read it, its secrets among that (${othersInHome.join(', ')}): move it into your profile, or take their rights away (docs/windows.md)`;
  return [{ what: 'data folder', state: 'wrong', says }];
}

function cloudCheck({ cloud }: Patient): Finding[] {
  if (cloud === undefined || cloud === null) return [];
  const says = `it lies in a folder that OneDrive copies away (${cloud}), its database while it is written and its key: end Rota, move it out, and start Rota with ROTA_HOME set to the new place (docs/windows.md)`;
  return [{ what: 'data folder', state: 'wrong', says }];
}

const agreeMs = 5000;

function clockCheck({ now, serverNow, timezone }: Patient): Finding[] {
  const time = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} UTC, zone ${timezone}`;
  if (serverNow === null) return [{ what: 'clock', state: 'ok', says: `${time}; no Rota runs in this data folder` }];
  const apart = Math.abs(serverNow - now);
  const state = apart > agreeMs ? 'wrong' : 'ok';
  const seen = state === 'ok' ? 'the running Rota has the same' : `the running Rota is ${apart / 1000} s apart`;
  return [{ what: 'clock', state, says: `${time}; ${seen}` }];
}
