import { z } from 'zod';
import { saidSchema } from './translatable-schema.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * Where a holiday comes from: `official` from a list that the authority published, `corrected` by a law or notice against the
 * holiday library, `calculated` by the moon or by rule until the authority announces it, else the `library` alone.
 */
export const holidayOrigins = ['official', 'corrected', 'calculated', 'library'] as const;

export const holidaysQuery = z.object({ year: z.coerce.number().int().min(1990).max(2099) });

/** The public holidays of a country or a part of one (`TR`, `DE-BY`) in a year, and how far they were checked. */
export const holidaysAnswer = z.object({
  place: z.string(),
  year: z.int(),
  /** The parts of the country that have holidays of their own. */
  regions: z.array(z.object({ code: z.string(), name: z.string() })),
  days: z.array(
    z.object({
      day,
      name: z.string(),
      /** `worked`: a day of a weekend that is worked in exchange for a day off elsewhere. */
      kind: z.enum(['off', 'half', 'worked']),
      origin: z.enum(holidayOrigins),
      /** The list that was compared does not have this day. */
      isDisputed: z.boolean(),
    }),
  ),
  /** Days off that only the list has that was compared. Rota works them unless a calendar says otherwise. */
  elsewhere: z.array(z.object({ day, name: z.string() })),
  /** What the days were compared with, and when (yyyy-MM-dd); null where this place or year was not compared. */
  check: z.object({ against: z.string(), on: day }).nullable(),
  /** The laws and notices behind the corrections of this place. */
  sources: z.array(saidSchema),
});
export type HolidaysAnswer = z.infer<typeof holidaysAnswer>;
