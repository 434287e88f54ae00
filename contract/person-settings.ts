import { z } from 'zod';
import { languages } from './language.ts';

// What belongs to a person, not to Rota: kept on the server for a user, in the browser for whoever has the computer.

/** The most bytes of the JSON of one person's settings (UTF-8). */
export const mostPersonSettingsBytes = 64 * 1024;

/** Each key has a default, so that an empty object, and what an older build stored, is complete. */
export const personSettings = z.object({
  /** `system`: that of the browser. */
  language: z.enum(['system', ...languages]).default('system'),
  /** `system`: that of the computer in front of the person. */
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  singleKeyShortcuts: z.boolean().default(true),
  /** IDs of schedules; null: nothing was chosen, and Rota's own favourites are shown. */
  favourites: z.array(z.string().min(1).max(100)).max(500).nullable().default(null),
  /** Small choices of screens by a name of their own: columns, filters. The page alone knows what they mean. */
  screens: z.record(z.string().min(1).max(60), z.string().max(4000)).default({}),
});
export type PersonSettings = z.infer<typeof personSettings>;

/** `settings` is null for whoever is no user: the browser keeps theirs. */
export const personSettingsAnswer = z.object({ settings: personSettings.nullable() });
