import { z } from 'zod';
import { saidSchema } from './translatable-schema.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/**
 * Where a holiday comes from. `official`: a list that the authority published; `corrected`: a law or notice that differs from
 * the holiday library; `calculated`: by moon or rule until the authority announces it; `library`: the library alone.
 */
export const holidayOrigins = ['official', 'corrected', 'calculated', 'library'] as const;

export const holidaysQuery = z.object({ year: z.coerce.number().int().min(1990).max(2099) });

/** The public holidays of a country or a part of one (`TR`, `DE-BY`) in a year, and how far they were verified. */
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
      /** The list used for comparison does not have this day. */
      isDisputed: z.boolean(),
    }),
  ),
  /** Days off that only the list used for comparison has. They are working days in Rota unless a calendar says otherwise. */
  elsewhere: z.array(z.object({ day, name: z.string() })),
  /** The list the days were compared with, and when (yyyy-MM-dd); null if this place or year was not compared. */
  check: z.object({ against: z.string(), on: day }).nullable(),
  /** The laws and notices behind the corrections of this place. */
  sources: z.array(saidSchema),
});
export type HolidaysAnswer = z.infer<typeof holidaysAnswer>;
