import { z } from 'zod';
import { saidOrText } from './said.ts';

/** Who brought zone data: the data folder of this Rota, Rota itself, the operating system, or the runtime (ICU). */
export const zoneOrigins = ['data-folder', 'rota', 'system', 'runtime'] as const;
export type ZoneOrigin = (typeof zoneOrigins)[number];

const edition = z.object({
  origin: z.enum(zoneOrigins),
  /** As IANA counts: `2026f`. */
  version: z.string(),
  /** The file or folder it was read from. */
  place: z.string().nullable(),
  /** When it was published or put there (epoch ms), where that is known. */
  dated: z.number().nullable(),
});
export type ZoneEdition = z.infer<typeof edition>;

/** The law of the time zones that every time is reckoned by, and what else there was. */
export const zoneFacts = z.object({
  inUse: edition,
  /** Older ones that were found, the newest first. */
  others: z.array(edition),
  /** What was put in and cannot be used. */
  refused: z.array(z.object({ place: z.string(), reason: saidOrText })),
  /** Differs wherever the law may differ. */
  stamp: z.string(),
});
export type ZoneFacts = z.infer<typeof zoneFacts>;
