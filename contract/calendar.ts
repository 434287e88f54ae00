import { z } from 'zod';
import { inEnglish, said } from './translatable.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, inEnglish(said`must be a day, written as 2026-01-31`));

/**
 * A working-day calendar: which days are not working days. `country` takes the public holidays from the holiday
 * library; `halfDays` says how its half days count.
 */
export const calendar = z.object({
  name: z.string().trim().min(1).max(100),
  /** ISO weekdays (1 = Monday … 7 = Sunday) that are not worked. */
  weekend: z.array(z.int().min(1).max(7)).default([6, 7]),
  country: z.string().max(20).nullable().default(null),
  /** A half day (Turkey's 28 October afternoon) is worked, not worked, or not worked from 13:00. */
  halfDays: z.enum(['working', 'off', 'off-from-13']).default('off-from-13'),
  /** Extra days off, and days worked although the other rules say off. */
  off: z
    .array(z.object({ day, name: z.string().default('') }))
    .max(5000)
    .default([]),
  on: z.array(day).max(5000).default([]),
});
export type Calendar = z.infer<typeof calendar>;
/** An empty calendar; it still needs a name. */
export const defaultCalendar = calendar.omit({ name: true }).parse({});
