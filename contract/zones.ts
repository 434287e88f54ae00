import { z } from 'zod';
import type { ZoneTable } from './quartz/index.ts';
import { saidOrText } from './translatable-schema.ts';

/** Where zone data comes from: the data folder of this Rota, Rota itself, the operating system, or the runtime (ICU). */
export const zoneOrigins = ['data-folder', 'rota', 'system', 'runtime'] as const;
export type ZoneOrigin = (typeof zoneOrigins)[number];

const edition = z.object({
  origin: z.enum(zoneOrigins),
  /** IANA's name of the edition: `2026f`. */
  version: z.string(),
  /** The file or folder it was read from. */
  place: z.string().nullable(),
  /** When it was published or copied there (epoch ms), if known. */
  dated: z.number().nullable(),
});
export type ZoneEdition = z.infer<typeof edition>;

/** The time zone data that all times are computed with, and the other sources. */
export const zoneFacts = z.object({
  inUse: edition,
  /** Older sources that were found, the newest first. */
  others: z.array(edition),
  /** A source in the data folder that cannot be used. */
  refused: z.array(z.object({ place: z.string(), reason: saidOrText })),
  /** Changes whenever the rules of a zone may have changed. */
  stamp: z.string(),
});
export type ZoneFacts = z.infer<typeof zoneFacts>;

/** Which tables are wanted: ids with commas; and whether to add the names of all zones. */
export const zonesQuery = z.object({
  ids: z.string().max(4000).default(''),
  names: z.enum(['true', 'false']).default('false'),
});

/** A table in whole seconds, from 1970 on: `changes[i]` is where `offsets[i + 1]` begins. */
export const sentZoneTable = z.object({ changes: z.array(z.number()), offsets: z.array(z.number()) });
export type SentZoneTable = z.infer<typeof sentZoneTable>;

/** Tables by the ids that were asked for; null if there is no such zone. */
export const zoneTables = z.object({ stamp: z.string(), tables: z.record(z.string(), sentZoneTable.nullable()) });
export type ZoneTables = z.infer<typeof zoneTables>;

export const zonesAnswer = zoneTables.extend({ facts: zoneFacts, names: z.array(z.string()).nullable() });

/** The part of a table that a page needs: it shows nothing older than 1970. */
export function sentTable({ changes, offsets }: ZoneTable): SentZoneTable {
  const old = changes.filter((at) => at < 0).length;
  return { changes: changes.slice(old).map(inSeconds), offsets: offsets.slice(old).map(inSeconds) };
}

export const receivedTable = ({ changes, offsets }: SentZoneTable): ZoneTable => ({
  changes: changes.map((seconds) => seconds * 1000),
  offsets: offsets.map((seconds) => seconds * 1000),
});

const inSeconds = (ms: number): number => ms / 1000;
